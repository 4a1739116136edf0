// What a reader takes along: rows as CSV, an address, a frame for another page. Nothing is sent; the browser saves it.

import { name, type Row, version } from "./data";
import { copyButton, h } from "./dom";
import { address, type Place } from "./place";

const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** Rows in the form of the package's own files; a cell that a spreadsheet would run gets an apostrophe in front. */
export function csv(columns: readonly string[], rows: readonly Row[]): string {
  const safe = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);
  return [columns, ...rows.map((row) => columns.map((column) => safe(row[column]!)))].map((cells) => `${csvLine(cells)}\n`).join("");
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
