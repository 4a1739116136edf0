// Says in one line why a passage is not exact, with the copy's own words: what source/reasons.py does.

import { differing, type Known } from "./nearest";
import { SPACE } from "./normalise";
import { type Printed, startsWith, told, withSigns } from "./printed";
import { ambiguous, MOST_AMBIGUOUS } from "./readings";

export const MOVED = "is whole, but not in its place among the other passages";
export const LOST = "nothing in the copy stands where it should, between its neighbours";
export const OTHER_ARTICLE = "its passages together are not the article that was fingerprinted";
const AROUND = 5; // words that are shown on either side of what differs
const LONGEST = 40; // words of a place that differs
const SPACES = new RegExp(`[${SPACE}]+`, "u");

const counted = (count: number): string => count.toLocaleString("en-US");

/** The reason for a source whose passages are not all of it. */
export function otherLength(had: number, wanted: number): string {
  return `its passages have ${counted(had)} letters together, but the article that was fingerprinted has ${counted(wanted)}`;
}

/** The reason for a source whose title is not the one that the copy has. */
export function otherTitle(says: string, copy: string): string {
  return `its title says “${told(says, LONGEST)}”, the copy “${told(copy, LONGEST)}”`;
}

/** The reason for a passage with words in its block that are not the article's. */
export function foreignWords(before: string, behind: string): string {
  const words = [["before", before] as const, ["behind", behind] as const]
    .filter(([, text]) => text)
    .map(([where, text]) => `${where} it: ${marked(told(text, LONGEST))}`);
  return `words that are not the article's stand in its block, ${words.join(" and ")}`;
}

/** The reason for a passage that has its letters, but is printed otherwise: other marks, signs or capitals. */
export function otherMarks(text: string, passage: Printed, known: readonly Known[]): string {
  if (ambiguous(text).length > MOST_AMBIGUOUS) {
    return `more than ${MOST_AMBIGUOUS} words are divided at line ends: what is printed there cannot be told`;
  }
  const wanted = known
    .filter((one) => !startsWith(passage, one.start, one.end, one.text))
    .slice(0, 3)
    .map((one) => `${marked(withSigns(passage, one.start, one.end))} for “${one.text}”`)
    .join("; ");
  return `has its letters, but other marks, signs or capitals${wanted ? `: ${wanted}` : ""}`;
}

/** The reason for a passage in whose place other words stand: how many letters, and where they differ. */
export function otherWords(passage: Printed, size: number, known: readonly Known[]): string {
  const had = passage.before.at(-1)!;
  const letters = had === size ? `${had} letters as in the article` : `${had} letters where the article has ${size}`;
  const places = differing(passage, size, known);
  if (!places.length) {
    return `${letters}, but others; the words that are known of it all stand: ${told(passage.text, LONGEST)}`;
  }
  return `${letters}; what differs is marked: ${places.map(([first, last]) => piece(passage.text, first, last)).join(" ")}`;
}

/** A place in a text marked, with a few words around it. */
function piece(text: string, first: number, last: number): string {
  const [before, behind] = [text.slice(0, first), text.slice(last)].map((one) => one.split(SPACES).filter(Boolean)) as [string[], string[]];
  return [
    ...(before.length > AROUND ? ["..."] : []),
    ...before.slice(-AROUND),
    marked(told(text.slice(first, last), LONGEST)),
    ...behind.slice(0, AROUND),
    ...(behind.length > AROUND ? ["..."] : []),
  ].join(" ");
}

/** Words that differ. */
function marked(text: string): string {
  return `>>>${text}<<<`;
}
