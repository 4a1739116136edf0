// The rights rule: no cell of a package repeats the article's prose: what source/rights.py does.

import type { Row } from "./cells";
import { lettersAlone, SPACE } from "./normalise";
import { type Printed, printedSpan } from "./printed";

const RUN = 8; // words; fewer can be chance
const DIVIDER = "\n"; // no canonical text has it
const SPACES = new RegExp(`[${SPACE}]+`, "u");

/** By the first letters of each run of prose: the words of its piece, and which of them it starts with. */
type Heads = ReadonlyMap<string, readonly (readonly [readonly string[], number])[]>;

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
  const heads = new Map<string, [string[], number][]>();
  for (const [id, passage] of passages) {
    const quoted = (spans.get(id) ?? []).map(([, start, end]) => [start, end] as const);
    for (const piece of prose(passage, quoted)) {
      const words = piece.replaceAll("-", " ").split(SPACES).map(lettersAlone).filter(Boolean);
      words.slice(RUN - 1).forEach((_, at) => {
        const head = words.slice(at, at + RUN).join("").slice(0, RUN);
        if (!heads.get(head)?.push([words, at])) heads.set(head, [[words, at]]);
      });
    }
  }
  return Object.entries(tables).flatMap(([table, rows]) =>
    rows.flatMap((row, at) =>
      Object.entries(row).flatMap(([column, cell]) => {
        const words = cell.length >= RUN ? longest(lettersAlone(cell), heads) : 0;
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

/** Number of words of the longest run of prose in the letters of a cell. */
function longest(letters: string, heads: Heads): number {
  let most = 0;
  for (let start = 0; start + RUN <= letters.length; start++) {
    for (const [words, first] of heads.get(letters.slice(start, start + RUN)) ?? []) {
      let [at, count] = [start, 0];
      while (first + count < words.length && letters.startsWith(words[first + count]!, at)) at += words[first + count++]!.length;
      most = Math.max(most, count);
    }
  }
  return most >= RUN ? most : 0;
}
