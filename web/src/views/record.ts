// Everything about one row: its cells and what they mean, what it is linked with, its evidence, how to cite it.

import { called, type Column, idOf, label, naming, pointingAt, record, type RecordRow, type Row, rows, said, shown, standing, standingOf, type Table, table as tableNamed, through, word } from "../data";
import { append, byId, type Child, h, shape } from "../dom";
import { address } from "../place";
import { linkButtons } from "../saved";
import { citations } from "./citations";
import { checked } from "./checked";

const KINDS: Record<string, string> = {
  quotes: "Quote",
  events: "Event",
  claims: "Claim",
  figures: "Figure",
  actors: "Actor",
  places: "Place",
  passages: "Passage",
  sources: "Source",
};
const DATES = ["date_start", "date_end", "date_precision", "date_basis"];
const HEADS = ["text", "summary", "title", "name", "measure"];

/** A link to a row, with what it is called. */
export function link(id: string): HTMLElement {
  const name = [label(id) !== id && `${label(id)} `, h("span", { class: "id" }, id)];
  return record(id) ? h("a", { href: address(id) }, ...name) : h("span", {}, ...name);
}

/** The row that is open, and where its links to the rows before and after it stand. */
let open: RecordRow | undefined;
const steps = h("span", { class: "steps" });

/** Lead from the open row to those before and after it, of the rows that the view shows and in their order. */
export function renewSteps(): void {
  if (!open) return;
  const order = inOrder(open.table);
  const at = order.indexOf(open.id);
  const step = (id: string | undefined, words: string): Child => id !== undefined && at >= 0 && h("a", { href: address(id), class: "step" }, words);
  steps.replaceChildren();
  append(steps, [step(order[at - 1], "Previous"), step(order[at + 1], "Next")]);
}

/** The ids of a table's rows as the open view shows them; as the file has them, if it shows none. */
function inOrder(table: Table): string[] {
  const body = document.querySelector<HTMLTableElement>(`.view.open [data-table="${CSS.escape(table.name)}"]`)?.tBodies[0];
  const drawn = document.querySelectorAll<HTMLElement | SVGElement>(".view.open [data-id]");
  const ids = body ? [...body.rows].map(({ id }) => id) : [...drawn].map(({ dataset }) => dataset.id!);
  const shown = new Set(ids.filter((id) => record(id)?.table === table));
  return shown.size ? [...shown] : table.rows.map(idOf);
}

/** Show a row in the panel beside the view, with the way back from it and to those beside it, unless it stands alone. */
export function show(found: RecordRow, close: string | undefined): void {
  const panel = byId("record");
  const { id, table, row } = found;
  open = found;
  renewSteps();
  panel.replaceChildren(
    h(
      "p",
      { class: "panel-bar" },
      h("span", {}, KINDS[table.name] ?? table.title, " ", h("code", {}, id)),
      ...(close === undefined ? [] : [steps, h("a", { href: close, class: "close" }, "Close")]),
    ),
    h("h1", { id: "record-title", class: row.text ? "said" : "" }, row.text ? `“${label(id)}”` : table.name === "claims" ? `Stand on ${label(row.record_id!)}` : called(found)),
    h("p", { class: "address saving" }, ...linkButtons(() => ({ id, query: new URLSearchParams() }))),
    cells(found),
    ...linked(found),
    ...evidence(found),
    ...(table.key ? [citations(id)] : owner(found)),
  );
  panel.hidden = false;
}

/** Of a row without an id the record that it belongs to, and how to cite that. */
function owner({ table, row }: RecordRow): HTMLElement[] {
  const ids = table.columns.map(({ name }) => row[name]!);
  const found = ids.map((id) => record(id)).find((one) => one?.table.key);
  if (!found) return [];
  return [h("section", {}, h("h2", {}, "Belongs to ", link(found.id)), cells(found)), citations(found.id, `Cite ${found.id} and the article`)];
}

/** The cells of a row that are filled, with the definitions of their words. */
function cells({ table, row, id }: RecordRow): HTMLElement {
  const list = h("dl", { class: "cells" });
  const title = label(id);
  for (const column of table.columns) {
    const value = row[column.name]!;
    const isHead = HEADS.includes(column.name) && value === title;
    const isChain = table.name === "quotes" && column.name === "reported_in_id" && through(id).length;
    if ((!value && !column.empty) || isHead || isChain || column.name === table.key || DATES.includes(column.name)) continue;
    const name = h("a", { href: `#${table.name}.${column.name}`, title: column.description }, column.name === "date_edtf" ? "Date" : column.title);
    list.append(h("div", {}, h("dt", {}, name), h("dd", {}, ...cell(column, value, row))));
    if (["quotes.speaker_id", "claims.actor_id"].includes(`${table.name}.${column.name}`)) list.append(...reporters(row.quote_id!));
  }
  return list;
}

