// Finds every quotation, number and proper name in a text: what source/detect.py does, in JavaScript's expressions.

import { SPACE, WORD } from "./normalise";

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

const QUOTATION = /“([^“”]*)”|"([^"“”]*)"/dgu;
const SCALES = "hundred|thousand|million|billion|trillion";
const NUMBER_WORDS =
  "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|" +
  "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|third|quarter|single|double|" +
  `first|second|once|twice|dozen|${SCALES}`;
const MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec";
const LONG_MONTHS = "January|February|March|April|June|July|August|September|October|November|December";
const DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday";
const DATE = `(?:${LONG_MONTHS}|(?:${MONTHS})\\.?)(?:${S}+${D}{1,2})?(?:,?${S}+${D}{4})?|${DAYS}`;
const PLURALS = "tens|dozens|hundreds|thousands|millions|billions|hours|days|weeks|months|years|decades|centuries";
const NUMBER = new RegExp(
  `${B}(?:${DATE})(?![${WORD}])` +
    `|(?<![${WORD}\\-])${D}(?:[${D},.:]*${D})?(?:st|nd|rd|th|s)?${B}` +
    `|(?<![${WORD}\\-])(?:${anyCase(`${NUMBER_WORDS}|${PLURALS}`)})${B}`,
  "gu",
);
const CAPITAL = `(?![${D}_a-zß-öø-ÿ])[${WORD}]`;
const CAPITALISED =
  `(?:(?:${CAPITAL}\\.)+|${CAPITAL}(?:${LETTER})*(?:['’](?:${LETTER}){2,})?(?:-(?:${CAPITAL}(?:${LETTER})*|${D}+))*)`;
const FIRST = new RegExp(CAPITAL, "gu");
const WORD_HERE = new RegExp(`[${WORD}]+`, "uy");
const NAME = new RegExp(
  `(?<![${WORD}'’])${CAPITALISED}(?:(?:${S}+(?:de|del|of|da|van|von)${S}+|${S}+|/)${CAPITALISED})*`,
  "gu",
);
const FUNCTION_WORDS = new Set(
  (
    "A After All An And As At But By For From He His How I If In Instead It Its Many On Or Our Over She Some That The " +
    "Their There These They This Those To We What When Where While Who Why With You Your"
  ).split(" "),
);
const NOT_NAMES = new RegExp(`^(?:${DATE})$`, "u");
const LINK_TARGET = new RegExp(`\\]\\([^()${SPACE}]*\\)`, "gu");
const SHOUTED = new RegExp(`${B}[A-Z]{2,}(?:${S}+[A-Z]{2,})+${B}`, "gu");

/** An alternation of lower-case words that ignores case as Python does. */
function anyCase(alternation: string): string {
  const also: Record<string, string> = { i: "\u0130\u0131", k: "\u212a", s: "\u017f" };
  return alternation.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}${also[letter] ?? ""}]`);
}

/** Find every quotation, number and proper name; the items by where they start. */
export function detect(given: string): Item[] {
  const text = given.replace(LINK_TARGET, (match) => "]" + " ".repeat(match.length - 1));
  const quoted = quotations(text);
  return [...quoted, ...numbers(text), ...names(text, quoted)].sort(
    (one, other) => one.start - other.start || one.end - other.end || (one.kind < other.kind ? -1 : 1),
  );
}

function quotations(text: string): Item[] {
  const found: Item[] = [];
  for (const match of text.matchAll(QUOTATION)) {
    const [start, end] = match.indices![1] ?? match.indices![2]!;
    if (new RegExp(`[^${SPACE}]`, "u").test(text.slice(start, end))) found.push({ start, end, kind: "quotation" });
  }
  return found;
}

function numbers(text: string): Item[] {
  return [...text.matchAll(NUMBER)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: "number",
  }));
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
