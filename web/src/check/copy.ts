// A reader's own copy of an article, reduced to where its letters and digits stand: what source/copy.py does.

import { bisectRight } from "./bisect";
import { foldWithPositions, length, words } from "./normalise";
import { UnreadableError } from "./reading/unreadable";

export const LARGEST_FILE = 32 * 2 ** 20; // bytes
export const LONGEST_TEXT = 1_000_000; // characters
const MOST_LETTERS = 3 * LONGEST_TEXT; // of the normalised text; one character may stand for eighteen

/** A block of a copy, such as a paragraph: where it stands in the text, and where in the normalised text. */
export interface Block {
  first: number;
  last: number;
  start: number;
  end: number;
}

/** The copy cannot be used at all. The message says what is wrong and what to do. */
export class CopyError extends Error {}

/** The text of a copy, and the same normalised. Places in the text are in UTF-16 units, in the normalised text in characters. */
export class Copy {
  readonly normalised: string;
  readonly size: number;
  readonly starts: number[] = [];
  /** The blocks that have letters or digits. */
  readonly parts: Block[] = [];
  private readonly ends = new Set<number>();
  private readonly bytes: Uint8Array<ArrayBuffer>;
  private readonly offsets: Uint32Array;
  private readonly partStarts: number[];
  private found: number[] | undefined;

  constructor(readonly text: string) {
    const pieces: string[] = [];
    let end = 0;
    for (const [first, last] of divided(text)) {
      const start = end;
      for (const word of words(text.slice(first, last))) {
        this.starts.push(end);
        pieces.push(word);
        end += length(word);
        this.ends.add(end);
        if (end > MOST_LETTERS) throw new UnreadableError(`longer than ${MOST_LETTERS.toLocaleString("en-US")} letters; give a file with the article alone`);
      }
      if (start < end) this.parts.push({ first, last, start, end });
    }
    this.partStarts = this.parts.map((part) => part.start);
    this.normalised = pieces.join("");
    if (!pieces.length) this.ends.add(0);
    this.size = end;
    this.bytes = new TextEncoder().encode(this.normalised);
    this.offsets = new Uint32Array(end + 1);
    let [at, character] = [0, 0];
    for (const byte of this.bytes) {
      if ((byte & 0xc0) !== 0x80) this.offsets[character++] = at;
      at += 1;
    }
    this.offsets[character] = at;
  }

  /** The UTF-8 bytes of a span of the normalised text. */
  slice(start: number, end: number): Uint8Array<ArrayBuffer> {
    const last = this.size;
    return this.bytes.subarray(this.offsets[Math.min(start, last)], this.offsets[Math.min(end, last)]);
  }

  /** Whether a word ends there. */
  endsAt(end: number): boolean {
    return this.ends.has(end);
  }

  /** For each character of the normalised text, where it comes from in the text. */
  get positions(): number[] {
    return (this.found ??= foldWithPositions(this.text)[1]);
  }

  /** Where a span of the normalised text stands in the text itself. */
  original(start: number, end: number): [number, number] {
    return [this.positions[start]!, this.after(end - 1)];
  }

  /** Which of the blocks that have letters a position of the normalised text stands in. */
  partAt(position: number): number {
    return bisectRight(this.partStarts, position) - 1;
  }

  /** Whether the letters of a block start there in the normalised text. */
  startsBlock(position: number): boolean {
    return this.parts[this.partAt(position)]?.start === position;
  }

  /** Whether the letters of a block end there in the normalised text. */
  endsBlock(position: number): boolean {
    return position > 0 && this.parts[this.partAt(position - 1)]?.end === position;
  }

  /** A span of the normalised text. */
  letters(start: number, end: number): string {
    return new TextDecoder().decode(this.slice(start, end));
  }

  /** All places between characters from one to another, both included. */
  places(start: number, end: number): number[] {
    const found = [start];
    for (const character of this.text.slice(start, end)) found.push(found.at(-1)! + character.length);
    return found;
  }

  /** The position after the character that a character of the normalised text comes from. */
  after(character: number): number {
    const at = this.positions[character]!;
    return at + (this.text.codePointAt(at)! > 0xffff ? 2 : 1);
  }
}

/** Where the blocks of a text stand: pieces between blank lines or, if there is none, its lines. */
function divided(text: string): [number, number][] {
  const found: [number, number][] = [];
  let at = 0;
  for (const match of [...text.matchAll(/\n\n+/.test(text) ? /\n\n+/g : /\n+/g), { index: text.length, 0: "" }]) {
    if (at < match.index) found.push([at, match.index]);
    at = match.index + match[0].length;
  }
  return found;
}
