// Confirms that a passage which was found by its letters is printed as it was: what source/confirm.py does.

import type { Copy } from "./copy";
import { fingerprint } from "./fingerprint";
import { SPACE } from "./normalise";
import { canonicalReadings } from "./readings";

/** Where a passage stands in the normalised copy: from where to where each of its pieces goes. */
export type Spans = readonly (readonly [number, number])[];

const HEADING = /^# /; // what a cleaned copy keeps before its title
const SPACES = new RegExp(`[${SPACE}]+`, "gu");
const WHITE = new RegExp(`^[${SPACE}]*$`, "u");
const OF_FURNITURE_BEFORE = new RegExp(`^[^${SPACE}]*[${SPACE}]+(?:[#*|\\u2022\\xb7\\u2013\\u2014\\-][${SPACE}]+)?$`, "u");
const OF_FURNITURE_AFTER = new RegExp(`^(?:[${SPACE}]+[|\\u2022\\xb7\\u2013\\u2014\\-])?[${SPACE}]+[^${SPACE}]*$`, "u");

/** The canonical texts of the passages that are printed as they were fingerprinted. */
export function confirm(copy: Copy, found: ReadonlyMap<string, Spans>, prints: ReadonlyMap<string, string>): Map<string, string> {
  const firsts = new Set([...found.values()].map((spans) => spans[0]![0]));
  const lasts = new Set([...found.values()].map((spans) => spans.at(-1)![1]));
  const confirmed = new Map<string, string>();
  const endsAt = new Map<number, number>();
  for (const [id, spans] of [...found].sort(([, one], [, other]) => compareSpans(one, other))) {
    const [first, last] = [spans[0]![0], spans.at(-1)![1]];
    let starts = startsOf(copy, first, lasts.has(first));
    const before = endsAt.get(first);
    if (before !== undefined && !copy.startsBlock(first)) starts = starts.filter((start) => WHITE.test(copy.text.slice(before, start)));
    for (const [reading, end] of readings(copy, spans, starts, endsOf(copy, last, firsts.has(last)))) {
      if (fingerprint(reading) === prints.get(id)) {
        confirmed.set(id, reading);
        endsAt.set(last, end);
        break;
      }
    }
  }
  return confirmed;
}

/** Whether a piece of a copy has the fingerprint of a passage if it gets the marks beside it that it needs. */
export function couldBe(copy: Copy, spans: Spans, sha256: string): boolean {
  const [starts, ends] = [startsOf(copy, spans[0]![0], true), endsOf(copy, spans.at(-1)![1], true)];
  for (const [reading] of readings(copy, spans, starts, ends)) if (fingerprint(reading) === sha256) return true;
  return false;
}

/** A piece of a copy as it is, with the marks that touch it, or all up to the ends of its block. */
export function textOf(copy: Copy, spans: Spans): string {
  const [starts, ends] = [startsOf(copy, spans[0]![0], true), endsOf(copy, spans.at(-1)![1], true)];
  return pieceOf(copy, spans, starts.at(-1)!, ends[0]!);
}

/** Where a piece of the normalised text stands in the text, with the marks that touch it. */
export function textAround(copy: Copy, [first, last]: readonly [number, number]): { start: number; end: number } {
  return { start: startsOf(copy, first, true).at(-1)!, end: endsOf(copy, last, true)[0]! };
}

/** Spans in the order that tuples have in Python. */
function compareSpans(one: Spans, other: Spans): number {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const difference = one[at]![0] - other[at]![0] || one[at]![1] - other[at]![1];
    if (difference) return difference;
  }
  return one.length - other.length;
}

/** The canonical texts of a piece of a copy that starts and ends in one of these places, each with its end. */
function* readings(copy: Copy, spans: Spans, starts: readonly number[], ends: readonly number[]): Generator<[string, number]> {
  for (const start of starts) {
    for (const end of ends) for (const reading of canonicalReadings(pieceOf(copy, spans, start, end))) yield [reading, end];
  }
}

/** The text of a piece of a copy, without what stands between its spans, and without blocks of marks alone. */
function pieceOf(copy: Copy, spans: Spans, start: number, end: number): string {
  let [text, at] = ["", start];
  for (const [first, last] of spans) {
    for (const block of copy.parts.slice(copy.partAt(first), copy.partAt(last - 1) + 1)) {
      const between = copy.text.slice(at, Math.max(block.first, start));
      text += (WHITE.test(between) ? between : "\n\n") + copy.text.slice(Math.max(block.first, start), Math.min(block.last, end));
      at = block.last;
    }
  }
  return text;
}

/** Where in the text a piece may start whose first letter this is; shared marks may belong to what is before. */
function startsOf(copy: Copy, letter: number, isShared: boolean): number[] {
  const block = copy.parts[copy.partAt(letter)]!;
  if (block.start === letter) return [block.first + (HEADING.exec(copy.text.slice(block.first, block.last))?.[0].length ?? 0)];
  const [start, end] = [copy.after(letter - 1), copy.positions[letter]!];
  const places = [...copy.text.slice(start, end).matchAll(SPACES)].map((match) => start + match.index + match[0].length);
  if (isShared) return places.length ? places : copy.places(start, end);
  const own = places.filter((place) => OF_FURNITURE_BEFORE.test(copy.text.slice(start, place)));
  return own.length ? own : [start];
}

/** Where in the text a piece may end, before this letter; shared marks may belong to what is behind. */
function endsOf(copy: Copy, letter: number, isShared: boolean): number[] {
  const block = copy.parts[copy.partAt(letter - 1)]!;
  if (block.end === letter) return [block.last];
  const [start, end] = [copy.after(letter - 1), copy.positions[letter]!];
  const places = [...copy.text.slice(start, end).matchAll(SPACES)].map((match) => start + match.index);
  if (isShared) return places.length ? places : copy.places(start, end);
  const own = places.filter((place) => OF_FURNITURE_AFTER.test(copy.text.slice(place, end)));
  return own.length ? own : [end];
}
