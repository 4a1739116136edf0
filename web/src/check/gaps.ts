// Finds a passage that whole blocks interrupt: what source/gaps.py does.

import type { Spans } from "./confirm";
import type { Copy } from "./copy";
import { fingerprint } from "./fingerprint";

const MOST_GAPS = 3;
const LONGEST_GAP = 4; // blocks
const MOST_STARTS = 40; // blocks that a passage may start with
const MOST_TRIED = 50_000; // blocks of a way, in all ways that are tried for a passage

/** Find a passage in whole blocks that do not all follow one another. */
export function interrupted(copy: Copy, starts: readonly number[], taken: ReadonlySet<number>, size: number, sha256: string): Spans | undefined {
  let tried = 0;
  for (let gaps = 1; gaps <= MOST_GAPS; gaps += 1) {
    for (const start of starts.slice(0, MOST_STARTS)) {
      for (const way of ways(copy, taken, start, size, gaps)) {
        tried += 1;
        if (tried > MOST_TRIED) return undefined;
        if (way.length && fingerprint(way.map(([first, last]) => copy.letters(first, last)).join("")) === sha256) return way;
      }
    }
  }
  return undefined;
}

/** Pieces that together are as long as wanted, from one block on, with so many gaps; an empty one for each try. */
function* ways(copy: Copy, taken: ReadonlySet<number>, from: number, size: number, gaps: number): Generator<Spans> {
  let [at, left] = [from, size];
  const first = copy.parts[at]!.start;
  while (at < copy.parts.length && !taken.has(at) && left > 0) {
    yield [];
    left -= copy.parts[at]!.end - copy.parts[at]!.start;
    const piece = [first, copy.parts[at]!.end] as const;
    if (left === 0 && gaps === 0) yield [piece];
    at += 1;
    if (!gaps || left <= 0) continue;
    for (let start = at + 1; start < Math.min(at + LONGEST_GAP + 1, copy.parts.length); start += 1) {
      for (const rest of ways(copy, taken, start, left, gaps - 1)) yield rest.length ? [piece, ...rest] : [];
    }
  }
}
