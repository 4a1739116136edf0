// The one normalisation under which copies of an article are compared: what source/normalise.py does.

import { CASEFOLD } from "./casefold";

/** White space and word characters as Python's regular expressions know them. */
export const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
export const WORD = "\\p{L}\\p{N}_";

export const NORMALISATION = "nfkc-casefold-alnum/2";

/** Characters that show nothing, dashes, and what is raised, lowered or circled: classes, as in source/normalise.py. */
export const INVISIBLE =
  "\\xad\\u034f\\u061c\\u180b-\\u180f\\u200b-\\u200f\\u202a\\u202c\\u2060-\\u2064\\u2066\\u2068\\u2069\\ufe00-\\ufe0f\\ufeff" +
  "\\u{e0000}-\\u{e01ef}";
export const DASHES = "\\-\\u058a\\u2010-\\u2015\\u2212\\u02d7\\u2e3a\\u2e3b";
const RAISED = "\\xb2\\xb3\\xb9\\xaa\\xba\\u2070-\\u208e\\u2120\\u2122\\u2460-\\u24ff\\u3251-\\u325f\\u32b1-\\u32bf";

const UNSEEN = new RegExp(`[${INVISIBLE}]+`, "gu");
const APOSTROPHES = /[\xb4\u02bc]/g;
const DOUBLE_MARKS = /[\u201c-\u201f\xab\xbb\u301d-\u301f\u275d\u275e\u2e42]/g;
const SINGLE_MARKS = /[\u2018-\u201b\u2039\u203a`\u275b\u275c]/g;
const RUN_OF_DASHES = new RegExp(`[${DASHES}]+`, "gu");
const RUN_OF_SPACE = new RegExp(`[${SPACE}]+`, "gu");
const SPACE_AT_DASH = new RegExp(`(?<![${DASHES}]) (?=[${DASHES}])|(?<=[${DASHES}]) (?![${DASHES}])`, "gu");

const WORDS = /[\p{L}\p{N}]+/gu;
const ASCII = /^[\0-\x7f]*$/;

const FOLDED = new Map<string, string>();
for (let at = 0; at < CASEFOLD.length; at += 2) FOLDED.set(CASEFOLD[at]!, CASEFOLD[at + 1]!);

/** Full case folding (Unicode, chapter 3, D145), character by character. */
export function casefold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  let folded = "";
  for (const character of text) folded += FOLDED.get(character) ?? character.toLowerCase();
  return folded;
}

const visible = (text: string): string => text.replace(UNSEEN, "").replace(APOSTROPHES, "'");

/** A visible text in NFKC, with one kind of apostrophe where NFKC sees a letter. */
const compatible = (text: string): string => text.normalize("NFKC").replace(APOSTROPHES, "'");

/** A text in NFKC and casefolded, without invisible characters; all marks are still there. */
export function fold(text: string): string {
  return casefold(compatible(visible(text)));
}

/** The words of a text, normalised. */
export function words(text: string): string[] {
  return fold(text).match(WORDS) ?? [];
}

/** Reduce a text to what every copy of it shares: its letters and digits. */
export function normalise(text: string): string {
  return words(text).join("");
}

/** The letters and digits of a text without their accents. */
export function lettersAlone(text: string): string {
  return normalise(text.normalize("NFD").replace(/[\u0300-\u036f]+/g, ""));
}

/** A text as it is printed, in the one form that its copies share whatever their layout. */
export function canonical(text: string): string {
  const pieces = visible(text).split(new RegExp(`([${RAISED}]+)`, "u"));
  return pieces
    .map((piece, at) => (at % 2 ? piece : compatible(piece)))
    .join("")
    .replace(RUN_OF_DASHES, (run) => (run.length <= 3 && new Set(run).size === 1 ? "-" : run))
    .replace(DOUBLE_MARKS, '"')
    .replace(SINGLE_MARKS, "'")
    .replaceAll("''", '"')
    .replace(RUN_OF_SPACE, " ")
    .replace(/^ | $/g, "")
    .replace(SPACE_AT_DASH, "");
}

/** For each character of the normalised text, the position in the text (in UTF-16 units) that it comes from. */
export function foldWithPositions(text: string): [string, number[]] {
  const characters: string[] = [];
  const positions: number[] = [];
  const take = (cluster: string, start: number): void => {
    for (const character of casefold(compatible(cluster)).match(/[\p{L}\p{N}]/gu) ?? []) {
      characters.push(character);
      positions.push(start);
    }
  };
  let [cluster, start, at] = ["", 0, 0];
  for (const original of text) {
    const here = at;
    at += original.length;
    const character = visible(original);
    if (!character) continue;
    if (cluster && isBoundary(cluster, character)) {
      take(cluster, start);
      cluster = "";
    }
    if (!cluster) start = here;
    cluster += character;
  }
  take(cluster, start);
  return [characters.join(""), positions];
}

/** Whether NFKC leaves the cluster alone when the character follows it. */
function isBoundary(cluster: string, character: string): boolean {
  if (ASCII.test(cluster) && ASCII.test(character)) return true;
  const [first] = character.normalize("NFKC");
  if (isCombining(first ?? character)) return false;
  return (cluster + character).normalize("NFKC") === cluster.normalize("NFKC") + character.normalize("NFKC");
}

/** Whether a character has a combining class: then canonical order moves it past a mark of a lower or higher one. */
export function isCombining(character: string): boolean {
  const [lead] = character.normalize("NFD");
  return (lead + "\u0334").normalize("NFD") !== lead + "\u0334" || ("\u0345" + lead).normalize("NFD") !== "\u0345" + lead;
}

/** Number of characters (code points) of a text. */
export function length(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at += 1) if (text.codePointAt(at)! > 0xffff) count -= 1;
  return count;
}
