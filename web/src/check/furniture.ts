// Finds what belongs to the page around the article: what source/furniture.py does.

import type { Spans } from "./confirm";
import type { Copy } from "./copy";
import { fingerprint } from "./fingerprint";
import { windowsOf } from "./locate";
import { length, normalise, SPACE, WORD } from "./normalise";
import type { Row } from "./records";

const CREDIT = new RegExp(`^[^\\n/]*[${WORD}] ?/ ?[${WORD}][^\\n]*$`, "u");
const WORD_IN_TEXT = new RegExp(`[^${SPACE}]*[${WORD}][^${SPACE}]*`, "gu");
const LONGEST_CREDIT = 12; // words
const BUTTONS: ReadonlySet<string> = new Set(["follow"]); // words, as normalised, that a page shows as buttons
const SPACES = new RegExp(`[${SPACE}]+`, "u");

/** Find the furniture of an article in what its passages leave over of a copy. */
export function locateFurniture(copy: Copy, furniture: readonly Row[], article: ReadonlyMap<string, Spans>): Map<string, Spans> {
  const found = new Map<string, Spans>();
  const used = [...article.values()].flat();
  for (const passage of furniture) {
    for (const start of windowsOf(copy, passage, 0)) {
      const end = start + Number(passage.length);
      if (used.some(([first, last]) => start < last && first < end)) continue;
      found.set(passage.passage_id!, [[start, end]]);
      used.push([start, end]);
      break;
    }
  }
  const others = furniture.filter((row) => !found.has(row.passage_id!));
  return new Map([...found, ...withButtons(copy, others, used)]);
}

/** The furniture that is a block with buttons in it. */
function withButtons(copy: Copy, furniture: readonly Row[], used: readonly (readonly [number, number])[]): Map<string, Spans> {
  const wanted = new Map(furniture.map((row) => [`${Number(row.length)} ${row.sha256}`, row.passage_id!]));
  const found = new Map<string, Spans>();
  for (const block of wanted.size ? copy.parts : []) {
    const letters = copy.text.slice(block.first, block.last).split(SPACES).map(normalise);
    const text = letters.filter((word) => !BUTTONS.has(word)).join("");
    const id = wanted.get(`${length(text)} ${fingerprint(text)}`);
    if (id && !found.has(id) && !used.some(([first, last]) => block.start < last && first < block.end)) found.set(id, [[block.start, block.end]]);
  }
  return found;
}

/** The furniture that stands where its kind belongs: no words of a paragraph can be given out for it. */
export function inPlace(passages: readonly Row[], article: ReadonlyMap<string, Spans>, furniture: ReadonlyMap<string, Spans>): Spans[] {
  const kinds = new Map(passages.map((row) => [row.passage_id!, row.kind!]));
  const of = (kind: string): Spans[] => [...article].filter(([id]) => kinds.get(id) === kind).map(([, spans]) => spans);
  const beside = new Set(of("caption").flatMap((spans) => [spans[0]![0], spans.at(-1)![1]]));
  const paragraphs = of("paragraph").map((spans) => spans[0]![0]);
  const paragraph = paragraphs.length ? Math.min(...paragraphs) : 0;
  const end = Math.max(0, ...[...article.values()].map((spans) => spans.at(-1)![1]));
  return [...furniture]
    .filter(([id, [[start, last] = [0, 0]]]) => {
      if (kinds.get(id) === "credit") return beside.has(start) || beside.has(last);
      return kinds.get(id) === "footer" ? start >= end : last <= paragraph;
    })
    .map(([, spans]) => spans);
}

/** Whether a text looks like the credit of a photograph: few words in capitals, agencies divided by a slash. */
export function isCredit(text: string): boolean {
  return CREDIT.test(text) && text === text.toUpperCase() && words(text) <= LONGEST_CREDIT;
}

/** Number of words: runs without white space that hold a letter or a digit. */
export function words(text: string): number {
  return (text.match(WORD_IN_TEXT) ?? []).length;
}
