// The canonical texts that a piece of a copy may stand for, where its layout leaves open what is printed: readings.py.

import { canonical, DASHES, SPACE, WORD } from "./normalise";
import { characterAt, characterBefore } from "./printed";

export const MOST_AMBIGUOUS = 12; // places of a passage that are tried, each both ways

const LETTER = "(?!\\p{Nd})[\\p{L}\\p{N}]";
const LETTER_BEFORE = "(?<=(?!\\p{Nd})[\\p{L}\\p{N}])";
const HYPHEN_AT_LINE_END = `${LETTER_BEFORE}[${DASHES}\\xad](?:(?!\\n)[${SPACE}])*\\n[${SPACE}]*(?=${LETTER})`;
const DROP_CAP = `(?:^|\\n(?:(?!\\n)[${SPACE}])*\\n)[^${WORD}${SPACE}]{0,3}${LETTER}(?<gap>[${SPACE}]+)(?=${LETTER})`;
const AMBIGUOUS = new RegExp(`${HYPHEN_AT_LINE_END}|${DROP_CAP}`, "dgu");
const IS_SPACE = new RegExp(`^[${SPACE}]`, "u");

/** Where the layout of a text leaves open what is printed: a dash at the end of a line, white space behind a drop cap. */
export function ambiguous(text: string): [number, number][] {
  const places: [number, number][] = [];
  for (const match of text.matchAll(AMBIGUOUS)) {
    const gap = match.indices!.groups?.gap;
    const [start, end] = gap ?? match.indices![0]!;
    const isDropCap = /^\p{Uppercase}$/u.test(characterBefore(text, start)) && /^\p{Lowercase}$/u.test(characterAt(text, end));
    if (!gap || isDropCap) places.push([start, end]);
  }
  return places;
}

/** The canonical texts that a piece of a copy may stand for, the plainest first; none if there are too many. */
export function* canonicalReadings(text: string): Generator<string> {
  const places = ambiguous(text);
  if (places.length > MOST_AMBIGUOUS) return;
  const starts = [0, ...places.map(([, end]) => end)];
  const ends = [...places.map(([start]) => start), text.length];
  const pieces = starts.map((start, at) => canonical(text.slice(start, ends[at])));
  const separators = places.map(([start]) => (IS_SPACE.test(text.slice(start)) ? " " : "-"));
  for (let choice = 0; choice < 2 ** places.length; choice += 1) {
    // the last place changes first
    const chosen = separators.map((mark, at) => ((choice >> (places.length - 1 - at)) & 1 ? mark : ""));
    yield pieces.map((piece, at) => piece + (chosen[at] ?? "")).join("");
  }
}
