// The one normalisation under which copies of an article are compared: what source/normalise.py does.

import { CASEFOLD } from "./casefold";

/** White space and word characters as Python's regular expressions know them. */
export const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
export const WORD = "\\p{L}\\p{N}_";

export const NORMALISATION = "nfkc-casefold-alnum/1";

const LINK_TARGET = new RegExp(`\\]\\([^()${SPACE}]*\\)`, "gu");
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

/** A text without the targets of Markdown links, in NFKC and casefolded; all marks are still there. */
export function fold(text: string): string {
  return casefold(text.replace(LINK_TARGET, "]").normalize("NFKC"));
}

/** The words of a text, normalised. */
export function words(text: string): string[] {
  return fold(text).match(WORDS) ?? [];
}

/** Reduce a text to what every copy of it shares: its letters and digits. */
export function normalise(text: string): string {
  return words(text).join("");
}

/** For each character of the normalised text, the position in the text (in UTF-16 units) that it comes from. */
export function foldWithPositions(text: string): [string, number[]] {
  const characters: string[] = [];
  const positions: number[] = [];
  const take = (cluster: string, start: number): void => {
    for (const character of casefold(cluster.normalize("NFKC")).match(/[\p{L}\p{N}]/gu) ?? []) {
      characters.push(character);
      positions.push(start);
    }
  };
  const dropped = [...text.matchAll(LINK_TARGET)].map((match) => [match.index + 1, match.index + match[0].length]);
  let [next, cluster, start, at] = [0, "", 0, 0];
  for (const character of text) {
    const here = at;
    at += character.length;
    while (next < dropped.length && here >= dropped[next]![1]!) next += 1;
    if (next < dropped.length && here >= dropped[next]![0]!) continue;
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
