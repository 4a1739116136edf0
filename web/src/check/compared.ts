// Holds the passages of an article against a copy: what source/compared.py does.

import type { Row } from "./cells";
import { confirm, type Spans, textOf } from "./confirm";
import type { Copy } from "./copy";
import { fingerprint } from "./fingerprint";
import { beside, between, type Foreign, type Stretch, stretches, withoutCredits } from "./foreign";
import { inPlace, locateFurniture } from "./furniture";
import { type Found, locate, neighbours } from "./locate";
import { instead, type Known, MOST_PIECES } from "./nearest";
import { canonical, length, normalise } from "./normalise";
import { ARTICLE } from "./passages";
import { CUT, type Printed, printed } from "./printed";
import * as reasons from "./reasons";
import type { Held, Outcome } from "./records";

export type Tables = Readonly<Record<string, readonly Row[]>>;

/** What a copy has of the passages. */
export interface Compared {
  sources: Map<string, Outcome>;
  held: Held;
  reasons: Map<string, string>;
  confirmed: Map<string, Printed>;
  /** Where passages of the article stand. */
  spans: Map<string, Spans>;
  furniture: Map<string, boolean>;
  between: Foreign[];
}

/** Compare a copy with the passages of a package. */
export function compare(copy: Copy, tables: Tables): Compared {
  const article = tables.passages!.filter((row) => ARTICLE.has(row.kind!));
  const others = tables.passages!.filter((row) => !ARTICLE.has(row.kind!));
  const { found, texts, confirmed } = readPassages(copy, article);
  const spans = new Map([...found].map(([id, place]) => [id, place.spans]));
  const furniture = locateFurniture(copy, others, spans);
  const captions = article.flatMap((row) => (row.kind === "caption" && spans.has(row.passage_id!) ? [spans.get(row.passage_id!)!] : []));
  const foreign = stretches(copy, [...spans.values(), ...inPlace(tables.passages!, spans, furniture)]);
  const left = withoutCredits(foreign, captions);
  const otherCredits = foreign.filter((one) => !left.includes(one));
  const known = knownWords(tables);
  const judged = new Map<string, [Outcome, string]>();
  for (const [id, place] of found) {
    const words = beside(copy, place.spans, left);
    if (words.some(Boolean)) judged.set(id, ["changed", reasons.foreignWords(...words)]);
    else if (!confirmed.has(id)) {
      judged.set(id, ["changed", reasons.otherMarks(textOf(copy, place.spans), texts.get(id)!, known.get(id) ?? [])]);
    } else judged.set(id, place.isInPlace ? ["exact", ""] : ["moved", reasons.MOVED]);
  }
  const { stead, rest } = inTheirStead(copy, article, found, left, known);
  for (const row of article) {
    const id = row.passage_id!;
    const other = stead.get(id);
    if (other !== undefined) {
      judged.set(id, ["changed", reasons.otherWords(printed(other), Number(row.length), known.get(id) ?? [])]);
    } else if (!found.has(id)) judged.set(id, ["lost", reasons.LOST]);
  }
  const sources = sourcesOf(copy, tables.sources!, article, spans, texts);
  const told = [...sources, ...article.map((row): [string, [Outcome, string]] => [row.passage_id!, judged.get(row.passage_id!)!])];
  return {
    sources: new Map([...sources].map(([id, [outcome]]) => [id, outcome])),
    held: {
      kinds: new Map(tables.passages!.map((row) => [row.passage_id!, row.kind!])),
      outcomes: new Map(article.map((row) => [row.passage_id!, judged.get(row.passage_id!)![0]])),
      printed: texts,
      instead: stead,
    },
    reasons: new Map(told.flatMap(([id, [, why]]) => (why ? [[id, why]] : []))),
    confirmed: new Map([...found.keys()].filter((id) => confirmed.has(id)).map((id) => [id, texts.get(id)!])),
    spans,
    furniture: new Map(others.map((row) => [row.passage_id!, furniture.has(row.passage_id!)])),
    between: between([...rest, ...otherCredits].sort((one, other) => one.first - other.first), spans),
  };
}

/** Find the passages of articles in a copy, and read what is printed there. */
function readPassages(copy: Copy, article: readonly Row[]) {
  const found = new Map<string, Found>();
  for (const own of bySource(article)) for (const [id, place] of locate(copy, own)) found.set(id, place);
  const spans = new Map([...found].map(([id, place]) => [id, place.spans]));
  const confirmed = confirm(copy, spans, new Map(article.map((row) => [row.passage_id!, row.text_sha256!])));
  const texts = new Map([...found].map(([id, place]) => [id, printed(confirmed.get(id) || canonical(textOf(copy, place.spans)))]));
  return { found, texts, confirmed };
}

