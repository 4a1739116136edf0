// The rights rule: no cell of a package repeats the article's prose: what source/rights.py does.

import type { Row } from "./cells";
import { canonical, length, normalise, SPACE } from "./normalise";
import { type Printed, printedSpan } from "./printed";

const RUN = 8; // words; fewer can be chance
const DIVIDER = "\n"; // no canonical text has it
const SPACES = new RegExp(`[${SPACE}]+`, "u");

/** A cell that holds a run of the article's prose: where, and how many words of it (never which). */
export interface Repeated {
  table: string;
  row: number;
  column: string;
  words: number;
}

/** Find cells with eight or more words in a row of the article's prose, outside of its quotations. */
export function repeated(
  tables: Readonly<Record<string, readonly Row[]>>,
  passages: ReadonlyMap<string, Printed>,
  quotations: readonly (readonly [string, number, number])[],
): Repeated[] {
  const spans = Map.groupBy(quotations, ([id]) => id);
  const all = new Set<string>();
  for (const [id, passage] of passages) {
    const quoted = (spans.get(id) ?? []).map(([, start, end]) => [start, end] as const);
    for (const piece of prose(passage, quoted)) for (const run of runs(piece)) all.add(run);
  }
  return Object.entries(tables).flatMap(([table, rows]) =>
    rows.flatMap((row, at) =>
      Object.entries(row).flatMap(([column, cell]) => {
        const words = length(cell) >= 2 * RUN - 1 ? longest(cell, all) : 0;
        return words ? [{ table, row: at + 2, column, words }] : []; // as a spreadsheet counts
      }),
    ),
  );
}

/** The pieces of a passage that are outside of quotation marks (from one that is not closed on, all is inside). */
function prose(passage: Printed, quoted: readonly (readonly [number, number])[]): string[] {
  let { text } = passage;
  for (const [start, end] of [...quoted].sort((one, other) => other[0] - one[0] || other[1] - one[1])) {
    const [first, last] = printedSpan(passage, start, end);
    text = text.slice(0, first) + DIVIDER + text.slice(last);
  }
  return text
    .split('"')
    .filter((_, at) => at % 2 === 0)
    .flatMap((piece) => piece.split(DIVIDER));
}

/** Number of words of the longest run of prose in a cell. */
function longest(cell: string, all: ReadonlySet<string>): number {
  let [most, count] = [0, 0];
  for (const run of runs(cell)) {
    count = all.has(run) ? (count || RUN - 1) + 1 : 0;
    most = Math.max(most, count);
  }
  return most;
}

/** All runs of so many words, without case and marks. */
function runs(text: string): string[] {
  const words = canonical(text).replaceAll("-", " ").split(SPACES).map(normalise).filter(Boolean);
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(" "));
}
