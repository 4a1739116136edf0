// What a reader takes along: rows as CSV, an address, a frame for another page. Nothing is sent; the browser saves it.

import { joined, label, name, record, type Row, type Saved, type Table, version } from "./data";
import { copyButton, escaped, h } from "./dom";
import { address, type Place } from "./place";

/** Tables whose rows have titles, not names. */
const TITLES: ReadonlySet<string> = new Set(["events", "sources"]);
/** Without it Excel takes UTF-8 for another encoding when a file is opened by a double-click. */
const BYTE_ORDER_MARK = "\ufeff";
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** Rows of a table as CSV for a spreadsheet, with the columns of its flat view, else with what ids are called; a cell that would be run gets an apostrophe in front. */
export function csv(table: Table, rows: readonly Row[]): string {
  const safe = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);
  const { columns, cells } = joined(table) ?? named(table);
  const lines = [columns, ...rows.map((row) => cells(row).map(safe))];
  return BYTE_ORDER_MARK + lines.map((line) => `${csvLine(line)}\n`).join("");
}

/** The columns of a table, and beside ids what they are called. */
function named(table: Table): Saved {
  const own = new Set(table.columns.map((column) => column.name));
  const columns = table.columns.flatMap(({ name, table: target }): [string, (row: Row) => string][] => {
    const called = nameOf(name, target);
    const isNamed = name.endsWith("_id") && name !== table.key && !own.has(called) && (target || table.rows.some((row) => record(row[name]!)));
    return [[name, (row) => row[name]!], ...(isNamed ? [[called, (row: Row) => label(row[name]!)] as [string, (row: Row) => string]] : [])];
  });
  return { columns: columns.map(([name]) => name), cells: (row) => columns.map(([, cell]) => cell(row)) };
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

/** Buttons that share or copy the address of what is shown, and copy a frame that shows it in another page; of a page that is a file, others have no use for its own address. */
export function linkButtons(shown: () => Place): HTMLButtonElement[] {
  const page = location.href.split("#")[0]!;
  const isFile = location.protocol === "file:";
  const frame = (): string => {
    const { id, query } = shown();
    const own = isFile ? page.slice(page.lastIndexOf("/") + 1) : page;
    const source = `${own}${address(id, new URLSearchParams([...query, ["embed", "1"]]))}`;
    return `<iframe src="${escaped(source)}" title="${escaped(document.title)}" width="100%" height="640" loading="lazy"></iframe>`;
  };
  const link = (): string => {
    const { id, query } = shown();
    const own = address(id, query);
    return isFile ? `${own} (write this behind the address of the page ${[name, version].filter(Boolean).join(" ")})` : `${page}${own}`;
  };
  const shared = (): ShareData => ({ title: document.title, [isFile ? "text" : "url"]: link() });
  const share = h("button", { type: "button", class: "copy", click: () => void navigator.share(shared()).catch(() => undefined) }, "Share");
  return [...("share" in navigator ? [share] : []), copyButton(link, "Copy link"), copyButton(frame, "Copy embed code")];
}
