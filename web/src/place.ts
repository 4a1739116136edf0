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
  return `#${encodeURIComponent(id)}${query.size ? `?${query}` : ""}`;
}

/** Change the address without going anywhere: as a step that the back button undoes, or in place of where the page is. */
export function note({ id, query }: Place, isStep: boolean): void {
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
