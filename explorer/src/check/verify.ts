// Verifies the package against a reader's copy: what source/verify.py and source/account.py do, to the same outcome.

import { bisectLeft } from "./bisect";
import { Copy, CopyError } from "./copy";
import { detect, type Kind } from "./detect";
import { type Found, locate, type Outcome } from "./locate";
import { NORMALISATION, normalise, SPACE } from "./normalise";

export type Row = Readonly<Record<string, string>>;

/** What is verified: rows of these tables, and the words by which numbers are found. */
export interface Claims {
  sources: readonly Row[];
  passages: readonly Row[];
  quotes: readonly Row[];
  evidence: readonly Row[];
  accounting: readonly Row[];
  numberWords: ReadonlySet<string>;
}

/** Something the article holds: a row of `accounting` without its last two columns. */
export interface Entry {
  passage_id: string;
  start: number;
  end: number;
  kind: Kind;
  text: string;
}

export interface Verification {
  found: Map<string, Found>;
  passages: Map<string, Outcome>;
  records: Map<string, Outcome>;
  /** For each row of evidence, whether the copy has its span. */
  spans: boolean[];
  quotations: Map<string, boolean>;
  account: { found: number; claimed: number; excluded: number; open: Entry[] };
}

const ARTICLE: ReadonlySet<string | undefined> = new Set(["title", "dek", "paragraph", "caption"]); // kinds of passages; the others are furniture of the page
const LONGEST_TEXT = 6; // words of an item that the account repeats
const SPACES = new RegExp(`[${SPACE}]+`, "u");

export async function verify(copy: Copy, claims: Claims, progress?: (share: number) => void): Promise<Verification> {
  for (const source of claims.sources) {
    if (source.normalisation !== NORMALISATION) {
      throw new CopyError(`${source.source_id}: fingerprints are by ${source.normalisation}, not ${NORMALISATION}`);
    }
  }
  const found = new Map<string, Found>();
  for (const source of new Set(claims.passages.map((row) => row.source_id))) {
    const own = claims.passages.filter((row) => row.source_id === source);
    const wanted = own.map((row) => ({
      passage_id: row.passage_id!,
      length: Number(row.length),
      sha256: row.sha256!,
    }));
    for (const [id, place] of await locate(copy, wanted, progress)) found.set(id, place);
  }
  const lengths = new Map(claims.passages.map((row) => [row.passage_id!, found.has(row.passage_id!) ? Number(row.length) : 0]));
  const spans = claims.evidence.map((row) => {
    const [start, end] = [Number(row.start), Number(row.end)];
    return 0 <= start && start < end && end <= (lengths.get(row.passage_id!) ?? 0);
  });
  const records = new Map<string, Outcome>(claims.evidence.map((row) => [row.record_id!, "lost"]));
  claims.evidence.forEach((row, at) => {
    if (spans[at] && row.use === "primary") records.set(row.record_id!, found.get(row.passage_id!)!.outcome);
  });
  const direct = claims.quotes.filter((row) => row.form === "direct");
  return {
    found,
    passages: new Map(
      claims.passages
        .filter((row) => ARTICLE.has(row.kind))
        .map((row) => [row.passage_id!, found.get(row.passage_id!)?.outcome ?? "lost"]),
    ),
    records,
    spans,
    quotations: new Map(direct.map((row) => [row.quote_id!, isVerbatim(copy, row.text!)])),
    account: account(entries(copy, found, claims), claims.accounting),
  };
}

/** Whether a copy has the words of a quotation, from the start of a word to the end of one. */
function isVerbatim(copy: Copy, text: string): boolean {
  const wanted = normalise(text);
  const size = [...wanted].length;
  for (const start of copy.occurrences(wanted)) if (copy.isAtWords(start, start + size)) return true;
  return false;
}

/** Every quotation, number and name in the passages that a copy has. */
function entries(copy: Copy, found: Map<string, Found>, { passages, numberWords }: Claims): Entry[] {
  return passages.flatMap((passage) => {
    const place = found.get(passage.passage_id!);
    if (!place || !ARTICLE.has(passage.kind)) return [];
    const [start, end] = copy.withMarks(place.start, place.start + Number(passage.length));
    const text = copy.text.slice(start, end);
    return detect(text, numberWords).map((item) => ({
      passage_id: passage.passage_id!,
      start: bisectLeft(copy.positions, start + item.start) - place.start,
      end: bisectLeft(copy.positions, start + item.end) - place.start,
      kind: item.kind,
      text: shortened(text.slice(item.start, item.end)),
    }));
  });
}

function shortened(text: string): string {
  const words = text.split(SPACES).filter(Boolean);
  const kept = words.length <= LONGEST_TEXT ? words : [...words.slice(0, LONGEST_TEXT), "..."];
  return kept.join(" ").replace(/,+$/, "");
}

/** Look each item up in the account. */
function account(items: readonly Entry[], accounting: readonly Row[]): Verification["account"] {
  const rows = new Map<string, Row[]>();
  for (const row of accounting) {
    const key = `${row.passage_id}\n${row.kind}`;
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  const open: Entry[] = [];
  let claimed = 0;
  for (const item of items) {
    const covering = coveringRows(item, rows.get(`${item.passage_id}\n${item.kind}`) ?? []);
    if (!covering.length) open.push(item);
    else if (covering.some((row) => row.record_id)) claimed += 1;
  }
  return { found: items.length, claimed, excluded: items.length - open.length - claimed, open };
}

/** The rows that together cover an item from end to end; none if they leave a gap. */
function coveringRows(item: Entry, rows: readonly Row[]): Row[] {
  const covering: Row[] = [];
  let at = item.start;
  for (const row of [...rows].sort((one, other) => Number(one.start) - Number(other.start))) {
    if (Number(row.start) <= at && at < Number(row.end)) {
      covering.push(row);
      at = Number(row.end);
    }
  }
  return at >= item.end ? covering : [];
}

/** Whether every passage, span and quotation is there, in place, and nothing is open in the account. */
export function isProved(result: Verification): boolean {
  const outcomes = [...result.passages.values(), ...result.records.values()];
  return (
    outcomes.every((outcome) => outcome === "exact") &&
    result.spans.every(Boolean) &&
    [...result.quotations.values()].every(Boolean) &&
    !result.account.open.length
  );
}

/** Counts: passages and records by outcome, spans and quotations found, the account. */
export function totals(result: Verification) {
  const byOutcome = (outcomes: Map<string, Outcome>) => {
    const values = [...outcomes.values()];
    const count = (wanted: Outcome) => values.filter((outcome) => outcome === wanted).length;
    return { all: values.length, exact: count("exact"), moved: count("moved"), lost: count("lost") };
  };
  const verbatim = [...result.quotations.values()].filter(Boolean).length;
  const { found, claimed, excluded, open } = result.account;
  return {
    passages: byOutcome(result.passages),
    records: byOutcome(result.records),
    spans: { all: result.spans.length, exact: result.spans.filter(Boolean).length },
    quotations: { all: result.quotations.size, verbatim },
    account: { found, claimed, excluded, open: open.length },
  };
}

/** The verification as `us-cuba-2026 verify --format json` prints it, byte for byte. */
export function toJson(result: Verification): string {
  const values = {
    proved: isProved(result),
    totals: totals(result),
    passages: Object.fromEntries(result.passages),
    records: Object.fromEntries(result.records),
    quotations: Object.fromEntries(result.quotations),
    open: result.account.open,
  };
  return JSON.stringify(values, null, 2).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
