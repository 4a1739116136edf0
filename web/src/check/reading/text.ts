// Text by Python's rules: white space, letters and lines as source/reading counts them.

import { SPACE } from "../normalise";

const RUN_OF_SPACE = new RegExp(`[${SPACE}]+`, "gu");
const BLANK = new RegExp(`^[${SPACE}]*$`, "u");
const IS_SPACE = new RegExp(`[${SPACE}]`, "u");

/** Whether a character is white space. */
export const isSpace = (character: string): boolean => IS_SPACE.test(character);

/** A text without the characters at its end that are of a kind. */
export function strippedBehind(text: string, isOfKind: (character: string) => boolean): string {
  let end = text.length;
  while (end && isOfKind(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/** A text without white space at its start. */
export function strippedBefore(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text[start]!)) start += 1;
  return text.slice(start);
}

/** A text without white space at its ends. */
export const stripped = (text: string): string => strippedBefore(strippedBehind(text, isSpace));

/** Words divided by one space. */
export const spaced = (text: string): string => stripped(text).replace(RUN_OF_SPACE, " ");

/** Whether there is nothing but white space in a text. */
export const isBlank = (text: string): boolean => BLANK.test(text);

/** The character before a place, or nothing. */
export function before(text: string, at: number): string {
  if (at <= 0) return "";
  const unit = text.charCodeAt(at - 1);
  const isSecondHalf = unit >= 0xdc00 && unit <= 0xdfff && at > 1 && text.codePointAt(at - 2)! > 0xffff;
  return text.slice(isSecondHalf ? at - 2 : at - 1, at);
}

/** The character at a place, or nothing. */
export const after = (text: string, at: number): string => (at < text.length ? String.fromCodePoint(text.codePointAt(at)!) : "");
