// The cells of records that are the article's words, and whether a passage has them: what source/cells.py does.

import { isWhole } from "./nearest";
import { canonical, normalise, SPACE } from "./normalise";
import { atSpan, characterAt, characterBefore, placeOf, type Printed, stands } from "./printed";

export type Row = Readonly<Record<string, string>>;

/** The tables whose rows are records, with the column of their ids. */
export const RECORDS: ReadonlyMap<string, string> = new Map([
  ["actors", "actor_id"],
  ["quotes", "quote_id"],
  ["events", "event_id"],
  ["figures", "figure_id"],
]);

/** The columns of records that are the article's words. The first is what the record itself says. */
export const CELLS: Readonly<Record<string, readonly string[]>> = {
  actors: ["name"],
  quotes: ["text", "cue", "attribution"],
  events: [],
  figures: ["as_stated"],
};

const DESCRIBED: ReadonlySet<string | undefined> = new Set(["unnamed", "collective"]);
const POSSESSIVE = /'s?(?=[^\p{L}\p{N}]*$)/gu;
const SPACES = new RegExp(`[${SPACE}]+`, "u");
const LETTER = /[\p{L}\p{N}]/u;

/** What a record rests on: its primary span, all its spans, and whether another quotation starts where it ends. */
export interface Rests {
  primary: Row;
  spans: readonly Row[];
  goesOn: boolean;
}

/** A cell that is the article's words: its column, what it says, whether it is a proper name. */
export interface Wording {
  column: string;
  says: string;
  isProper: boolean;
}

/** The cells of a record that are the article's words: those filled, and the text of a direct quote. */
export function worded(table: string, row: Row): Wording[] {
  return CELLS[table]!
    .filter((column) => row[column] || (column === "text" && row.form === "direct"))
    .map((column) => ({ column, says: row[column]!, isProper: table === "actors" && !DESCRIBED.has(row.naming) }));
}

/** Whether the copy has the words of a cell where the record says they are, with marks, signs and capitals. */
export function holds(wording: Wording, rests: Rests, passages: ReadonlyMap<string, Printed>): boolean {
  const passage = passages.get(rests.primary.passage_id!)!;
  if (wording.column === "text") {
    const place = placeOf(passage, Number(rests.primary.start), Number(rests.primary.end), wording.says);
    return place !== undefined && isQuoted(passage.text, ...place, rests.goesOn);
  }
  if (wording.column === "cue" || wording.column === "attribution") return stands(passage, 0, passage.before.at(-1)!, wording.says);
  return standsInSpans(wording, rests.spans, passages);
}

/** Whether a name or phrase stands in one of the spans of its record that are in printed passages. */
export function standsInSpans(wording: Wording, spans: readonly Row[], passages: ReadonlyMap<string, Printed>): boolean {
  const own = spans.flatMap((span): [Printed, number, number][] => {
    const passage = passages.get(span.passage_id!);
    return passage ? [[passage, Number(span.start), Number(span.end)]] : [];
  });
  if (wording.isProper) {
    const words = new Set(plainWords(wording.says));
    return own.some((span) => plainWords(atSpan(...span)).some((word) => words.has(word)));
  }
  return own.some((span) => formsOf(wording).some((form) => stands(...span, form)));
}

/** Whether each word of a proper name is printed somewhere in the article, with its marks and capitals. */
export function isOfArticle(name: string, passages: ReadonlyMap<string, Printed>): boolean {
  const words = canonical(name).split(" ").filter(Boolean);
  return words.every((word) => [...passages.values()].some((passage) => isWhole(passage.text, word)));
}

/** Whether the words of a cell stand in a piece of a copy that has taken the place of a passage. */
export function isLeft(wording: Wording, text: string): boolean {
  return wording.isProper || formsOf(wording).some((form) => isWhole(text, canonical(form)));
}

/** The words of a cell; a description may also start a sentence. */
function formsOf({ column, says }: Wording): string[] {
  const [first = ""] = says;
  return column === "name" ? [says, first.toUpperCase() + says.slice(first.length)] : [says];
}

/** Whether what stands there is between quotation marks; a comma or full stop may come before the closing one. */
function isQuoted(text: string, first: number, last: number, goesOn: boolean): boolean {
  const opening = text.slice(Math.max(first - 1, 0), first);
  if (!['"', "'"].includes(opening) || LETTER.test(characterBefore(text, first - 1))) return false;
  if (opening === '"' && text.slice(0, first).split('"').length % 2 === 1) return false; // it closes another quotation
  const at = [",", "."].includes(text.slice(last, last + 1)) ? last + 1 : last;
  const isClosed = text.slice(at, at + 1) === opening && !LETTER.test(characterAt(text, at + 1));
  return goesOn || isClosed || !LETTER.test(text.slice(last));
}

/** The words of a text without case, marks and possessive endings. */
function plainWords(text: string): string[] {
  const words = canonical(text).replaceAll("-", " ").split(SPACES).filter(Boolean);
  return words.map((word) => normalise(word.replace(POSSESSIVE, ""))).filter(Boolean);
}
