// What a copy has instead of a passage that it lacks, and where that differs: what source/nearest.py does.

import type { Stretch } from "./foreign";
import { canonical, length, normalise, SPACE } from "./normalise";
import { type Printed, whole } from "./printed";

export const MOST_PIECES = 12; // that a passage may be divided into, or that are looked at where a neighbour is missing
const LONGEST = 3; // times its length that what stands for a passage may have
const MOST_OCCURRENCES = 20; // of known words in it that are looked at
const PRESENT = 1_000; // letters that words may be out of place and are still held to be the same
const SPACE_BEFORE = new RegExp(`^[${SPACE}]+`, "u");
const SPACE_BEHIND = new RegExp(`[^${SPACE}](?=[${SPACE}]*$)`, "u");

/** Printed words of a passage that a package tells: where they stand in its normalised text. */
export interface Known {
  start: number;
  end: number;
  text: string;
}

/** Which of the pieces between the neighbours of a passage stand where it should: from the one to before the other. */
export function instead(left: readonly Stretch[], size: number, known: readonly Known[]): [number, number] | undefined {
  let best: [number, number] | undefined;
  let most = -2;
  const letters = left.map((stretch) => length(normalise(stretch.text)));
  for (let start = 0; start < left.length; start += 1) {
    const held = new Set<number>();
    let [total, text] = [0, ""];
    for (let end = start; end < Math.min(start + MOST_PIECES, left.length); end += 1) {
      text += ` ${canonical(left[end]!.text)}`;
      total += letters[end]!;
      known.forEach((one, at) => {
        if (!held.has(at) && isWhole(text, one.text)) held.add(at);
      });
      if (total > LONGEST * size) break;
      const difference = Math.abs(total - size);
      if (2 * held.size >= Math.max(known.length, 2) || 5 * difference <= size) {
        const share = (known.length ? held.size / known.length : 0) - difference / size;
        if (share > most) [best, most] = [[start, end + 1], share];
      }
    }
  }
  return best;
}

/** Whether words stand in a text as words of their own. */
export function isWhole(text: string, words: string): boolean {
  return !whole(text, words).next().done;
}

/** Where a piece of a copy differs from the passage in whose place it stands, as narrowly as can be told. */
export function differing(passage: Printed, size: number, known: readonly Known[]): [number, number][] {
  const places: [number, number][] = [];
  const ends: Place = { one: { start: size, end: size, text: "" }, first: passage.text.length, last: passage.text.length };
  let [before, at] = [0, 0];
  for (const { one, first, last } of [...inOrder(passage, known), ends]) {
    const isMissing = known.some((other) => before <= other.start && other.end <= one.start);
    if (isMissing || one.start - before !== passage.before[first]! - passage.before[at]!) {
      const stretch = passage.text.slice(at, first);
      const start = at + (SPACE_BEFORE.exec(stretch)?.[0].length ?? 0);
      const words = SPACE_BEHIND.exec(stretch);
      places.push([start, Math.max(start, at + (words ? words.index + words[0].length : 0))]);
    }
    [before, at] = [one.end, last];
  }
  return places;
}

interface Place {
  one: Known;
  first: number;
  last: number;
}

/** The most known words that stand in a piece in their order, where they are least out of place. */
function inOrder(passage: Printed, known: readonly Known[]): Place[] {
  const places = [...known]
    .sort((one, other) => one.start - other.start || one.end - other.end)
    .flatMap((one) => [...whole(passage.text, one.text)].slice(0, MOST_OCCURRENCES).map(([first, last]): Place => ({ one, first, last })));
  const shift = ({ one, first }: Place): number => passage.before[first]! - one.start;
  const best: [number, number][] = [];
  places.forEach((place, here) => {
    let [worth, previous] = [PRESENT - Math.abs(shift(place)), -1];
    places.slice(0, here).forEach((other, at) => {
      if (other.one.end > place.one.start || other.last > place.first) return;
      const moved = Math.abs(shift(place) - shift(other));
      if (best[at]![0] + PRESENT - moved > worth) [worth, previous] = [best[at]![0] + PRESENT - moved, at];
    });
    best.push([worth, previous]);
  });
  let at = best.reduce((most, [worth], here) => (most < 0 || worth > best[most]![0] ? here : most), -1);
  const row: Place[] = [];
  for (; at >= 0; at = best[at]![1]) row.push(places[at]!);
  return row.reverse();
}
