// What plain text and pages share: footnote marks, small capitals, buttons and white space; as source/reading/words.py.

import { length, SPACE } from "../normalise";
import { spaced } from "./text";

export const CLOSING_MARKS = ".,;:!?)]}\"'”’»›…";
export const RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const CLOSING = ".,;:!?)\\]}\"'”’»›…";
const LETTER = `(?![\\p{Nd}${RAISED_DIGITS}])[\\p{L}\\p{N}]`;
const FOOTNOTE_MARKS = new RegExp(
  `(?<=${LETTER}|[${CLOSING}])[${RAISED_DIGITS}]+` +
    `|(?<=${LETTER}|[${CLOSING}\\p{Nd}])\\[(?:\\p{Nd}{1,3}|\\^[^${SPACE}\\[\\]]{1,20})\\]`,
  "gu",
);
const SMALL_CAPITALS = new Map([..."ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"].map((capital, at) => [capital, "abcdefghijklmnoprstuvwyz"[at]!]));
const SMALL_CAPITAL = new RegExp(`[${[...SMALL_CAPITALS.keys()].join("")}]`, "gu");
const BUTTON = new RegExp(`(?<=[${SPACE}])Follow(?=[${SPACE},]|$)`, "gu");
const LONGEST_BYLINE = 500; // characters

/** The cleaned text of a copy: blocks divided by one blank line, words by one space. */
export function finished(text: string): string {
  return text
    .replace(SMALL_CAPITAL, (capital) => SMALL_CAPITALS.get(capital)!)
    .replace(FOOTNOTE_MARKS, "")
    .split("\n")
    .map(spaced)
    .filter((line) => line !== "Follow")
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "")
    .split("\n\n")
    .map(withoutButtons)
    .join("\n\n");
}

/** A block without the buttons among the names of a byline. */
function withoutButtons(block: string): string {
  if (!block.startsWith("By ") || length(block) > LONGEST_BYLINE) return block;
  const lines = block.replace(BUTTON, "").split("\n");
  return lines.map((line) => spaced(line).replaceAll(" ,", ",")).filter(Boolean).join("\n");
}
