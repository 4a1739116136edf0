// What is found by which words: without case, accents, kinds of quotation mark, apostrophe and dash.

import { casefold, DASHES, INVISIBLE } from "./check/normalise";
import { type Column, shown, type Table } from "./data";

const UNSEEN = new RegExp(`[${INVISIBLE}]`, "gu");
const RUN_OF_DASHES = new RegExp(`[${DASHES}]+`, "gu");
const QUOTATION_MARKS = /[\p{Pi}\p{Pf}"'`\u00b4\u02b9-\u02bd\u02c8\u0384\u2032-\u2037\u201a\u201e\u275b-\u275e\u300c-\u300f\u301d-\u301f\uff02\uff07]/gu;
const LETTERS: Readonly<Record<string, string>> = { ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", æ: "ae", œ: "oe" };
/** A letter or digit that begins a word only behind a sign or a space; Chinese, Thai and the like put none between words. */
const BEGINS = /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{N}]/u;
/** Ends in a letter or digit behind which another would belong to the same word. */
const ENDS = /[\p{L}\p{N}]$/u;
/** Words, and words between quotation marks; of those that are not closed yet, more may follow. */
const PIECES = /(?<!\S)["“”„«»][^"“”„«»]*(["“”„«»]|$)|\S+/gu;
const SIGNS = /[\\^$.*+?()[\]{}|/]/g;
const UNDECOMPOSED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** What a field for a search says of itself. */
export const HINT = "Words in quotation marks are looked for side by side";

/** A text as it is searched. */
export function folded(text: string): string {
  const plain = text.replace(QUOTATION_MARKS, "").replace(UNSEEN, "").normalize("NFKD").replace(/\p{M}/gu, "");
  return casefold(plain).replace(UNDECOMPOSED, (letter) => LETTERS[letter]!).replace(RUN_OF_DASHES, "-");
}

/** The words of a search, each as an expression that finds it where a word of a folded text begins; those in quotation marks as one, side by side in a cell. */
export function wordsOf(search: string): RegExp[] {
  return [...search.matchAll(PIECES)].flatMap(([piece, end]) => {
    const words = folded(piece).split(/\s+/).filter((word) => word && word !== "-");
    if (!words.length) return [];
    const last = end && ENDS.test(words.at(-1)!) ? "(?![\\p{L}\\p{N}])" : "";
    const found = `${words.map((word) => word.replace(SIGNS, "\\$&")).join("[^\\p{L}\\p{N}\\n]+")}${last}`;
    return [new RegExp(`${BEGINS.test(words[0]!) ? "(?<![\\p{L}\\p{N}])" : ""}${found}`, "u")];
  });
}

const searched = new Map<Table, string[]>();

/**
 * For each row of a table the text that is searched: its cells, and how they are written for people. What an id is called
 * that all rows share would find every row by the words of one: it is left out.
 */
export function texts(table: Table): string[] {
  if (!searched.has(table)) searched.set(table, written(table));
  return searched.get(table)!;
}

function written({ columns, rows: [first, ...others] }: Table): string[] {
  if (!first) return [];
  const shared = new Set(others.length ? columns.filter(({ name }) => others.every((row) => row[name] === first[name])) : []);
  const cell = (column: Column, value: string): string => [...new Set(shared.has(column) ? [value] : [value, shown(column, value)])].join(" ");
  return [first, ...others].map((row) => folded(columns.map((column) => cell(column, row[column.name]!)).join("\n")));
}
