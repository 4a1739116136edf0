// Verifies the package against a reader's copy: what source/verify.py and source/report.py do, to the same outcome.

import { type Account, account, entries } from "./account";
import { RECORDS, worded } from "./cells";
import { compare, type Tables } from "./compared";
import type { Spans } from "./confirm";
import { type Copy, CopyError } from "./copy";
import type { Foreign } from "./foreign";
import { NORMALISATION } from "./normalise";
import { told } from "./printed";
import { type Cell, judgeRecords, type Outcome } from "./records";
import { type Repeated, repeated } from "./rights";

export type { Row } from "./cells";
export type { Tables };

const OUTCOMES: readonly Outcome[] = ["exact", "moved", "changed", "lost", "unproved"];
const LONGEST_BETWEEN = 12; // words of a block that are shown

/** What a copy says of a package. */
export interface Verification {
  sources: Map<string, Outcome>;
  passages: Map<string, Outcome>;
  furniture: Map<string, boolean>;
  records: Map<string, Outcome>;
  reasons: Map<string, string>;
  /** How many cells there are that are the article's words, and how many of them are as printed. */
  wordings: [number, number];
  cells: Cell[];
  between: Foreign[];
  account: Account;
  rights: Repeated[];
  /** Where the passages of the article stand in the copy; the command does not tell. */
  spans: Map<string, Spans>;
}

/** Verify tables against a copy; by these words, in lower case, numbers are found. */
export function verify(copy: Copy, tables: Tables, numberWords: ReadonlySet<string>): Verification {
  for (const source of tables.sources!) {
    if (source.normalisation !== NORMALISATION) {
      throw new CopyError(`${source.source_id}: fingerprints are by ${source.normalisation}, not ${NORMALISATION}`);
    }
  }
  const compared = compare(copy, tables);
  const { held } = compared;
  const judged = judgeRecords(tables, held);
  const right = new Set([...judged].filter(([, one]) => one.cells.every((cell) => cell.column !== "text")).map(([id]) => id));
  const direct = new Set(tables.quotes!.filter((row) => row.form === "direct" && right.has(row.quote_id!)).map((row) => row.quote_id));
  const quoted = tables.evidence!
    .filter((row) => row.use === "primary" && direct.has(row.record_id))
    .map((row) => [row.passage_id!, Number(row.start), Number(row.end)] as const);
  const titles = new Set(tables.passages!.filter((row) => row.kind === "title").map((row) => row.passage_id));
  const prose = new Map([...held.printed].filter(([id]) => !titles.has(id)));
  return {
    sources: compared.sources,
    passages: new Map(held.outcomes),
    furniture: compared.furniture,
    records: new Map([...judged].map(([id, one]) => [id, one.outcome])),
    reasons: new Map([...compared.reasons, ...[...judged].flatMap(([id, one]): [string, string][] => (one.reason ? [[id, one.reason]] : []))]),
    wordings: [
      [...RECORDS.keys()].flatMap((table) => tables[table]!.flatMap((row) => worded(table, row))).length,
      [...judged.values()].reduce((sum, one) => sum + one.verbatim, 0),
    ],
    cells: [...judged.values()].flatMap((one) => one.cells),
    between: compared.between,
    account: account(entries(compared.confirmed, numberWords), tables.accounting!, [tables.quotes!, tables.evidence!], held.printed),
    rights: repeated(tables, prose, quoted),
    spans: compared.spans,
  };
}

/** Whether there are passages and records, all are exact, and the account and the rights rule hold. */
export function isProved(result: Verification): boolean {
  const outcomes = [...result.sources.values(), ...result.passages.values(), ...result.records.values()];
  const { open, absent } = result.account;
  const wrong = result.cells.length + open.length + absent.length + result.rights.length;
  return result.passages.size > 0 && result.records.size > 0 && outcomes.every((outcome) => outcome === "exact") && !wrong;
}

/** The verdict in one line, with what it does not cover. */
export function verdict(result: Verification): string {
  if (!isProved(result)) return "not proved";
  const words = result.between.reduce((sum, one) => sum + one.words, 0);
  const are = words === 1 ? "word between passages is" : "words between passages are";
  return words ? `proved; ${words.toLocaleString("en-US")} ${are} not the article's` : "proved";
}

/** Counts: passages and records by outcome, furniture and cells, the account, words that are not the article's. */
export function totals(result: Verification) {
  const byOutcome = (outcomes: Map<string, Outcome>, among: readonly Outcome[]): Record<string, number> => {
    const values = [...outcomes.values()];
    return { all: values.length, ...Object.fromEntries(among.map((one) => [one, values.filter((other) => other === one).length])) };
  };
  const { found, claimed, excluded, open, absent } = result.account;
  return {
    passages: byOutcome(result.passages, OUTCOMES.slice(0, -1)),
    furniture: { all: result.furniture.size, found: [...result.furniture.values()].filter(Boolean).length },
    records: byOutcome(result.records, OUTCOMES),
    cells: { all: result.wordings[0], verbatim: result.wordings[1] },
    account: { found, claimed, excluded, open: open.length, absent: absent.length },
    between: { blocks: result.between.length, words: result.between.reduce((sum, one) => sum + one.words, 0) },
    rights: { cells: result.rights.length },
  };
}

/** The verification as `us-cuba-2026 verify --format json` prints it, byte for byte. */
export function toJson(result: Verification): string {
  const values = {
    proved: isProved(result),
    verdict: verdict(result),
    totals: totals(result),
    sources: Object.fromEntries(result.sources),
    passages: Object.fromEntries(result.passages),
    furniture: Object.fromEntries([...result.furniture].map(([id, isFound]) => [id, isFound ? "found" : "not found"])),
    records: Object.fromEntries(result.records),
    reasons: Object.fromEntries(result.reasons),
    cells: result.cells,
    between: result.between.map((one) => ({ ...one, text: told(one.text, LONGEST_BETWEEN) })),
    open: result.account.open,
    absent: result.account.absent,
    rights: result.rights,
  };
  return JSON.stringify(values, null, 2).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
