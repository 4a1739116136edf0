// Search, filters and order for the tables that stand in the page, as their address says.

import { type Column, idOf, label, record, type Row, standing, standingOf, statements, type Table, table as tableNamed, word as written } from "../data";
import { announce, h, visible } from "../dom";
import { measure, watch } from "../layout";
import { address, amongTables, note, place } from "../place";
import { csv, linkButtons, save, saveButton } from "../saved";
import { HINT, texts, wordsOf } from "../search";
import { renewSteps } from "./record";

interface Line {
  element: HTMLTableRowElement;
  row: Row;
  text: string;
}

/** What the controls of a table ask for. */
interface Wanted {
  words: readonly RegExp[];
  /** For columns, and how speakers are named, the word that a row must have. */
  filters: ReadonlyMap<string, string>;
  order: string;
  isDescending: boolean;
}

const NAMING = "speaker_naming";
const NARROW = "(max-width: 44rem)"; // as in the style sheet: there a row is a card, and opens wherever it is tapped
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const collator = new Intl.Collator("en", { numeric: true });

/** Give a table its search, its filters and its order; what comes back brings it into the state of an address. */
export function enhance(element: HTMLTableElement, tools: HTMLFormElement, view: string): (query: URLSearchParams) => void {
  const table = tableNamed(element.dataset.table!);
  const body = element.tBodies[0]!;
  const lines = [...body.rows].map((line, at): Line => ({ element: line, row: table.rows[at]!, text: texts(table)[at]! }));
  const prefix = view === table.name ? "" : `${table.name}.`;
  const offered = filters(table);
  const heading = document.querySelector(`[data-heading="${CSS.escape(table.name)}"]`);
  const caption = element.caption!;
  const isWhole = table.rows.length === table.total;
  /** How many rows, and of quotes how many statements, which is what the plot of sources counts. */
  const counted = (some: readonly Line[]): [string, number][] => [
    ["row", some.length],
    ...(table.name === "quotes" && isWhole ? [["statement", statements(some.map(({ row }) => row))] as [string, number]] : []),
  ];
  const all = counted(lines);
  const whole = isWhole ? `${table.title}: ${all.map(([one, count]) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`).join(", ")}` : caption.textContent;
  const missed = h("span");
  const nothing = h("p", { class: "nothing", hidden: true }, missed, " ", h("button", { type: "button", class: "quiet", click: () => tools.reset() }, "Show all rows"));
  const unknown = h("p", { class: "notice", role: "status", hidden: true });
  let shown = lines;

  const search = h("input", { type: "search", name: "search", autocomplete: "off", spellcheck: "false", title: HINT });
  const selects = offered.map(({ column, words }) =>
    h("select", { name: column.name }, h("option", { value: "" }, "all"), ...words.map((word) => h("option", { value: word }, written(word)))),
  );
  const titles = new Map(offered.map(({ column }) => [column.name, `“${column.title}”`]));
  const sort = h(
    "select",
    { name: "sort" },
    h("option", { value: "" }, "as in the file"),
    ...table.columns.flatMap(({ name }) => [h("option", { value: name }, titleOf(element, name)), h("option", { value: `-${name}` }, `${titleOf(element, name)}, backwards`)]),
  );
  const every = h("input", { type: "checkbox", name: "every" });
  const choice = h("label", { class: "folded choice", hidden: !element.querySelector(".more") }, every, "All columns");
  if (choice.hidden) element.addEventListener("fitted", (event) => (choice.hidden = !every.checked && !(event as CustomEvent<number>).detail));
  const controls = [search, ...selects, sort, every];

  const wanted = (): Wanted => ({
    words: wordsOf(search.value),
    filters: new Map(selects.filter((select) => select.value).map((select) => [select.name, select.value])),
    order: sort.value.replace("-", ""),
    isDescending: sort.value.startsWith("-"),
  });
  const render = (): void => {
    const asked = wanted();
    shown = ordered(lines.filter((line) => fits(line, asked)), asked, table);
    body.replaceChildren(...shown.map((line) => line.element));
    if (element.classList.contains("every") !== element.classList.toggle("every", every.checked)) measure();
    caption.textContent = shown.length === lines.length ? whole : `${table.title}: ${counted(shown).map(([one, count], at) => `${count} of ${all[at]![1]} ${one}s`).join(", ")}`;
    element.hidden = !shown.length;
    nothing.hidden = Boolean(shown.length);
    const asks = [asked.words.length && `with “${search.value.trim()}”`, asked.filters.size && "that passes the filters"].filter(Boolean).join(" and ");
    missed.textContent = visible(`${table.title}: no row ${asks}.`);
    for (const select of selects) {
      const counts = new Map<string, number>();
      for (const line of lines) if (fits(line, asked, select.name)) counts.set(cell(line.row, select.name), (counts.get(cell(line.row, select.name)) ?? 0) + 1);
      for (const option of select.options) if (option.value) option.textContent = `${written(option.value)} (${counts.get(option.value) ?? 0})`;
    }
    for (const header of element.tHead!.rows[0]!.cells) {
      if (header.dataset.column === asked.order) header.setAttribute("aria-sort", asked.isDescending ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    }
    more.textContent = `Filter and order${asked.filters.size + Number(Boolean(sort.value)) ? ` (${asked.filters.size + Number(Boolean(sort.value))})` : ""}`;
  };
  /** What the file of the rows is called: by their table, and what they were asked for. */
  const fileName = (): string => {
    const asked = [search.value.trim(), ...selects.map(({ value }) => value)].filter(Boolean);
    return [table.name, ...(asked.length ? ["filtered", ...asked] : [])].join("-");
  };
  const told = (isStep: boolean): void => {
    unknown.hidden = true;
    render();
    announce(nothing.hidden ? caption.textContent : missed.textContent);
    const isOwn = heading !== null && place().id === heading.id;
    const { id, query } = isOwn ? place() : amongTables(place());
    for (const control of controls) {
      const value = control.type === "checkbox" ? (every.checked ? "1" : "") : control.value;
      const name = isOwn ? control.name : prefix + control.name;
      if (value) query.set(name, value);
      else query.delete(name);
    }
    note({ id: record(id) || isOwn ? id : view, query }, isStep);
    renewSteps();
  };

  /** What is asked of this table alone, of those that stand below one another. */
  const asked = (): URLSearchParams =>
    new URLSearchParams([...amongTables(place()).query].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value]));

  for (const line of table.key ? [] : lines) addressed(line);
  for (const header of element.tHead!.rows[0]!.cells) {
    const name = header.dataset.column!;
    const button = h("button", { type: "button" }, header.textContent);
    button.title = table.columns.find((column) => column.name === name)!.description.split(" Format: ")[0]!;
    button.addEventListener("click", () => {
      sort.value = sort.value === name ? `-${name}` : name;
      told(true);
    });
    header.replaceChildren(button);
  }
  const more = h("button", { type: "button", class: "quiet more-tools", "aria-expanded": "false" });
  more.addEventListener("click", () => more.setAttribute("aria-expanded", String(tools.classList.toggle("unfolded"))));
  let isTyping = false;
  search.addEventListener("input", () => {
    told(!isTyping);
    isTyping = true;
  });
  search.addEventListener("blur", () => (isTyping = false));
  for (const control of [...selects, sort, every]) control.addEventListener("change", () => told(true));
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const control of controls) {
      if (control.type === "checkbox") every.checked = false;
      else control.value = "";
    }
    told(true);
  });
  tools.append(
    h("label", {}, `Search ${table.title.toLowerCase()}`, search),
    more,
    ...selects.map((select, at) => h("label", { class: "folded" }, offered[at]!.column.title, select)),
    h("label", { class: "folded order" }, "Order by", sort),
    choice,
    h("span", { class: "folded saving" },
      h("button", { type: "reset", class: "quiet" }, "Clear"),
      saveButton("CSV", "Save these rows as CSV for a spreadsheet: with the names of what ids stand for, in UTF-8 with a byte order mark", () => save(new Blob([csv(table, shown.map(({ row }) => row))], { type: "text/csv" }), fileName(), "csv")),
      ...linkButtons(() => (heading ? { id: heading.id, query: asked() } : { id: view, query: place().query }))),
  );
  body.addEventListener("click", ({ target }) => {
    const line = (target as Element).closest("tr");
    const isText = !(target as Element).closest("a, button") && getSelection()?.isCollapsed !== false;
    if (line?.id && isText && matchMedia(NARROW).matches) location.hash = address(line.id);
  });
  element.after(nothing);
  tools.after(unknown);
  stack(element);
  watch(element);
  return (query) => {
    const asked: string[] = [];
    for (const control of controls) {
      const value = query.get(prefix + control.name) ?? "";
      if (control.type === "checkbox") every.checked = Boolean(value);
      else control.value = value;
      if (control.value !== value && control instanceof HTMLSelectElement) {
        control.value = "";
        const wrong = `“${value.slice(0, 80)}”`;
        asked.push(control === sort ? `no column ${wrong} to order by` : `no word ${wrong} in ${titles.get(control.name)}`);
      }
    }
    render();
    unknown.hidden = !asked.length;
    unknown.textContent = visible(`There is ${asked.join(" and ")}: ${shown.length === lines.length ? "all rows are shown" : "the rows are shown without it"}.`);
  };
}

/** Give a row without an id its address, and a link to it. */
function addressed({ element, row }: Line): void {
  const id = idOf(row);
  if (record(id)?.row !== row) return;
  element.id = id;
  element.cells[0]!.append(" ", h("a", { href: address(id), class: "own", title: "Open this row", "aria-label": `Open the row ${id}` }));
}

function titleOf(element: HTMLTableElement, column: string): string {
  return [...element.tHead!.rows[0]!.cells].find((header) => header.dataset.column === column)!.textContent;
}

/** Whether a row has all that is asked for, but for one filter. */
function fits({ row, text }: Line, { words, filters }: Wanted, but = ""): boolean {
  return words.every((word) => word.test(text)) && [...filters].every(([name, word]) => name === but || cell(row, name) === word);
}

/** Rows by a column, those without a cell last; dates by their first day, then their last. */
function ordered(lines: Line[], { order, isDescending }: Wanted, table: Table): Line[] {
  if (!order) return lines;
  const { table: target, empty } = table.columns.find(({ name }) => name === order)!;
  const key = ({ row }: Line): string => {
    const own = row[order]!;
    if (order === "date_edtf") return own && `${row.date_start}/${row.date_end}`;
    if (!own) return empty;
    return (target ? target !== "passages" : table.key && order.endsWith("_id") && order !== table.key) ? label(own) : own;
  };
  const compared = (one: string, other: string): number =>
    NUMBER.test(one) && NUMBER.test(other) ? Number(one) - Number(other) : collator.compare(one, other);
  const keyed = lines.map((line) => [key(line), line] as const);
  const full = keyed.filter(([own]) => own).sort(([one], [other]) => (isDescending ? compared(other, one) : compared(one, other)));
  return [...full, ...keyed.filter(([own]) => !own)].map(([, line]) => line);
}

/** The columns whose cells are words of the vocabulary, of which more than one is used, with these; how speakers are named, on whose word events and figures rest. */
function filters({ name: own, columns, rows }: Table): { column: Column; words: string[] }[] {
  const [speaker, naming] = [columns.find(({ name }) => name === "speaker_id"), tableNamed("actors").columns.find(({ name }) => name === "naming")];
  const word = own === "quotes" ? undefined : standing(own); // a quote rests on its speaker: that filter is there
  const offered = [...(speaker && naming ? [{ ...naming, name: NAMING, title: `${speaker.title}: ${naming.title}` }] : []), ...(word ? [word] : []), ...columns].map((column) => {
    const found = new Set(rows.map((row) => cell(row, column.name)));
    return { column, words: Object.keys(column.words).filter((word) => found.has(word)) };
  });
  return offered.filter(({ words }) => words.length > 1);
}

/** A cell, or whether the article names the speaker of a row, or on whose word it rests. */
function cell(row: Row, name: string): string {
  if (name !== NAMING) return row[name] ?? standingOf(row);
  return (row.speaker_id && record(row.speaker_id)?.row.naming) || "";
}

/** Let a narrow screen stack the cells of a row, each under its title, without ceasing to be a table. */
function stack(element: HTMLTableElement): void {
  const titles = [...element.tHead!.rows[0]!.cells].map((header) => header.textContent);
  element.setAttribute("role", "table");
  for (const part of element.querySelectorAll("thead, tbody")) part.setAttribute("role", "rowgroup");
  for (const row of element.rows) {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, at) => {
      const isHead = row.parentElement === element.tHead;
      cell.setAttribute("role", isHead ? "columnheader" : cell.tagName === "TH" ? "rowheader" : "cell");
      if (!isHead && cell.tagName === "TD") cell.dataset.title = titles[at];
    });
  }
}
