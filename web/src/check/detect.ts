// Finds every quotation, number and proper name in a text: what source/detect.py does, in JavaScript's expressions.

import { bisectRight } from "./bisect";
import { SPACE, WORD } from "./normalise";
import { quotations } from "./quotations";

export type Kind = "name" | "number" | "quotation";
export interface Item {
  start: number;
  end: number;
  kind: Kind;
}

const B = `(?:(?<=[${WORD}])(?![${WORD}])|(?<![${WORD}])(?=[${WORD}]))`;
const D = "\\p{Nd}";
const S = `[${SPACE}]`;
const LETTER = `(?!${D})[\\p{L}\\p{N}]`;

const MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec";
const LONG_MONTHS = "January|February|March|April|June|July|August|September|October|November|December";
const DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday";
const DATE =
  `(?:${LONG_MONTHS}|(?:${MONTHS})\\.?)(?:${S}+${D}{1,2}(?![,.]${D}{3}))?(?:,?${S}+${D}{4})?|${DAYS}`;
const ATTACHED = `[${D}A-Za-zÀ-ÖØ-öø-ÿ]*`;
const PARTS = "¼-¾⅐-⅞";
const NUMBER = new RegExp(
  `${B}(?:${DATE})(?![${WORD}])` +
    `|(?<!${D})${D}{1,3}(?:[ \\u00a0\\u2009\\u202f]${D}{3})+(?!${D})` +
    `|${D}${ATTACHED}(?:[,.:/⁄'’]${D}${ATTACHED})*[${PARTS}]?|[${PARTS}]`,
  "gu",
);
const LETTERS = new RegExp(`(?<![${WORD}])(?:${LETTER})+(?![${WORD}])`, "gu");
const DIGIT = new RegExp(`^${D}`, "u");
const CAPITAL = "[\\p{Lu}\\p{Lt}]";
const CAPITALISED =
  `(?:(?:${CAPITAL}\\.)+|${CAPITAL}${D}+(?![${WORD}])` +
  `|${CAPITAL}(?:${LETTER})*(?:['’](?:${LETTER}){2,})?(?:-(?:${CAPITAL}(?:${LETTER})*|${D}+))*)`;
const FIRST = new RegExp(CAPITAL, "gu");
const WORD_HERE = new RegExp(`[${WORD}]+`, "uy");
const NAME = new RegExp(
  `(?<![${WORD}])(?<!${CAPITAL}['’])${CAPITALISED}(?:(?:${S}+(?:de|del|of|da|van|von)${S}+|${S}+|/)${CAPITALISED})*`,
  "gu",
);
const FUNCTION_WORDS = new Set(
  (
    "A After All An And As At But By For From He His How I If In Instead It Its Many On Or Our Over She Some That The " +
    "Their There These They This Those To We What When Where While Who Why With You Your"
  ).split(" "),
);
const NOT_NAMES = new RegExp(`^(?:${DATE})$`, "u");
const SHOUTED = new RegExp(`${B}[A-Z]{2,}(?:${S}+[A-Z]{2,})+${B}`, "gu");

/** Find every quotation, number and proper name; the items by where they start. Number words are in lower case. */
export function detect(text: string, words: ReadonlySet<string>): Item[] {
  const quoted = quotations(text).map(([start, end]): Item => ({ start, end, kind: "quotation" }));
  const named = names(text, quoted);
  const starts = named.map((name) => name.start);
  const isInName = ({ start }: Item): boolean => start < (named[bisectRight(starts, start) - 1]?.end ?? 0);
  const counted = numbers(text).filter((item) => !(isInName(item) && DIGIT.test(text.slice(item.start, item.start + 2)))); // AK-47, G7
  return [...quoted, ...named, ...counted, ...numberWords(text, words)].sort(
    (one, other) => one.start - other.start || one.end - other.end || (one.kind < other.kind ? -1 : 1),
  );
}

/** Numbers in digits, days and months. */
function numbers(text: string): Item[] {
  return [...text.matchAll(NUMBER)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: "number",
  }));
}

/** Numbers in words; those that a hyphen joins are one. */
function numberWords(text: string, words: ReadonlySet<string>): Item[] {
  const found: Item[] = [];
  for (const match of text.matchAll(LETTERS)) {
    if (!words.has(match[0].toLowerCase())) continue;
    const end = match.index + match[0].length;
    const last = found.at(-1);
    if (last && text.slice(last.end, match.index) === "-") last.end = end;
    else found.push({ start: match.index, end, kind: "number" });
  }
  return found;
}

function names(text: string, quoted: readonly Item[]): Item[] {
  const shouted = quoted.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(SHOUTED)].map((match) => [
      start + match.index,
      start + match.index + match[0].length,
    ]),
  );
  const found: Item[] = [];
  for (const match of text.matchAll(NAME)) {
    let start = match.index;
    const end = start + match[0].length;
    const upTo = text.slice(0, end);
    for (;;) {
      WORD_HERE.lastIndex = start;
      const word = WORD_HERE.exec(upTo);
      if (!word || !FUNCTION_WORDS.has(word[0])) break;
      FIRST.lastIndex = start + word[0].length;
      start = FIRST.exec(upTo)?.index ?? end;
    }
    const isDate = NOT_NAMES.test(text.slice(start, end).replace(/\.+$/, ""));
    const isShouted = shouted.some(([first, last]) => first! <= start && start < last!);
    if (start < end && !isDate && !isShouted) found.push({ start, end, kind: "name" });
  }
  return found;
}
