// The account of an article: what source/account.py does.

import type { Row } from "./cells";
import { detect, type Kind } from "./detect";
import { CUT, type Printed, shortened, startsWith, told, withSigns } from "./printed";
import { quotations, type Span } from "./quotations";

const LONGEST_TEXT = 6; // words of an item that the account repeats

/** Something the article holds: a row of `accounting` without its last two columns. */
export interface Entry {
  passage_id: string;
  start: number;
  end: number;
  kind: Kind;
  text: string;
}

/** A row of `accounting` whose words the copy does not have where it says, and what the copy has there. */
export interface Absent extends Omit<Entry, "kind"> {
  kind: string;
  copy: string;
}

/** How the items of a copy are accounted for, and what is accounted for that is not there. */
export interface Account {
  found: number;
  claimed: number;
  excluded: number;
  open: Entry[];
  absent: Absent[];
}

/** Every quotation, number and name in the printed text of passages. */
export function entries(passages: ReadonlyMap<string, Printed>, numberWords: ReadonlySet<string>): Entry[] {
  return [...passages].flatMap(([id, passage]) =>
    detect(passage.text, numberWords).map((item) => ({
      passage_id: id,
      start: passage.before[item.start]!,
      end: passage.before[item.end]!,
      kind: item.kind,
      text: shortened(passage.text.slice(item.start, item.end)),
    })),
  );
}

/** Look each item up in the account, and each row of the account in the copy. */
export function account(
  items: readonly Entry[],
  accounting: readonly Row[],
  [quotes, evidence]: readonly [readonly Row[], readonly Row[]],
  passages: ReadonlyMap<string, Printed>,
): Account {
  const direct = new Set(quotes.filter((row) => row.form === "direct").map((row) => row.quote_id!));
  const ofDirect = evidence.filter((row) => direct.has(row.record_id!) && row.use === "primary").map((row): Row => ({ ...row, record_id: "" }));
  const spans = Map.groupBy([...evidence, ...ofDirect], (row) => `${row.record_id} ${row.passage_id}`);
  const isHeld = (row: Row): boolean => counts(row, spans.get(`${row.record_id} ${row.passage_id}`) ?? [], direct);
  const rows = Map.groupBy(accounting.filter(isHeld), (row) => `${row.passage_id} ${row.kind}`);
  const open: Entry[] = [];
  let claimed = 0;
  for (const item of items) {
    const covering = coveringRows(item, rows.get(`${item.passage_id} ${item.kind}`) ?? []);
    if (!covering.length) open.push(item);
    else if (covering.some((row) => row.record_id)) claimed += 1;
  }
  const quoted = new Map([...passages].map(([id, passage]) => [id, quotations(passage.text)]));
  const absent = accounting.flatMap((row) => absentRow(row, passages, quoted) ?? []);
  return { found: items.length, claimed, excluded: items.length - open.length - claimed, open, absent };
}

/** Whether a row accounts for anything, given the spans of its record or, if it has none, of direct quotes. */
function counts(row: Row, spans: readonly Row[], direct: ReadonlySet<string>): boolean {
  if (row.record_id) return (row.kind !== "quotation" || direct.has(row.record_id)) && spans.some((span) => touch(row, span));
  const [start, end] = [Number(row.start), Number(row.end)];
  return row.kind !== "quotation" || !spans.some((span) => start <= Number(span.start) && Number(span.end) <= end);
}

/** Whether two spans of a passage have a letter in common. */
function touch(row: Row, span: Row): boolean {
  return Number(row.start) < Number(span.end) && Number(span.start) < Number(row.end);
}

/** A row whose words do not stand at its place, or not as a quotation, though the passage is there. */
function absentRow(row: Row, passages: ReadonlyMap<string, Printed>, quoted: ReadonlyMap<string, readonly Span[]>): Absent | undefined {
  const passage = passages.get(row.passage_id!);
  const [start, end] = [Number(row.start), Number(row.end)];
  if (!passage) return undefined;
  const isThere = ([first, last]: Span): boolean => passage.before[first]! < end && start < passage.before[last]!;
  const isQuoted = row.kind !== "quotation" || quoted.get(row.passage_id!)!.some(isThere);
  if (isQuoted && startsWith(passage, start, end, row.text!)) return undefined;
  return { passage_id: row.passage_id!, start, end, kind: row.kind!, text: row.text!, copy: told(withSigns(passage, start, end), LONGEST_TEXT) };
}

/** The rows that together cover an item from end to end; none if they leave a gap. One whose text is cut covers nothing beyond it. */
function coveringRows(item: Entry, rows: readonly Row[]): Row[] {
  const covering: Row[] = [];
  let at = item.start;
  for (const row of [...rows].sort((one, other) => Number(one.start) - Number(other.start))) {
    const isWider = Number(row.start) < item.start || item.end < Number(row.end);
    if (Number(row.start) <= at && at < Number(row.end) && !(isWider && row.text!.endsWith(CUT))) {
      covering.push(row);
      at = Number(row.end);
    }
  }
  return at >= item.end ? covering : [];
}
