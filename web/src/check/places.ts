// Where a span of a passage stands in the text of a copy, in which other blocks may interrupt the passage.

import type { Spans } from "./confirm";
import type { Copy } from "./copy";

/** The pieces of the text that a span of the normalised text of a passage stands in; none if the copy lacks it. */
export function placesOf(copy: Copy, spans: Spans | undefined, start: number, end: number): [number, number][] {
  const places: [number, number][] = [];
  let before = 0;
  for (const [first, last] of spans ?? []) {
    const from = Math.max(start, before);
    const to = Math.min(end, before + last - first);
    if (from < to) places.push(copy.original(first + from - before, first + to - before));
    before += last - first;
  }
  return places;
}
