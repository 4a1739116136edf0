// The words of a copy that are not the article's: what source/foreign.py does.

import { type Spans, textOf } from "./confirm";
import type { Copy } from "./copy";
import { isCredit, words } from "./furniture";
import { SPACE } from "./normalise";

const SPACES = new RegExp(`[${SPACE}]+`, "u");

/** A piece of one block that is in no passage: where it stands in the normalised text, and its words. */
export interface Stretch {
  first: number;
  last: number;
  text: string;
}

/** Words between the passages of an article: the passage they stand behind, how many they are, and what they say. */
export interface Foreign {
  after: string;
  words: number;
  text: string;
}

/** What is left of a copy without the passages that were found in it, block by block. */
export function stretches(copy: Copy, found: readonly Spans[]): Stretch[] {
  const left: Stretch[] = [];
  let at = 0;
  const spans = found.flat().sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  for (const [first, last] of [...spans, [copy.size, copy.size] as const]) {
    if (at < first) left.push(...divided(copy, at, first));
    at = Math.max(at, last);
  }
  return left;
}

/** A piece of the normalised text, block by block. */
function divided(copy: Copy, first: number, last: number): Stretch[] {
  return copy.parts.slice(copy.partAt(first), copy.partAt(last - 1) + 1).map((part) => {
    const span = [Math.max(first, part.start), Math.min(last, part.end)] as const;
    return { first: span[0], last: span[1], text: textOf(copy, [span]).split(SPACES).filter(Boolean).join(" ") };
  });
}

/** The pieces without the credits that stand directly behind a caption, whosever they are. */
export function withoutCredits(left: readonly Stretch[], captions: readonly Spans[]): Stretch[] {
  const ends = new Set(captions.map((spans) => spans.at(-1)![1]));
  return left.filter((stretch) => !(ends.has(stretch.first) && isCredit(stretch.text)));
}

/** The foreign words that stand directly before and behind a passage in the same block. */
export function beside(copy: Copy, spans: Spans, left: readonly Stretch[]): [string, string] {
  const [first, last] = [spans[0]![0], spans.at(-1)![1]];
  const [start, end] = [copy.partAt(first), copy.partAt(last - 1)];
  const before = left.find((one) => one.last === first && copy.partAt(one.first) === start);
  const behind = left.find((one) => one.first === last && copy.partAt(one.first) === end);
  return [before?.text ?? "", behind?.text ?? ""];
}

/** The foreign words between the first and the last passage of an article. */
export function between(left: readonly Stretch[], found: ReadonlyMap<string, Spans>): Foreign[] {
  const starts = [...found].flatMap(([id, spans]) => spans.map(([first]): [number, string] => [first, id]));
  starts.sort(([one, id], [other, second]) => one - other || (id < second ? -1 : 1));
  const end = Math.max(0, ...[...found.values()].map((spans) => spans.at(-1)![1]));
  return left.flatMap((stretch) => {
    const after = starts.filter(([first]) => first < stretch.first).at(-1);
    return after && stretch.first < end ? [{ after: after[1], words: words(stretch.text), text: stretch.text }] : [];
  });
}
