// The printed text of a passage, and whether words stand in it as they are written in a cell: what source/printed.py does.

import { bisectLeft, bisectRight } from "./bisect";
import { canonical, length, normalise, SPACE, WORD } from "./normalise";

/** The canonical text of a passage; for each place in it (in UTF-16 units) how many letters and digits stand before. */
export interface Printed {
  readonly text: string;
  readonly before: readonly number[];
}

export const CUT = " ...";
const LONGEST_TOLD = 400; // characters of a copy that a report shows in one place

const LETTER = /[\p{L}\p{N}]/u;
const SIGN = /^[$\xa2-\xa5\u20a0-\u20cf%\u2030-\u2034#\u2116+/~<>=*^\xac\xb0\xb1\xd7\xf7\u2200-\u22ff\u202a-\u202e\u2066-\u2069]/;
const STARTS_NUMBER = /^[\p{Nd}$\xa2-\xa5\u20a0-\u20cf]/u;
const WORD_OR_SPACE = new RegExp(`[\\p{L}\\p{N}${SPACE}]`, "u");
const DIGIT = /^\p{Nd}/u;
const NUMBER_BEFORE = new RegExp(`-$|\\p{Nd}[.,:]$|(?:^|[^${WORD}])\\.$`, "u");
const NUMBER_BEHIND = /^[-.,:]\p{Nd}/u;
const SPACES = new RegExp(`[${SPACE}]+`, "u");

/** A canonical text, with the letters before each place. */
export function printed(text: string): Printed {
  const before: number[] = [];
  let letters = 0;
  for (const character of text) {
    for (let unit = 0; unit < character.length; unit += 1) before.push(letters);
    letters += length(normalise(character));
  }
  before.push(letters);
  return { text, before };
}

/** Where a span of the normalised text stands in the canonical text, from its first letter or digit to its last. */
export function printedSpan(passage: Printed, start: number, end: number): [number, number] {
  const first = bisectRight(passage.before, start) - 1;
  return [isSecondHalf(passage.text, first) ? first - 1 : first, bisectLeft(passage.before, end)];
}

/** What is printed at a span of the normalised text, from its first letter or digit to its last. */
export function atSpan(passage: Printed, start: number, end: number): string {
  return passage.text.slice(...printedSpan(passage, start, end));
}

/** What is printed at a span, with the marks and signs that touch it. */
export function withSigns(passage: Printed, start: number, end: number): string {
  let [first, last] = printedSpan(passage, start, end);
  while (first > 0 && !WORD_OR_SPACE.test(characterBefore(passage.text, first))) first -= characterBefore(passage.text, first).length;
  while (last < passage.text.length && !WORD_OR_SPACE.test(characterAt(passage.text, last))) last += characterAt(passage.text, last).length;
  return passage.text.slice(first, last);
}

/** Whether a span starts where a word does, and ends where one ends. */
export function cutsNoWord(passage: Printed, start: number, end: number): boolean {
  const [first, last] = printedSpan(passage, start, end);
  return !LETTER.test(characterBefore(passage.text, first)) && !LETTER.test(characterAt(passage.text, last));
}

/** Where in a passage the words of a cell are printed, if they are what a span of it holds, with marks and all. */
export function placeOf(passage: Printed, start: number, end: number, says: string): [number, number] | undefined {
  const wanted = canonical(says);
  const opening = wanted.search(LETTER);
  if (opening < 0 || length(normalise(wanted)) !== end - start) return undefined;
  const first = printedSpan(passage, start, end)[0] - opening;
  const last = first + wanted.length;
  return first >= 0 && passage.text.slice(first, last) === wanted ? [first, last] : undefined;
}

/** Whether a span of a passage holds the words of a cell, which may be cut after some of them. */
export function startsWith(passage: Printed, start: number, end: number, says: string): boolean {
  if (!says.endsWith(CUT)) return placeOf(passage, start, end, says) !== undefined;
  const wanted = says.slice(0, -CUT.length);
  const letters = length(normalise(wanted));
  return 0 < letters && letters < end - start && placeOf(passage, start, start + letters, wanted) !== undefined;
}

/** Whether the words of a cell are printed within a span of a passage, as words and with signs of their own. */
export function stands(passage: Printed, start: number, end: number, says: string): boolean {
  const wanted = canonical(says);
  if (!LETTER.test(wanted)) return false;
  for (const [first, last] of whole(passage.text, wanted)) {
    if (start <= passage.before[first]! && passage.before[last]! <= end && hasItsSigns(passage.text, first, last)) return true;
  }
  return false;
}

/** Where words stand in a text as words of their own, overlaps included. */
export function* whole(text: string, words: string): Generator<[number, number]> {
  if (!words) return;
  for (let first = text.indexOf(words); first >= 0; first = text.indexOf(words, first + 1)) {
    const last = first + words.length;
    if (![first, last].some((edge) => LETTER.test(characterBefore(text, edge)) && LETTER.test(characterAt(text, edge)))) yield [first, last];
  }
}

/** The words of an item as printed, of a longer one the first (six). */
export function shortened(text: string, most = 6): string {
  const words = text.split(SPACES).filter(Boolean);
  return (words.length <= most ? words : [...words.slice(0, most), "..."]).join(" ").replace(/,+$/, "");
}

/** So many words of a copy, as a report shows them: no more than a few lines, whatever a copy takes for a word. */
export function told(text: string, most: number): string {
  const words = shortened(text, most);
  const characters = words.length <= LONGEST_TOLD ? [] : [...words];
  return characters.length <= LONGEST_TOLD ? words : `${characters.slice(0, LONGEST_TOLD).join("")} ...`;
}

/** The character that ends at a place in a text, or nothing. */
export function characterBefore(text: string, at: number): string {
  if (at <= 0) return "";
  return text.slice(isSecondHalf(text, at - 1) ? at - 2 : at - 1, at);
}

/** The character that starts at a place in a text, or nothing. */
export function characterAt(text: string, at: number): string {
  return at < 0 || at >= text.length ? "" : String.fromCodePoint(text.codePointAt(at)!);
}

/** Whether what stands there is no part of a number, nor without a sign that belongs to it. */
function hasItsSigns(text: string, first: number, last: number): boolean {
  const left = characterBefore(text, first);
  const right = characterAt(text, last);
  if (SIGN.test(left) || SIGN.test(right)) return false;
  if (STARTS_NUMBER.test(characterAt(text, first)) && NUMBER_BEFORE.test(characterBefore(text, first - left.length) + left)) return false;
  return !(DIGIT.test(characterBefore(text, last)) && NUMBER_BEHIND.test(right + characterAt(text, last + right.length)));
}

function isSecondHalf(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff;
}
