// The rights rule: no cell of a package repeats the article's prose: what source/rights.py does.

import type { Row } from "./cells";
import { lettersAlone, SPACE } from "./normalise";
import { type Printed, printedSpan } from "./printed";

const RUN = 8; // words; fewer can be chance
const DIVIDER = "\n"; // no canonical text has it
const SPACES = new RegExp(`[${SPACE}]+`, "u");

/** For a text several numbers. */
type Numbers = ReadonlyMap<string, ReadonlySet<number>>;

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
  const runs = new Map<string, Set<number>>(); // each run of prose, and the letters of its first word
  const lengths = new Map<string, Set<number>>(); // by the first letters of runs, the letters they have
  for (const [id, passage] of passages) {
    const quoted = (spans.get(id) ?? []).map(([, start, end]) => [start, end] as const);
    for (const piece of prose(passage, quoted)) {
      const words = piece.replaceAll("-", " ").split(SPACES).map(lettersAlone).filter(Boolean);
      words.slice(RUN - 1).forEach((_, at) => {
        const run = words.slice(at, at + RUN).join("");
        runs.set(run, (runs.get(run) ?? new Set()).add(words[at]!.length));
        const head = run.slice(0, RUN);
        lengths.set(head, (lengths.get(head) ?? new Set()).add(run.length));
      });
    }
  }
  return Object.entries(tables).flatMap(([table, rows]) =>
    rows.flatMap((row, at) =>
      Object.entries(row).flatMap(([column, cell]) => {
        const words = cell.length >= RUN ? longest(lettersAlone(cell), lengths, runs) : 0;
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

/** Number of words of the longest run of prose in the letters of a cell; from the end on, each is looked up once. */
function longest(letters: string, lengths: Numbers, runs: Numbers): number {
  const words = new Map<number, number>();
  for (let start = letters.length - RUN; start >= 0; start--) {
    for (const length of lengths.get(letters.slice(start, start + RUN)) ?? []) {
      for (const first of runs.get(letters.slice(start, start + length)) ?? []) {
        words.set(start, Math.max(words.get(start) ?? RUN, (words.get(start + first) ?? 0) + 1));
      }
    }
  }
  return [...words.values()].reduce((most, one) => Math.max(most, one), 0);
}
