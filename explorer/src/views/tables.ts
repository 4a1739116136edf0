// Search, filters and order for the tables that stand in the page.

import {
  type ColumnDef,
  columnFacetingFeature,
  columnFilteringFeature,
  constructTable,
  createFacetedRowModel,
  createFacetedUniqueValues,
  createFilteredRowModel,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/table-core";
import { storeReactivityBindings } from "@tanstack/table-core/store-reactivity-bindings";
import { type Column, label, record, type Row, table as tableNamed } from "../data";
import { announce, h } from "../dom";

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  columnFilteringFeature,
  columnFacetingFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  facetedRowModel: createFacetedRowModel(),
  facetedUniqueValues: createFacetedUniqueValues(),
});

interface Line {
  element: HTMLTableRowElement;
  row: Row;
  search: string;
}

const SEARCH = "*search*";
const NAMING = "speaker.naming";
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const collator = new Intl.Collator("en", { numeric: true });

/** Give a table its search box, its filters and its order. */
export function enhance(element: HTMLTableElement, tools: HTMLFormElement | null): void {
  const table = tableNamed(element.dataset.table!);
  const body = element.tBodies[0]!;
  const lines: Line[] = [...body.rows].map((line, at) => {
    const row = table.rows[at]!;
    const texts = table.columns.map(({ name }) => `${row[name]} ${label(row[name]!)}`);
    return { element: line, row, search: fold(texts.join(" ")) };
  });
  stack(element, table.columns);
  const columns: ColumnDef<typeof features, Line>[] = table.columns.map(({ name, table: target }) => ({
    id: name,
    accessorFn: (line: Line) => line.row[name]!,
    filterFn: (line, id, wanted) => line.getValue(id) === wanted,
    sortFn: (one, other, id) => compared(target, one.getValue<string>(id), other.getValue<string>(id)),
  }));
  columns.push({
    id: NAMING,
    accessorFn: (line: Line) => naming(line.row),
    filterFn: (line, id, wanted) => line.getValue(id) === wanted,
  });
  columns.push({
    id: SEARCH,
    accessorFn: (line: Line) => line.search,
    filterFn: (line, id, words: string[]) => words.every((word) => line.getValue<string>(id).includes(word)),
  });
  const model = constructTable({ features, data: lines, columns });

  const selects = new Map<string, HTMLSelectElement>();
  const status = h("p", { class: "result" });
  const render = (): void => {
    const shown = model.getRowModel().rows.map((row) => row.original.element);
    body.replaceChildren(...shown);
    status.textContent = shown.length === lines.length ? "" : `${shown.length} of ${lines.length} rows`;
    for (const [name, select] of selects) {
      const counts = model.getColumn(name)!.getFacetedUniqueValues();
      for (const option of select.options) {
        if (option.value) option.textContent = `${option.value} (${counts.get(option.value) ?? 0})`;
      }
    }
    for (const header of element.tHead!.rows[0]!.cells) {
      const order = model.getColumn(header.dataset.column!)!.getIsSorted();
      if (order) header.setAttribute("aria-sort", order === "asc" ? "ascending" : "descending");
      else header.removeAttribute("aria-sort");
    }
  };
  const told = (): void => {
    render();
    announce(status.textContent || `All ${lines.length} rows`);
  };

  for (const header of element.tHead!.rows[0]!.cells) {
    const column = model.getColumn(header.dataset.column!)!;
    const button = h("button", { type: "button" }, header.textContent);
    button.title = table.columns.find(({ name }) => name === column.id)!.description.split(" Format: ")[0]!;
    button.addEventListener("click", () => {
      column.toggleSorting(column.getIsSorted() === "asc");
      render();
    });
    header.replaceChildren(button);
  }
  if (!tools) return;

  const search = h("input", { type: "search", name: "search", autocomplete: "off", spellcheck: "false" });
  search.addEventListener("input", () => {
    model.getColumn(SEARCH)!.setFilterValue(fold(search.value).split(/\s+/).filter(Boolean));
    told();
  });
  tools.append(h("label", {}, `Search ${table.name}`, search));
  for (const { column, words } of filters(table.columns, table.rows)) {
    const select = h("select", { name: column.name }, h("option", { value: "" }, "all"));
    for (const word of words) select.append(h("option", { value: word }, word));
    select.addEventListener("change", () => {
      model.getColumn(column.name)!.setFilterValue(select.value || undefined);
      told();
    });
    selects.set(column.name, select);
    tools.append(h("label", {}, column.title, select));
  }
  const every = h("input", { type: "checkbox", name: "every" });
  every.addEventListener("change", () => element.classList.toggle("every", every.checked));
  tools.append(h("label", { class: "choice" }, every, "All columns"));
  tools.append(h("button", { type: "reset", class: "quiet" }, "Clear"), status);
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("reset", () => {
    model.resetColumnFilters(true);
    model.resetSorting(true);
    element.classList.remove("every");
    told();
  });
  render();
}

/** The columns whose cells are words of the vocabulary, of which more than one is used, with these; how speakers are named. */
function filters(columns: readonly Column[], rows: readonly Row[]): { column: Column; words: string[] }[] {
  const used = (column: Column, cell: (row: Row) => string | undefined) => {
    const found = new Set(rows.map(cell));
    return { column, words: Object.keys(column.words).filter((word) => found.has(word)) };
  };
  const offered = columns.map((column) => used(column, (row) => row[column.name]));
  const own = tableNamed("actors").columns.find(({ name }) => name === "naming");
  if (own) offered.unshift(used({ ...own, name: NAMING, title: "Speaker is" }, naming));
  return offered.filter(({ words }) => words.length > 1);
}

/** Whether the article names the speaker of a row, if it has one. */
function naming(row: Row): string {
  return (row.speaker_id && record(row.speaker_id)?.row.naming) || "";
}

/** Numbers by size, ids by what they are called, empty cells last. */
function compared(target: string, one: string, other: string): number {
  if (!one || !other) return one ? -1 : other ? 1 : 0;
  if (NUMBER.test(one) && NUMBER.test(other)) return Number(one) - Number(other);
  return collator.compare(target && target !== "passages" ? label(one) : one, target && target !== "passages" ? label(other) : other);
}

/** A text as it is searched: without case and accents. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Let a narrow screen stack the cells of a row, each under its title, without ceasing to be a table. */
function stack(element: HTMLTableElement, columns: readonly Column[]): void {
  element.setAttribute("role", "table");
  for (const part of element.querySelectorAll("thead, tbody")) part.setAttribute("role", "rowgroup");
  for (const row of element.rows) {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, at) => {
      const isHead = row.parentElement === element.tHead;
      cell.setAttribute("role", isHead ? "columnheader" : cell.tagName === "TH" ? "rowheader" : "cell");
      if (!isHead && cell.tagName === "TD") cell.dataset.title = columns[at]!.title;
    });
  }
}
