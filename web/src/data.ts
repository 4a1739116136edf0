// What the page knows: the tables that stand in it as JSON, and how their rows hang together.

import { byId } from "./dom";

export type Row = Readonly<Record<string, string>>;

export interface Column {
  name: string;
  title: string;
  description: string;
  words: Readonly<Record<string, string>>;
  type: string;
  table: string;
  required: boolean;
  /** What an empty cell stands for, if not for what is not stated. */
  empty: string;
}

export interface Table {
  name: string;
  title: string;
  key: string;
  /** The columns that tell a row from others, if it has no id. */
  keys: readonly string[];
  total: number;
  columns: readonly Column[];
  rows: readonly Row[];
}

/** A row, the table it is in, and its id, or what stands for one in an address. */
export interface RecordRow {
  id: string;
  table: Table;
  row: Row;
}

interface Embedded {
  name: string;
  version: string;
  title: string;
  /** What a picture is from. */
  source: string;
  elsewhere: string;
  published: string;
  labels: Record<string, string>;
  through: Record<string, string[]>;
  number_words: string[];
  citations: { styles: string[]; lines: string[]; of: Record<string, number[][]> };
  in_files: Record<string, string>;
  joined: Record<string, { columns: string[]; cells: Record<string, string[]>; standing?: Pick<Column, "title" | "description" | "words"> }>;
  tables: (Omit<Table, "rows"> & { rows: string[][] })[];
}

const embedded = JSON.parse(byId("data").textContent ?? "") as Embedded;

export const { name, version, title, source, published } = embedded;
/** What a command must be told to find the package; empty for the dataset itself. */
export const { elsewhere } = embedded;
export const { styles } = embedded.citations;
export const numberWords: ReadonlySet<string> = new Set(embedded.number_words);
const STANDING = "rests_on";
const labels = new Map(Object.entries(embedded.labels));

const tables = new Map<string, Table>(
  embedded.tables.map((table) => [
    table.name,
    {
      ...table,
      rows: table.rows.map((cells) =>
        Object.fromEntries(table.columns.map((column, at) => [column.name, cells[at] ?? ""])),
      ),
    },
  ]),
);

const records = new Map<string, RecordRow>();
const ids = new Map<Row, string>();
for (const table of tables.values()) {
  table.rows.forEach((row, at) => {
    const cells = table.keys.length ? table.keys.map((key) => row[key]!) : [at + 1];
    const id = table.key ? row[table.key]! : [table.name, ...cells].join("/");
    ids.set(row, id);
    if (!records.has(id)) records.set(id, { id, table, row });
  });
}

/** The id of a row; if it has none, its table and the cells that tell it from others. */
export function idOf(row: Row): string {
  return ids.get(row)!;
}

/** What a row is called: by its label, else by the cells that tell it from others. */
export function called({ id, table, row }: RecordRow): string {
  if (table.key) return label(id);
  const cells = table.columns.filter(({ name }) => table.keys.includes(name) || !table.keys.length);
  return cells.map((column) => shown(column, row[column.name]!)).filter(Boolean).join(" · ");
}

/** The file of a table that the page does not show, if there is such a table. */
export function fileOf(table: string): string | undefined {
  return Object.hasOwn(embedded.in_files, table) ? embedded.in_files[table] : undefined;
}

/** The table of that name, which every page has. */
export function table(wanted: string): Table {
  const found = tables.get(wanted);
  if (!found) throw new Error(`no table ${wanted}`);
  return found;
}

/** The rows of a table. */
export function rows(wanted: string): readonly Row[] {
  return table(wanted).rows;
}

/** All tables, in the order of the package. */
export function all(): readonly Table[] {
  return [...tables.values()];
}

/** The rows of all tables, by name, in the order of the package. */
export function everyTable(): Readonly<Record<string, readonly Row[]>> {
  return Object.fromEntries([...tables].map(([name, one]) => [name, one.rows]));
}

/** The row with that id, if the page holds it. */
export function record(id: string): RecordRow | undefined {
  return records.get(id);
}

/** What an id is called, or a date in words. */
export function label(id: string): string {
  return labels.get(id) ?? id;
}

/** The quotes through which a quote is known, the nearest to its speaker first. */
export function through(quote: string): readonly Row[] {
  const ids = Object.hasOwn(embedded.through, quote) ? embedded.through[quote]! : [];
  return ids.map((id) => records.get(id)!.row);
}

