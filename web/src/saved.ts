// What a reader takes along: rows as CSV, an address, a frame for another page. Nothing is sent; the browser saves it.

import { label, name, record, type Row, type Table, version } from "./data";
import { copyButton, h } from "./dom";
import { address, type Place } from "./place";

/** Tables whose rows have titles, not names. */
const TITLES: ReadonlySet<string> = new Set(["events", "sources"]);
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** Rows of a table with what their ids are called beside them; a cell that a spreadsheet would run gets an apostrophe in front. */
export function csv(table: Table, rows: readonly Row[]): string {
  const safe = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);
  const own = new Set(table.columns.map((column) => column.name));
  const columns = table.columns.flatMap((column) => {
    const cell = (row: Row): string => row[column.name]!;
    const called = nameOf(column.name, column.table);
    const isNamed = column.name.endsWith("_id") && column.name !== table.key && !own.has(called) && (column.table || table.rows.some((row) => record(cell(row))));
    return [{ title: column.name, cell }, ...(isNamed ? [{ title: called, cell: (row: Row) => label(cell(row)) }] : [])];
  });
  return [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ cell }) => safe(cell(row))))].map((cells) => `${csvLine(cells)}\n`).join("");
}

/** The column that says what an id is called: `speaker_name`, `occasion_title`, `passage_name`. */
function nameOf(column: string, target: string): string {
  return column.replace(/_id$/, `_${TITLES.has(target) ? "title" : "name"}`);
}

/** Cells as a line of CSV, quoted where they must be. */
export function csvLine(cells: readonly string[]): string {
  const quoted = (text: string): string => (/[",\r\n]/.test(text) || (!text && cells.length === 1) ? `"${text.replaceAll('"', '""')}"` : text);
  return cells.map(quoted).join(",");
}

/** Let the browser save a file, named after the dataset and what is in it. */
export function save(content: Blob, title: string, ending: string): void {
  const url = URL.createObjectURL(content);
  const file = [name, version, title].filter(Boolean).join("-").replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 120);
  h("a", { href: url, download: `${file}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A button that saves something. */
export function saveButton(label: string, title: string, run: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: "quiet", title, click: run }, label);
}

/** Buttons that copy the address of what is shown, and a frame that shows it in another page. */
export function linkButtons(shown: () => Place): HTMLButtonElement[] {
  const page = location.href.split("#")[0]!;
  const frame = (): string => {
    const { id, query } = shown();
    const own = location.protocol === "file:" ? page.slice(page.lastIndexOf("/") + 1) : page;
    const source = `${own}${address(id, new URLSearchParams([...query, ["embed", "1"]]))}`;
    const attribute = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
    return `<iframe src="${attribute(source)}" title="${attribute(document.title)}" width="100%" height="640" loading="lazy"></iframe>`;
  };
  const link = (): string => {
    const { id, query } = shown();
    return `${page}${address(id, query)}`;
  };
  return [copyButton(link, "Copy link"), copyButton(frame, "Copy embed code")];
}
