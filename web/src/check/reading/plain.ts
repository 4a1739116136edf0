// The words of a plain text: as source/reading/plain.py.

import { inReadingOrder } from "./layout";
import { withoutMarkdown } from "./markdown";
import { finished } from "./words";

/** The cleaned text of a plain text: blocks divided by a blank line, words in reading order, without markup. */
export function plainText(text: string): string {
  const lines = text.replace(/\r\n|[\r\x0b\x85\u2028]/g, "\n").replaceAll("\u2029", "\n\n").replaceAll("\ufeff", "");
  return finished(withoutMarkdown(inReadingOrder(lines)));
}