/** Who says a quote, how the article names them, in whose words, and through whom it is known. */
export function said(quote: Row): string {
  return [speaker(quote.speaker_id!), word(quote.form!), ...voices(quote.quote_id!)].join(", ");
}

/** Through whom a quote is known, and how the article names them. */
export function voices(quote: string): string[] {
  return through(quote).map((one) => `via ${speaker(one.speaker_id!)}`);
}

function speaker(actor: string): string {
  return `${label(actor)}${naming(actor)}`;
}

/** The statement that a quote is a part of: an attribution in the middle splits one into several rows. */
export function statementOf(quote: Row): string {
  return `${quote.utterance_id}/${quote.speaker_id}`;
}

/** How many statements rows of quotes are parts of, but for those that are known only through another. */
export function statements(quotes: readonly Row[]): number {
  const reported = new Set(rows("quotes").filter((quote) => quote.reported_in_id).map(statementOf));
  return new Set(quotes.map(statementOf).filter((one) => !reported.has(one))).size;
}

/** How the article names an actor, in brackets; empty if the page does not know. */
export function naming(actor: string): string {
  const code = record(actor)?.row.naming;
  return code ? ` (${word(code)})` : "";
}

/** A coded word as it is written for people. */
export function word(code: string): string {
  return code.replaceAll("_", " ");
}

const NUMBERS = new Set(["integer", "number"]);
const ANSWERS: Readonly<Record<string, string>> = { true: "yes", false: "no" };

/** A cell as it is written for people: what an id is called, a word without underscores, a number with commas, yes or no; an empty one is what it stands for. */
export function shown({ words, type, empty }: Column, value: string): string {
  if (!value) return empty;
  if (Object.hasOwn(words, value)) return word(value);
  if (NUMBERS.has(type)) return value.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
  return type === "boolean" ? (ANSWERS[value] ?? value) : label(value);
}

/** Whether every row of the package is in the page. */
export function isWhole(): boolean {
  return [...tables.values()].every((one) => one.rows.length === one.total);
}

/** The rows of other tables whose ids point to a record, by table and column. */
export function pointingAt(id: string): { table: Table; column: Column; rows: Row[] }[] {
  const found = [];
  for (const one of tables.values()) {
    if (!one.key) continue;
    for (const column of one.columns) {
      if (!column.table) continue;
      const hits = one.rows.filter((row) => row[column.name] === id);
      if (hits.length) found.push({ table: one, column, rows: hits });
    }
  }
  return found;
}

/** Columns of rows as they are saved, and the cells of a row in them. */
export interface Saved {
  columns: readonly string[];
  cells: (row: Row) => string[];
}

/** The columns and cells of the flat view of a table, if the page holds that view. */
export function joined({ name, rows }: Table): Saved | undefined {
  const view = Object.hasOwn(embedded.joined, name) ? embedded.joined[name]! : undefined;
  if (!view) return undefined;
  const place = new Map(rows.map((row, at) => [row, at]));
  const cell = (row: Row, column: string): string => (Object.hasOwn(view.cells, column) ? view.cells[column]![place.get(row)!]! : row[column]!);
  return { columns: view.columns, cells: (row) => view.columns.map((column) => cell(row, column)) };
}

/** The column that says on whose word the rows of a table rest, if the page holds it. */
export function standing(table: string): Column | undefined {
  const found = Object.hasOwn(embedded.joined, table) ? embedded.joined[table]!.standing : undefined;
  return found && { ...found, name: STANDING, type: "string", table: "", required: false, empty: "" };
}

let standings: Map<Row, string> | undefined;

/** On whose word a row rests: a word of that column; empty if on nobody's, or if the page does not know. */
export function standingOf(row: Row): string {
  standings ??= new Map(Object.entries(embedded.joined).flatMap(([name, { cells }]) => rows(name).map((one, at) => [one, cells[STANDING]?.[at] ?? ""] as const)));
  return standings.get(row) ?? "";
}

/** The citation of a row in a style, or of the dataset (an empty id), if the page holds it: its text, that in italics in every second piece. */
export function citation(id: string, style: string): string[] | undefined {
  const { lines, of } = embedded.citations;
  return Object.hasOwn(of, id) ? of[id]![styles.indexOf(style)]!.map((line) => lines[line]).join("\n").split(/[\ue000\ue001]/) : undefined;
}
