// The reader's own text with every record marked in it.

import { textAround } from "../check/confirm";
import type { Copy } from "../check/copy";
import { placesOf } from "../check/places";
import type { Row, Tables, Verification } from "../check/verify";
import { label } from "../data";
import { h } from "../dom";
import { desk } from "./desk";
import { address } from "../place";

const KINDS: readonly (readonly [string, string])[] = [
  ["quo", "quotes"],
  ["evt", "events"],
  ["fig", "figures"],
  ["act", "actors"],
];
const NO_WORDS = /^[^\p{L}\p{N}\n]+$/gmu; // a line of marks, as before a title in Markdown
const LONGEST_BETWEEN = 2000; // characters shown of what is no passage

interface Span {
  start: number;
  end: number;
  id: string;
}

/** The text, passage by passage, the spans of each marked, and the rows that rest on it beside it. */
export function reader(copy: Copy, claims: Tables, result: Verification): HTMLElement {
  const blocks = claims.passages!
    .flatMap((passage) => (result.spans.get(passage.passage_id!) ?? []).map((span) => ({ id: passage.passage_id!, ...textAround(copy, span) })))
    .sort((one, other) => one.start - other.start);
  const spans = new Map<string, Span[]>();
  for (const row of claims.evidence! as readonly Row[]) {
    const id = row.passage_id!;
    const places = placesOf(copy, result.spans.get(id), Number(row.start), Number(row.end));
    const own = places.map(([start, end]) => ({ start, end, id: row.record_id! }));
    spans.set(id, [...(spans.get(id) ?? []), ...own]);
  }
  const holder = h("div", { class: "reader" });
  holder.addEventListener("click", (event) => {
    const mark = (event.target as Element).closest<HTMLElement>("a.mark"); // no link, since words of a link cannot be selected
    if (mark && getSelection()?.isCollapsed !== false) location.hash = address(mark.dataset.ids!.split(" ")[0]!);
  });
  let at = 0;
  const between = (end: number): void => {
    const text = copy.text.slice(at, end).replace(NO_WORDS, "").trim();
    if (/[\p{L}\p{N}]/u.test(text)) {
      holder.append(h("p", { class: "between" }, text.length > LONGEST_BETWEEN ? `${text.slice(0, LONGEST_BETWEEN)} … (${text.length - LONGEST_BETWEEN} more characters)` : text));
    }
  };
  for (const { id, start, end } of blocks) {
    if (start > at) between(start);
    at = Math.max(at, end);
    const own = (spans.get(id) ?? []).filter((span) => start <= span.start && span.end <= end);
    const outcome = result.passages.get(id)!;
    const records = [...new Set(own.map((span) => span.id))];
    const paragraph = h("p", { "data-passage": id }, ...marked(copy.text, start, end, own));
    const rests = h("ul", { class: "rests", "aria-label": `Rows that rest on ${label(id)}` }, ...records.map((one) => h("li", {}, chip(one, paragraph))));
    holder.append(
      h(
        "div",
        { class: "block" },
        h("p", { class: "where" }, h("a", { href: address(id) }, label(id)), " ", h("span", { class: `outcome ${outcome}` }, outcome)),
        paragraph,
        rests,
      ),
    );
  }
  between(copy.text.length);
  const kinds = h(
    "fieldset",
    { class: "kinds" },
    h("legend", {}, "Mark"),
    ...KINDS.map(([kind, name]) => {
      const box = h("input", { type: "checkbox", checked: true });
      box.addEventListener("change", () => holder.classList.toggle(`no-${kind}`, !box.checked));
      return h("label", {}, box, " ", h("a", { class: `mark ${kind}` }, name));
    }),
  );
  const note = h("p", { class: "note" }, "Select words to see what rests on them, and to copy the line that anchors a row there, or a draft of a row. Nothing leaves this page.");
  return h("section", {}, h("h2", {}, "Your copy, with every record marked in it"), note, kinds, holder, desk(holder));
}

/** A link to a row that lights its spans up while it is pointed at. */
function chip(id: string, paragraph: HTMLElement): HTMLElement {
  const link = h("a", { href: address(id), "data-id": id, title: `${id}: ${label(id)}` }, label(id));
  const light = (isOn: boolean) => (): void => {
    for (const mark of paragraph.querySelectorAll<HTMLElement>("a.mark")) {
      if (mark.dataset.ids!.split(" ").includes(id)) mark.classList.toggle("lit", isOn);
    }
  };
  for (const event of ["mouseenter", "focus"]) link.addEventListener(event, light(true));
  for (const event of ["mouseleave", "blur"]) link.addEventListener(event, light(false));
  return link;
}

/** A stretch of text in pieces, each piece that is evidence marked, the row with the smallest span around it first. */
function marked(text: string, start: number, end: number, spans: readonly Span[]): (HTMLElement | string)[] {
  const edges = [...new Set([start, end, ...spans.flatMap((span) => [span.start, span.end])])]
    .filter((edge) => start <= edge && edge <= end)
    .sort((one, other) => one - other);
  const pieces: (HTMLElement | string)[] = [];
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const [from, to] = [edges[at]!, edges[at + 1]!];
    const words = text.slice(from, to).replace(/\s+/g, " ");
    const here = spans.filter((span) => span.start <= from && to <= span.end).sort((one, other) => one.end - one.start - (other.end - other.start));
    if (!here.length) {
      pieces.push(words);
      continue;
    }
    const ids = here.map((span) => span.id);
    const kinds = new Set(ids.map((id) => id.split("-")[0]!));
    pieces.push(
      h("a", { class: `mark ${[...kinds].join(" ")}`, "data-ids": ids.join(" "), title: ids.map((id) => `${id}: ${label(id)}`).join("\n") }, words),
    );
  }
  return pieces;
}