/** Through whom a quote is known: who reports it, and in which statement. */
function reporters(id: string): HTMLElement[] {
  const description = tableNamed("quotes").columns.find(({ name }) => name === "reported_in_id")?.description;
  return through(id).map((one) => {
    const name = h("a", { href: "#quotes.reported_in_id", title: description }, "Reported by");
    return h("div", {}, h("dt", {}, name), h("dd", {}, link(one.speaker_id!), `${naming(one.speaker_id!)}, in `, link(one.quote_id!)));
  });
}

function cell(column: Column, value: string, row: Row): Child[] {
  if (value && (column.table || (column.name.endsWith("_id") && record(value)))) return [link(value)];
  if (column.name === "date_edtf") {
    return [h("span", { title: `EDTF: ${value}` }, label(value)), h("span", { class: "definition" }, h("code", {}, value), `, ${word(row.date_precision!)}, ${word(row.date_basis!)}`)];
  }
  const definition = column.words[value];
  const mark = column.name === "status" || column.name === "naming" ? shape(value) : null;
  return [mark, shown(column, value), definition ? h("span", { class: "definition" }, definition) : null];
}

/** What points to the row, and, for events and actors, who takes part in what. */
function linked(found: RecordRow): HTMLElement[] {
  const { id, table, row } = found;
  const parts: HTMLElement[] = [];
  const section = (title: string, items: Child[], count = items.length): void => {
    if (!items.length) return;
    const list = h("ul", { class: "links" }, ...items.slice(0, 100).map((item) => h("li", {}, item)));
    parts.push(h("section", {}, h("h2", {}, title, " ", h("span", { class: "uses" }, count)), list));
    if (items.length > 100) list.append(h("li", {}, `and ${items.length - 100} more`));
  };
  const participants = rows("participants");
  /** A coded word of a list, defined where it stands for the first time in the panel. */
  const defined = new Set<string>();
  const role = (code: string, of: string, column = "role", target?: Child): Child => {
    const meaning = tableNamed(of).columns.find(({ name }) => name === column)!.words[code];
    const isNew = meaning && !defined.has(`${of}.${code}`);
    defined.add(`${of}.${code}`);
    return [" ", h("span", { class: "role", title: meaning }, word(code)), target && [" ", target], isNew && h("span", { class: "definition" }, meaning)];
  };
  const claims = rows("claims");
  const via = ({ quote_id }: Row): Child => through(quote_id!).map((one) => [" via ", link(one.speaker_id!), naming(one.speaker_id!)]);
  const claimants = tableNamed("claims").columns.find(({ name }) => name === "actor_id")!;
  const claimant = (claim: Row): Child => (claim.quote_id ? [link(claim.actor_id!), naming(claim.actor_id!), via(claim), " in ", link(claim.quote_id)] : shown(claimants, ""));
  if (table.name === "events" || table.name === "figures") {
    const own = claims.filter((claim) => claim.record_id === id);
    section("Who says so", own.length ? [...restsOn(found), ...own.map((claim) => [claimant(claim), role(claim.stance!, "claims", "stance")])] : [], own.length);
  }
  if (table.name === "events") {
    const own = participants.filter((part) => part.event_id === id);
    section("Participants", own.map((part) => [link(part.actor_id!), role(part.role!, "participants")]));
    const places = rows("event_places").filter((place) => place.event_id === id);
    section("Places", places.map((place) => [link(place.place_id!), role(place.role!, "event_places")]));
    const relations = rows("event_relations");
    section("It is", relations.filter((one) => one.from_id === id).map((one) => role(one.relation!, "event_relations", "relation", link(one.to_id!))));
    section("What stands to it", relations.filter((one) => one.to_id === id).map((one) => [link(one.from_id!), role(one.relation!, "event_relations", "relation")]));
  }
  if (table.name === "actors") {
    const own = participants.filter((part) => part.actor_id === id);
    section("Takes part in", own.map((part) => [link(part.event_id!), role(part.role!, "participants")]));
    section("Its stands", claims.filter((claim) => claim.actor_id === id).map((claim) => [link(claim.record_id!), role(claim.stance!, "claims", "stance", via(claim))]));
    const spoken = new Set(own.map((part) => part.event_id));
    const about = claims.filter((claim) => spoken.has(claim.record_id!) && claim.quote_id && claim.actor_id !== id);
    section("Statements on events it takes part in", [...new Set(about.map((claim) => claim.quote_id!))].map((quote) => statement(quote)));
  }
  if (table.name === "places") {
    const own = rows("event_places").filter((place) => place.place_id === id);
    section("Events", own.map((place) => [link(place.event_id!), role(place.role!, "event_places")]));
  }
  if (table.name === "quotes") {
    section("Takes a stand on", claims.filter((claim) => claim.quote_id === id).map((claim) => [link(claim.record_id!), role(claim.stance!, "claims", "stance")]));
    const whole = rows("quotes").filter((quote) => quote.utterance_id === row.utterance_id && quote.quote_id !== id);
    section("The rest of the utterance", whole.map((quote) => [link(quote.quote_id!), via(quote)]));
  }
  for (const { table: other, column, rows: hits } of pointingAt(id)) {
    if (other.name === "claims") continue;
    const item = (hit: Row): Child => (other.name !== "quotes" ? link(hit[other.key]!) : column.name === "speaker_id" ? [link(hit.quote_id!), via(hit)] : statement(hit.quote_id!));
    section(titleOf(other.name, column, table.name), hits.map(item));
  }
  return parts;
}

