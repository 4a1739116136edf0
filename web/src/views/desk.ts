// The editor's desk: what rests on words that are selected in the reader's copy, and the lines that a curator needs for them.

import { record as recordOf, type Row, type Table, table as tableNamed } from "../data";
import { append, copyButton, h, visible } from "../dom";
import { csvLine } from "../saved";
import { link } from "./record";

/** Words of a passage that are selected, whole, and the rows that rest on any of them, those that have all of them first. */
interface Selected {
  passage: string;
  words: string;
  /** How often the words stand in the passages of the copy, and which time in its passage this is, if not the only one. */
  times: number;
  occurrence: string;
  isQuoted: boolean;
  records: string[];
}

const WORDS = /[\p{L}\p{N}]+/gu;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const OPENING = /[\p{Pi}"]$/u;
const CLOSING = /^[\p{Pf}"]/u;
const ANCHORS = "record,words,use,passage,occurrence";
const DRAFTED = ["quotes", "events", "figures", "actors"];

/** A desk that follows what is selected in the passages of a reader. */
export function desk(reader: HTMLElement): HTMLElement {
  const holder = h("aside", { class: "desk", "aria-label": "The words you have selected", hidden: true });
  let last = "";
  const follow = (): void => {
    if (!holder.isConnected) return document.removeEventListener("selectionchange", follow);
    const found = selected(reader);
    const now = found && [found.passage, found.occurrence, found.words].join(" ");
    if (!found || !now || now === last) return;
    last = now;
    holder.replaceChildren();
    append(holder, lines(found));
    holder.hidden = false;
  };
  document.addEventListener("selectionchange", follow);
  return holder;
}

function selected(reader: HTMLElement): Selected | undefined {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  const from = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const paragraph = from?.closest<HTMLElement>("[data-passage]");
  if (!paragraph || !reader.contains(paragraph)) return undefined;
  const place = (node: Node, offset: number): number => {
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    return before.toString().length;
  };
  const text = paragraph.textContent;
  const end = paragraph.contains(range.endContainer) ? place(range.endContainer, range.endOffset) : text.length;
  const [first, until] = whole(text, place(range.startContainer, range.startOffset), end);
  if (first >= until) return undefined;
  const rests = new Map<string, number>();
  let at = 0;
  for (const piece of paragraph.childNodes) {
    const next = at + piece.textContent!.length;
    const shared = Math.min(next, until) - Math.max(at, first);
    const ids = piece instanceof HTMLElement && shared > 0 ? piece.dataset.ids!.split(" ") : [];
    for (const id of ids) rests.set(id, (rests.get(id) ?? 0) + shared);
    at = next;
  }
  const words = text.slice(first, until);
  const here = placesOf(text, words);
  const passages = [...reader.querySelectorAll("[data-passage]")];
  return {
    passage: paragraph.dataset.passage!,
    words,
    times: passages.reduce((sum, one) => sum + placesOf(one.textContent, words).length, 0),
    occurrence: here.length > 1 ? String(here.indexOf(first) + 1) : "",
    isQuoted: OPENING.test(text.slice(0, first)) && CLOSING.test(text.slice(until)),
    records: [...rests.keys()].sort((one, other) => rests.get(other)! - rests.get(one)!),
  };
}

/** The places between which whole words stand, without marks and space around them. */
function whole(text: string, start: number, end: number): [number, number] {
  let [first, until] = [start, end];
  while (first < until && !LETTER.test(text[first]!)) first += 1;
  while (first < until && !LETTER.test(text[until - 1]!)) until -= 1;
  if (first === until) return [first, until];
  while (first > 0 && LETTER.test(text[first - 1]!)) first -= 1;
  while (until < text.length && LETTER.test(text[until]!)) until += 1;
  return [first, until];
}

/** Where words start in a text, marks and space aside: what `curate anchor` takes for them. */
function placesOf(text: string, words: string): number[] {
  const wanted = letters(words);
  const tokens = [...text.matchAll(WORDS)].map((match) => [match.index, letters(match[0])] as const);
  return tokens.flatMap(([start], at) => {
    let found = "";
    for (let next = at; next < tokens.length && found.length < wanted.length; next += 1) found += tokens[next]![1];
    return found === wanted ? [start] : [];
  });
}

function letters(text: string): string {
  return (text.normalize("NFKC").match(WORDS) ?? []).join("");
}

function lines({ passage, words, times, occurrence, isQuoted, records }: Selected): HTMLElement[] {
  const record = h("input", { name: "record", value: records[0] ?? "", placeholder: "such as evt-011", autocomplete: "off", spellcheck: "false" });
  const uses = Object.keys(tableNamed("evidence").columns.find(({ name }) => name === "use")?.words ?? {});
  const use = h("select", { name: "use" }, ...[...uses, "remove"].map((word) => h("option", {}, word)));
  use.value = "primary";
  const kind = h("select", { name: "table" }, records.length ? h("option", { value: "" }, "none") : "", ...DRAFTED.map((name) => h("option", {}, name)));
  if (!records.length) kind.value = isQuoted ? "quotes" : /\p{N}/u.test(words) ? "figures" : /^\p{Lu}/u.test(words) ? "actors" : "events";
  const anchorLine = (): string => {
    const id = record.value.trim();
    const home = recordOf(id)?.row.passage_id ?? passage;
    const place = occurrence ? [passage, occurrence] : times > 1 || home !== passage ? [passage] : [];
    return csvLine([id, words, use.value, ...place]);
  };
  const draft = (): [string, string] => draftOf(tableNamed(kind.value), passage, words, isQuoted);
  const unknown = h("p", { class: "notice", role: "status" });
  const anchors = copyButton(anchorLine, "Copy anchor line");
  const drafts = h("span", { class: "saving" }, copyButton(() => draft()[1], "Copy draft row"), copyButton(() => draft()[0], "Copy header of drafts"));
  const preview = h("pre", { tabindex: "0", "aria-label": "The lines" });
  const show = (): void => {
    const id = record.value.trim();
    const isNew = Boolean(kind.value) && id === nextId(tableNamed(kind.value));
    anchors.disabled = !id;
    unknown.hidden = isNew || Boolean(recordOf(id));
    unknown.textContent = id ? visible(`This page has no row ${id.slice(0, 80)}.`) : "Write the id of the row that rests on these words.";
    drafts.hidden = !kind.value;
    preview.textContent = [...(id ? [anchorLine()] : []), ...(kind.value ? draft() : [])].join("\n");
  };
  const choose = (): void => {
    record.value = kind.value ? nextId(tableNamed(kind.value)) : records[0]!;
    show();
  };
  for (const control of [record, use]) control.addEventListener("input", show);
  kind.addEventListener("change", choose);
  choose();
  return [
    h("p", {}, link(passage), ": ", h("q", {}, words)),
    ...(times > 1 ? [h("p", { class: "note" }, `These words stand ${times} times in your copy: the line says which is meant.`)] : []),
    records.length
      ? h("ul", { class: "rests", "aria-label": "Rows that rest on these words" }, ...records.map((id) => h("li", {}, link(id))))
      : h("p", { class: "nothing" }, "No row rests on these words."),
    h("p", { class: "saving" },
      h("label", {}, "Row ", record), h("label", {}, "Use ", use), anchors, copyButton(() => ANCHORS, "Copy its header"), h("label", {}, "New row in ", kind), drafts),
    unknown,
    preview,
  ];
}

/** The header of a table's drafts and a draft of a row: the words where they belong, and what is left to settle. */
function draftOf(table: Table, passage: string, words: string, isQuoted: boolean): [string, string] {
  const given: Row = {
    [table.key]: nextId(table),
    passage_id: passage,
    ...(table.name === "quotes" ? (isQuoted ? { form: "direct", text: words } : { form: "indirect" }) : {}),
    ...(table.name === "figures" ? { as_stated: words } : {}),
    ...(table.name === "actors" ? { name: words } : {}),
  };
  const settle = table.columns.filter(({ name, required }) => required && !given[name]).map(({ name }) => name);
  const cells = table.columns.map(({ name }) => given[name] ?? "");
  return [csvLine(["settle", ...table.columns.map(({ name }) => name)]), csvLine([settle.join(" "), ...cells])];
}

/** The id after the last one of a table. */
function nextId(table: Table): string {
  const ids = table.rows.map((row) => /^(.*-)(\d+)$/.exec(row[table.key]!)).filter((match) => match !== null);
  const [prefix, width] = ids.length ? [ids[0]![1]!, ids[0]![2]!.length] : [`${table.name.slice(0, 3)}-`, 3];
  const last = Math.max(0, ...ids.map((match) => Number(match[2])));
  return `${prefix}${String(last + 1).padStart(width, "0")}`;
}