/** The passages of each source, in the order of the rows. */
function bySource(passages: readonly Row[]): Row[][] {
  return [...Map.groupBy(passages, (row) => row.source_id!).values()];
}

/** Whether the passages of each source together are the article that was fingerprinted, under the title it has. */
function sourcesOf(
  copy: Copy,
  sources: readonly Row[],
  article: readonly Row[],
  spans: ReadonlyMap<string, Spans>,
  texts: ReadonlyMap<string, Printed>,
): Map<string, [Outcome, string]> {
  return new Map(
    sources.map((source): [string, [Outcome, string]] => {
      const own = article.filter((row) => row.source_id === source.source_id);
      const size = own.reduce((sum, row) => sum + Number(row.length), 0);
      if (!own.length || size !== Number(source.length)) {
        return [source.source_id!, ["changed", reasons.otherLength(size, Number(source.length))]];
      }
      if (own.some((row) => !spans.has(row.passage_id!))) return [source.source_id!, ["unproved", ""]];
      const letters = own.flatMap((row) => spans.get(row.passage_id!)!.map(([first, last]) => copy.letters(first, last)));
      if (fingerprint(letters.join("")) !== source.sha256) return [source.source_id!, ["changed", reasons.OTHER_ARTICLE]];
      const titles = own.filter((row) => row.kind === "title").map((row) => texts.get(row.passage_id!)!.text);
      const isOther = titles.length > 0 && !titles.includes(canonical(source.title!));
      return [source.source_id!, isOther ? ["changed", reasons.otherTitle(source.title!, titles[0]!)] : ["exact", ""]];
    }),
  );
}

/** What stands in the place of passages that were not found, in canonical form, and what is left without it. */
function inTheirStead(
  copy: Copy,
  article: readonly Row[],
  found: ReadonlyMap<string, Found>,
  left: readonly Stretch[],
  known: ReadonlyMap<string, Known[]>,
) {
  const certain = new Map([...found].filter(([, place]) => place.isInPlace).map(([id, place]) => [id, place.spans]));
  const stead = new Map<string, string>();
  let rest = [...left];
  for (const own of bySource(article)) {
    let end = 0;
    const beside = neighbours(own, certain, copy.size);
    own.forEach((row, at) => {
      const [after, before] = beside[at]!;
      if (found.has(row.passage_id!) || (after === 0 && before === copy.size)) return;
      let pieces = rest.filter((one) => Math.max(after, end) <= one.first && one.first < before);
      if (after === 0) pieces = pieces.slice(-MOST_PIECES);
      else if (before === copy.size) pieces = pieces.slice(0, MOST_PIECES);
      const run = instead(pieces, Number(row.length), known.get(row.passage_id!) ?? []);
      if (!run) return;
      const taken = pieces.slice(...run);
      stead.set(row.passage_id!, canonical(taken.map((one) => one.text).join("\n\n")));
      rest = rest.filter((one) => !taken.includes(one));
      end = taken.at(-1)!.last;
    });
  }
  return { stead, rest };
}

const TELLING = [
  ["actors", "actor_id", "name"],
  ["quotes", "quote_id", "text"],
  ["figures", "figure_id", "as_stated"],
] as const;

/** The printed words that a package tells of each passage, with their places in it. */
function knownWords(tables: Tables): Map<string, Known[]> {
  const known = new Map<string, Known[]>();
  const tell = (id: string, one: Known): void => void known.set(id, [...(known.get(id) ?? []), one]);
  for (const row of tables.accounting!) {
    const text = canonical(row.text!.endsWith(CUT) ? row.text!.slice(0, -CUT.length) : row.text!);
    const start = Number(row.start);
    const letters = length(normalise(text));
    if (letters) tell(row.passage_id!, { start, end: start + letters, text });
  }
  const told = new Map(TELLING.flatMap(([table, key, column]) => tables[table]!.map((row) => [row[key]!, row[column]!] as const)));
  for (const row of tables.evidence!) {
    const text = canonical(told.get(row.record_id!) ?? "");
    const [start, end] = [Number(row.start), Number(row.end)];
    if (text && length(normalise(text)) === end - start) tell(row.passage_id!, { start, end, text });
  }
  return known;
}