/** On whose word an event or figure rests, if on anybody's. */
function restsOn({ table, row }: RecordRow): Child[] {
  const column = standing(table.name);
  const code = standingOf(row);
  if (!column || !code) return [];
  return [[h("strong", { title: column.description }, column.title), ": ", code !== "article" && shape(code), word(code), h("span", { class: "definition" }, column.words[code])]];
}

/** A link to a quote, and who says it. */
function statement(quote: string): Child {
  const found = record(quote);
  return [link(quote), found && h("span", { class: "definition" }, said(found.row))];
}

/** What rows that point to a record are to it. */
function titleOf(table: string, column: Column, target: string): string {
  const kind = KINDS[table] ?? table;
  const titles: Record<string, string> = {
    "quotes.speaker_id": "Says",
    "quotes.reported_in_id": "Statements that it reports",
    "quotes.occasion_id": "Statements made at it",
    "quotes.about_id": "Statements about it",
    "figures.event_id": "Figures of it",
    "figures.actor_id": "Figures about it",
    "actors.affiliation_id": "Affiliated actors",
  };
  return titles[`${table}.${column.name}`] ?? (target === "passages" ? `${kind}s here` : `${kind}s: ${column.title}`);
}

/** The spans that a record rests on, or that rest on a passage, and what the reader's copy says of them. */
function evidence({ id, table }: RecordRow): HTMLElement[] {
  const column = table.name === "passages" ? "passage_id" : "record_id";
  const spans = rows("evidence").flatMap((row, at) => (row[column] === id ? [{ row, at }] : []));
  if (!spans.length || table.name === "passages") return [];
  const check = checked();
  const outcome = check?.outcome(id);
  const list = spans
    .sort((one, other) => Number(one.row.use !== "primary") - Number(other.row.use !== "primary"))
    .map(({ row, at }) => {
      const words = check?.words(at);
      return h(
        "li",
        {},
        link(row.passage_id!),
        `, characters ${row.start} to ${row.end}, ${word(row.use!)} `,
        check && h("span", { class: `outcome ${words === undefined ? "lost" : "exact"}` }, words === undefined ? "not in your copy" : "in your copy"),
        words !== undefined && h("q", { class: "own-words" }, words),
      );
    });
  const section = h(
    "section",
    {},
    h("h2", {}, "Evidence ", h("span", { class: "uses" }, spans.length)),
    outcome
      ? h("p", {}, "Your copy: ", h("span", { class: `outcome ${outcome}` }, outcome), check?.reason(id) ? `: ${check.reason(id)}` : null)
      : h("p", { class: "note" }, "Not checked yet: ", h("a", { href: "#check" }, "give this page your copy"), "."),
    h("ul", { class: "links evidence" }, ...list),
  );
  return [section];
}
