// Finds the passages of an article in a reader's copy, by their fingerprints alone: what source/locate.py does.

import { bisectLeft } from "./bisect";
import type { Copy } from "./copy";

export type Outcome = "exact" | "moved" | "lost";
export interface Found {
  start: number;
  outcome: Outcome;
}
export interface Fingerprinted {
  passage_id: string;
  length: number;
  sha256: string;
}

const LARGEST_BATCH = 1024; // windows hashed at a time

/** SHA-256 as hexadecimal digits. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Find each passage: a window of its length, from the start of a word to the end of one, with its hash.
 *
 * @param progress told the share of passages that have been looked for
 */
export async function locate(
  copy: Copy,
  passages: readonly Fingerprinted[],
  progress: (share: number) => void = () => {},
): Promise<Map<string, Found>> {
  const starts = new Map<string, number>();
  let [expected, done] = [0, 0];
  for (const passage of passages) {
    const start = await firstWindow(copy, passage, expected);
    if (start !== undefined) {
      starts.set(passage.passage_id, start);
      expected = start + passage.length;
    }
    progress((done += 1) / passages.length);
  }
  const unmistakable = inEveryLongestRun([...starts.values()]);
  return new Map(
    [...starts].map(([id, start], at) => [id, { start, outcome: unmistakable[at] ? "exact" : "moved" } as Found]),
  );
}

/** Where the passage stands in the copy: first from the expected place on, then before it. */
async function firstWindow(copy: Copy, passage: Fingerprinted, expected: number): Promise<number | undefined> {
  const at = bisectLeft(copy.starts, expected);
  const order = [copy.starts.slice(at), copy.starts.slice(0, at)].flat();
  const candidates = order.filter((start) => copy.endsAt(start + passage.length));
  let size = 1;
  for (let next = 0; next < candidates.length; next += size, size = Math.min(4 * size, LARGEST_BATCH)) {
    const batch = candidates.slice(next, next + size);
    const hashes = await Promise.all(batch.map((start) => sha256(copy.slice(start, start + passage.length))));
    const hit = hashes.indexOf(passage.sha256);
    if (hit >= 0) return batch[hit];
  }
  return undefined;
}

/** For each number, whether it belongs to every longest increasing subsequence. */
export function inEveryLongestRun(numbers: readonly number[]): boolean[] {
  const ending = longestEnding(numbers);
  const starting = longestEnding([...numbers].reverse().map((number) => -number)).reverse();
  const longest = Math.max(0, ...ending);
  const places = ending.map((place, at) => (place + starting[at]! - 1 === longest ? place : 0));
  return places.map((place) => place > 0 && places.filter((other) => other === place).length === 1);
}

function longestEnding(numbers: readonly number[]): number[] {
  const tails: number[] = [];
  return numbers.map((number) => {
    const at = bisectLeft(tails, number);
    tails[at] = number;
    return at + 1;
  });
}
