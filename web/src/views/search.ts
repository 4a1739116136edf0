// One search over all tables, and over what the codebook says of columns and words.

import { all, type Column, idOf, label, naming, type Row, said, shown, type Table, voices, word as written } from "../data";
import { announce, byId, type Child, h } from "../dom";
import { address, note, place } from "../place";
import { folded, HINT, texts, wordsOf } from "../search";

const MOST = 25; // rows shown of one table
const LONGEST = 160; // characters shown of a cell

/** Follow the field in the head of the page. What comes back shows what an address asks for. */
export function followSearch(go: () => void): (query: URLSearchParams) => void {
  const field = byId("find") as HTMLInputElement;
  field.title = HINT;
  const search = (): void => {
    const isThere = place().id === "search";
    note({ id: "search", query: new URLSearchParams(field.value ? { search: field.value } : {}) }, !isThere);
    go();
    scrollTo(0, 0);
    announce(byId("found").querySelector("p")!.textContent);
  };
  field.addEventListener("input", search);
  field.form!.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  return (query) => {
    const wanted = query.get("search") ?? "";
    if (field.value !== wanted) field.value = wanted;
    byId("found").replaceChildren(...found(wanted));
  };
}

function found(search: string): HTMLElement[] {
  const words = wordsOf(search);
  if (!words.length) return [h("p", { class: "note" }, "Write words into the field above: every table is searched, and what the codebook says. ", HINT, ".")];
  const has = (text: string): boolean => words.every((word) => word.test(text));
  const parts: HTMLElement[] = [];
  let count = 0;
  for (const table of all()) {
    const rows = texts(table).flatMap((text, at) => (has(text) ? [table.rows[at]!] : []));
    if (!rows.length) continue;
    count += rows.length;
    const items = rows.slice(0, MOST).map((row) => h("li", {}, ...line(table, row, words)));
    const heading = document.querySelector(`[data-heading="${CSS.escape(table.name)}"]`);
    const view = address(heading?.id ?? table.name, new URLSearchParams({ search }));
    parts.push(
      h("h2", {}, table.title, " ", h("span", { class: "uses" }, rows.length)),
      h("ul", { class: "links" }, ...items),
      h("p", { class: "note" }, h("a", { href: view }, rows.length > MOST ? `All ${rows.length} in the table` : "In the table")),
    );
  }
  const columns = all().flatMap((table) =>
    table.columns.flatMap((column) => {
      const defined = Object.entries(column.words).filter(([word, definition]) => has(folded(`${word} ${written(word)} ${definition}`)));
      return defined.length || has(folded(`${column.name} ${column.title} ${column.description}`)) ? [{ table, column, defined }] : [];
    }),
  );
  if (columns.length) {
    const items = columns.slice(0, MOST).map(({ table, column, defined }) =>
      h("li", {}, h("a", { href: `#${table.name}.${column.name}` }, `${table.title}: ${column.title}`), h("span", { class: "definition" }, short(defined.length ? defined.map(([word, definition]) => `${written(word)}: ${definition}`).join(" ") : column.description))));
    parts.push(h("h2", {}, "Codebook ", h("span", { class: "uses" }, columns.length)), h("ul", { class: "links" }, ...items));
  }
  const sum = count + columns.length;
  const told = sum ? `${count} ${count === 1 ? "row" : "rows"}${columns.length ? ` and ${columns.length} ${columns.length === 1 ? "entry" : "entries"} of the codebook` : ""} with “${search}”` : `Nothing here has “${search}”: look for fewer or other words.`;
  return [h("p", { class: sum ? "note" : "nothing" }, told), ...parts];
}

/** A row as a link, with who says it, and the cell that was found if neither tells. */
function line(table: Table, row: Row, words: readonly RegExp[]): Child[] {
  const called = (column: Column): string => (column === claimant && row.actor_id ? [`${label(row.actor_id)}${naming(row.actor_id)}`, ...voices(row.quote_id!)].join(", ") : shown(column, row[column.name]!));
  const claimant = table.name === "claims" ? table.columns.find(({ name }) => name === "actor_id") : undefined;
  const id = table.key ? row[table.key]! : "";
  if (label(id) === id) {
    const filled = table.columns.filter((column) => row[column.name] || column.empty);
    return [h("a", { href: address(idOf(row)), "data-id": idOf(row) }, short(filled.map(called).join(" · ")))];
  }
  const who = table.name === "quotes" ? said(row) : "";
  const name = folded(`${id} ${label(id)} ${who}`);
  const sought = words.filter((word) => !word.test(name));
  const other = table.columns.find((column) => column.name !== table.key && sought.some((word) => word.test(folded(called(column)))));
  return [
    h("a", { href: address(id), "data-id": id }, short(label(id)), " ", h("span", { class: "id" }, id)),
    who && h("span", { class: "definition" }, who),
    other && h("span", { class: "definition" }, `${other.title}: ${short(called(other))}`),
  ];
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
