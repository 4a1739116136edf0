// Judges each record by a copy: what source/records.py does.

import { CELLS, holds, isLeft, isOfArticle, RECORDS, type Rests, type Row, standsInSpans, worded } from "./cells";
import { ARTICLE } from "./passages";
import { cutsNoWord, type Printed, told, withSigns } from "./printed";

export type Outcome = "exact" | "moved" | "changed" | "lost" | "unproved";
export type { Row };

const LONGEST_COPY = 12; // words of the copy that are set beside a cell

/** A cell that is not the article's words: what it says, and what the copy says where the record rests. */
export interface Cell {
  record: string;
  table: string;
  column: string;
  says: string;
  copy: string;
}

/** What a copy has of the passages: their outcomes, the printed text of those found, and what others became. */
export interface Held {
  kinds: ReadonlyMap<string, string>;
  outcomes: ReadonlyMap<string, Outcome>;
  printed: ReadonlyMap<string, Printed>;
  instead: ReadonlyMap<string, string>;
}

/** Outcome of a record, the reason if it is not exact, its cells that do not hold, and how many do. */
export interface Judged {
  outcome: Outcome;
  reason: string;
  cells: readonly Cell[];
  verbatim: number;
}

const judged = (outcome: Outcome, reason = "", cells: readonly Cell[] = [], verbatim = 0): Judged => ({ outcome, reason, cells, verbatim });

/** Whether all passages of the article were found, so that a word which none has is not the article's. */
const isComplete = (held: Held): boolean => [...held.outcomes.keys()].every((id) => held.printed.has(id));

/** Judge all records. */
export function judgeRecords(tables: Readonly<Record<string, readonly Row[]>>, held: Held): Map<string, Judged> {
  const spans = Map.groupBy(tables.evidence!, (row) => row.record_id!);
  const direct = new Set(tables.quotes!.filter((row) => row.form === "direct").map((row) => row.quote_id));
  const starts = new Set(
    tables.evidence!
      .filter((row) => row.use === "primary" && direct.has(row.record_id))
      .map((row) => `${row.passage_id} ${row.start}`),
  );
  const result = new Map<string, Judged>();
  for (const [table, column] of RECORDS) {
    for (const row of tables[table]!) result.set(row[column]!, judge(table, row, spans.get(row[column]!) ?? [], held, starts));
  }
  return result;
}

/** The outcome of one record. */
function judge(table: string, row: Row, spans: readonly Row[], held: Held, starts: ReadonlySet<string>): Judged {
  const primaries = spans.filter((span) => span.use === "primary");
  const [primary] = primaries;
  if (!primary || primaries.length > 1) {
    return judged("unproved", `has ${primaries.length || "no"} primary span${primaries.length ? "s" : ""} of evidence`);
  }
  const id = primary.passage_id!;
  if (id !== row.passage_id) return judged("unproved", `its primary span is in ${id}, but its row names ${row.passage_id}`);
  const kind = held.kinds.get(id)!;
  if (!ARTICLE.has(kind)) return judged("unproved", `rests on ${id}, a ${kind}, which belongs to the page and is not proved`);
  const rests = { primary, spans, goesOn: starts.has(`${id} ${primary.end}`) };
  if (held.printed.has(id)) return inPassage(table, row, rests, held);
  return held.instead.has(id) ? inOtherWords(table, row, rests, held) : judged("lost", `${id} is not in the copy`);
}

/** The outcome of a record whose passage has all its letters. */
function inPassage(table: string, row: Row, rests: Rests, held: Held): Judged {
  const { primary, spans } = rests;
  const id = primary.passage_id!;
  const outcome = held.outcomes.get(id)!;
  const copy = told(withSigns(held.printed.get(id)!, Number(primary.start), Number(primary.end)), LONGEST_COPY);
  const cells = worded(table, row);
  const wrong = cells
    .filter((cell) => !holds(cell, rests, held.printed) || (cell.isProper && isComplete(held) && !isOfArticle(cell.says, held.printed)))
    .map(({ column, says }): Cell => ({ record: row[RECORDS.get(table)!]!, table, column, says, copy }));
  const verbatim = cells.length - wrong.length;
  if (wrong.length) return judged("changed", saying(wrong), wrong, verbatim);
  for (const span of spans) {
    const other = held.printed.get(span.passage_id!);
    if (other && !cutsNoWord(other, Number(span.start), Number(span.end))) {
      const place = `${span.passage_id}, ${span.start} to ${span.end}`;
      return judged("changed", `its ${span.use} span, ${place}, starts or ends within a word`, [], verbatim);
    }
  }
  if (outcome === "exact") return judged("exact", "", [], verbatim);
  if (outcome === "moved") return judged("moved", `${id} stands elsewhere in the copy`, [], verbatim);
  return judged("changed", `its own words stand unchanged, but ${id} is changed`, [], verbatim);
}

/** The outcome of a record in whose passage's place something else stands. */
function inOtherWords(table: string, row: Row, rests: Rests, held: Held): Judged {
  const id = rests.primary.passage_id!;
  const text = held.instead.get(id)!;
  const cells = worded(table, row);
  const isElsewhere = new Set(["name", "as_stated"]);
  const wrong = cells
    .filter((cell) => !isLeft(cell, text) && !(isElsewhere.has(cell.column) && standsInSpans(cell, rests.spans, held.printed)))
    .map(({ column, says }): Cell => ({ record: row[RECORDS.get(table)!]!, table, column, says, copy: "" }));
  const [own] = CELLS[table]!;
  const verbatim = cells.length - wrong.length;
  if (wrong[0] && wrong[0].column === own) return judged("lost", `its words are not in what stands for ${id}`, wrong, verbatim);
  if (wrong.length) return judged("changed", `${saying(wrong)} in what stands for ${id}`, wrong, verbatim);
  const isTold = cells.some((cell) => cell.column === own && !cell.isProper);
  const rest = isTold ? `its own words stand unchanged, but ${id} is changed` : `${id} is changed, and no cell tells whether its own words still stand`;
  return judged("changed", rest, [], verbatim);
}

/** What cells say, and what the copy says. */
function saying(wrong: readonly Cell[]): string {
  return wrong.map((cell) => `${cell.column} says “${cell.says}”, ${cell.copy ? `the copy “${cell.copy}”` : "which is not"}`).join("; ");
}
