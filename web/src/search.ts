// What is found by which words: without case, accents, kinds of quotation mark, apostrophe and dash.

import { casefold, DASHES, INVISIBLE } from "./check/normalise";
import { type Row, shown, type Table } from "./data";

const UNSEEN = new RegExp(`[${INVISIBLE}]`, "gu");
const RUN_OF_DASHES = new RegExp(`[${DASHES}]+`, "gu");
const QUOTATION_MARKS = /[\p{Pi}\p{Pf}"'`\u00b4\u02b9-\u02bd\u02c8\u0384\u2032-\u2037\u201a\u201e\u275b-\u275e\u300c-\u300f\u301d-\u301f\uff02\uff07]/gu;
const LETTERS: Readonly<Record<string, string>> = { ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", æ: "ae", œ: "oe" };
/** A letter or digit that begins a word only behind a sign or a space; Chinese, Thai and the like put none between words. */
const BEGINS = /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{N}]/u;
const SIGNS = /[\\^$.*+?()[\]{}|/]/g;
const UNDECOMPOSED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** A text as it is searched. */
export function folded(text: string): string {
  const plain = text.replace(QUOTATION_MARKS, "").replace(UNSEEN, "").normalize("NFKD").replace(/\p{M}/gu, "");
  return casefold(plain).replace(UNDECOMPOSED, (letter) => LETTERS[letter]!).replace(RUN_OF_DASHES, "-");
}

/** The words of a search, each as an expression that finds it where a word of a folded text begins. */
export function wordsOf(search: string): RegExp[] {
  const words = folded(search).split(/\s+/).filter((word) => word && word !== "-");
  return words.map((word) => new RegExp(`${BEGINS.test(word) ? "(?<![\\p{L}\\p{N}])" : ""}${word.replace(SIGNS, "\\$&")}`, "u"));
}

const searched = new Map<Table, string[]>();

/** For each row of a table the text that is searched: its cells, and how they are written for people. */
export function texts(table: Table): string[] {
  const text = (row: Row): string =>
    folded(table.columns.map((column) => [...new Set([row[column.name]!, shown(column, row[column.name]!)])].join(" ")).join("\n"));
  if (!searched.has(table)) searched.set(table, table.rows.map(text));
  return searched.get(table)!;
}
