// The address: which view or row is shown, and how its tables are searched, filtered and ordered.

export interface Place {
  /** The id of a view, a row, a column. */
  id: string;
  query: URLSearchParams;
}

/** Where the page is. */
export function place(): Place {
  const [id, ...query] = location.hash.slice(1).split("?");
  return { id: decoded(id!), query: new URLSearchParams(query.join("?")) };
}

/** An address on this page. */
export function address(id: string, query = new URLSearchParams()): string {
  return `#${encodeURIComponent(id).replaceAll("%2F", "/")}${query.size ? `?${query}` : ""}`;
}

/** What a place asks of the tables that stand below one another, if it is that of one of them: by the name of each. */
export function amongTables({ id, query }: Place): Place {
  const table = document.getElementById(id)?.dataset.heading;
  if (!table) return { id, query };
  return { id: "tables", query: new URLSearchParams([...query].map(([key, value]) => [key === "embed" || key.includes(".") ? key : `${table}.${key}`, value])) };
}

/** How the view is searched, filtered and ordered. */
let kept = new URLSearchParams();

/** How the view was searched, filtered and ordered last. */
export function state(): URLSearchParams {
  return kept;
}

/** Keep how the view is searched, filtered and ordered, for when a row is opened and closed again. */
export function keepState(query: URLSearchParams): void {
  kept = new URLSearchParams([...query].filter(([key]) => key !== "embed"));
}

/** Change the address without going anywhere: as a step that the back button undoes, or in place of where the page is. */
export function note({ id, query }: Place, isStep: boolean): void {
  keepState(amongTables({ id, query }).query);
  if (address(id, query) === location.hash) return;
  history[isStep ? "pushState" : "replaceState"](null, "", address(id, query));
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
