// Reads a copy from a file or from pasted text, as source/copy.py reads it from a file.

import { Copy, CopyError, LARGEST_FILE, LONGEST_TEXT } from "./copy";
import { length } from "./normalise";
import { cleaned, cleanedText } from "./reading/file";
import { UnreadableError } from "./reading/unreadable";

/** Read a file that the reader has chosen. */
export async function readFile(file: File): Promise<Copy> {
  if (file.size > LARGEST_FILE) {
    throw new CopyError(`${file.name}: larger than ${LARGEST_FILE / 2 ** 20} MiB; give a file with the article alone`);
  }
  const raw = new Uint8Array(await file.arrayBuffer());
  return usable(file.name, () => cleaned(file.name, raw));
}

/** Read text that the reader has pasted. */
export function readText(text: string): Copy {
  return usable("the text", () => cleanedText(text.toWellFormed()));
}

function usable(name: string, read: () => string): Copy {
  try {
    const text = read();
    if (length(text) > LONGEST_TEXT) {
      throw new UnreadableError(`longer than ${LONGEST_TEXT.toLocaleString("en")} characters; give a file with the article alone`);
    }
    const copy = new Copy(text);
    if (!copy.size) throw new UnreadableError("holds no words");
    return copy;
  } catch (error) {
    if (error instanceof UnreadableError) throw new CopyError(`${name}: ${error.message}`);
    throw error;
  }
}
