// Finds the passages of an article in a reader's copy, by their fingerprints alone: what source/locate.py does.

import { bisectLeft } from "./bisect";
import { couldBe, type Spans } from "./confirm";
import type { Copy } from "./copy";
import { fingerprintOfBytes } from "./fingerprint";
import { interrupted } from "./gaps";
import type { Row } from "./records";

const MOST_WINDOWS = 20; // of a passage that are weighed up

/** Where a passage stands in the normalised copy, and whether that is its place in the article beyond doubt. */
export interface Found {
  spans: Spans;
  isInPlace: boolean;
}

/** Find each passage: a window of its length, from the start of a word to the end of one, with its hash; or in pieces. */
export function locate(copy: Copy, passages: readonly Row[]): Map<string, Found> {
  const windows = new Map<string, Spans>();
  let expected = 0;
  for (const passage of passages) {
    const window = bestWindow(copy, passage, expected, windows);
    if (window) {
      windows.set(passage.passage_id!, [window]);
      expected = window[1];
    }
  }
  const found = new Map([...windows, ...inPieces(copy, passages, windows)]);
  const inOrder = passages.flatMap((row): [string, Spans][] => {
    const spans = found.get(row.passage_id!);
    return spans ? [[row.passage_id!, spans]] : [];
  });
  const unmistakable = inEveryLongestRun(inOrder.map(([, spans]) => spans[0]![0]));
  return new Map(inOrder.map(([id, spans], at) => [id, { spans, isInPlace: unmistakable[at]! }]));
}

/** The best of the windows that overlap no other passage: printed as the passage was, and alone in its blocks. */
function bestWindow(copy: Copy, passage: Row, expected: number, others: ReadonlyMap<string, Spans>): [number, number] | undefined {
  let best: [number, number] | undefined;
  let most = -1;
  const used = [...others.values()].flat();
  let weighed = 0;
  for (const start of windowsOf(copy, passage, expected)) {
    if ((weighed += 1) > MOST_WINDOWS) break;
    const end = start + Number(passage.length);
    if (used.some(([first, last]) => start < last && first < end)) continue;
    const isAlone = copy.startsBlock(start) && copy.endsBlock(end);
    const marks = 2 * Number(couldBe(copy, [[start, end]], passage.text_sha256!)) + Number(isAlone);
    if (marks > most) [best, most] = [[start, end], marks];
    if (marks === 3) break;
  }
  return best;
}

/** Where the passage stands in the copy: first from the expected place on, then before it. */
export function* windowsOf(copy: Copy, passage: Row, expected: number): Generator<number> {
  const length = Number(passage.length);
  const at = bisectLeft(copy.starts, expected);
  for (const start of [...copy.starts.slice(at), ...copy.starts.slice(0, at)]) {
    if (copy.endsAt(start + length) && fingerprintOfBytes(copy.slice(start, start + length)) === passage.sha256) yield start;
  }
}

/** The passages that are in no window, but between their neighbours in whole blocks. */
function inPieces(copy: Copy, passages: readonly Row[], windows: ReadonlyMap<string, Spans>): Map<string, Spans> {
  const taken = new Set([...windows.values()].flatMap((spans) => blocksOf(copy, spans)));
  const areInPlace = inEveryLongestRun([...windows.values()].map((spans) => spans[0]![0]));
  const inPlace = new Map([...windows].filter((_, at) => areInPlace[at]));
  const found = new Map<string, Spans>();
  const beside = neighbours(passages, inPlace, copy.size);
  passages.forEach((passage, at) => {
    const [after, before] = beside[at]!;
    if (windows.has(passage.passage_id!) || (after === 0 && before === copy.size)) return;
    const starts = copy.parts.flatMap((part, index) => (after <= part.start && part.start < before && !taken.has(index) ? [index] : []));
    const way = interrupted(copy, starts, taken, Number(passage.length), passage.sha256!);
    if (!way) return;
    found.set(passage.passage_id!, way);
    for (const block of blocksOf(copy, way)) taken.add(block);
  });
  return found;
}

/** Which blocks a passage stands in. */
function blocksOf(copy: Copy, spans: Spans): number[] {
  return spans.flatMap(([first, last]) => {
    const start = copy.partAt(first);
    return Array.from({ length: copy.partAt(last - 1) + 1 - start }, (_, at) => start + at);
  });
}

/** For each passage, where its neighbours that were found end and start in a copy of that length. */
export function neighbours(passages: readonly Row[], found: ReadonlyMap<string, Spans>, size: number): [number, number][] {
  const spans = passages.map((passage) => found.get(passage.passage_id!));
  const [afters, befores] = [[0], [size]];
  for (const one of spans.slice(0, -1)) afters.push(one ? one.at(-1)![1] : afters.at(-1)!);
  for (const one of spans.slice(1).reverse()) befores.push(one ? one[0]![0] : befores.at(-1)!);
  befores.reverse();
  return passages.map((_, at) => [afters[at]!, befores[at]!]);
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
