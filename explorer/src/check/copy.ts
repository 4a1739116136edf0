// A reader's own copy of an article, reduced to where its letters and digits stand: what source/copy.py does.

import { bisectLeft, bisectRight } from "./bisect";
import { foldWithPositions, length, SPACE, words } from "./normalise";

export const LARGEST_FILE = 32 * 2 ** 20; // bytes
export const LONGEST_TEXT = 1_000_000; // characters

const AT_END = new RegExp(`[^${SPACE}]*$`, "u");
const AT_START = new RegExp(`^[^${SPACE}]*`, "u");

/** The copy cannot be used at all. The message says what is wrong and what to do. */
export class CopyError extends Error {}

/** The text of a copy, and the same normalised. Places in the text are in UTF-16 units, in the normalised text in characters. */
export class Copy {
  readonly normalised: string;
  readonly size: number;
  readonly starts: number[] = [];
  private readonly ends = new Set<number>();
  private readonly bytes: Uint8Array<ArrayBuffer>;
  private readonly offsets: Uint32Array;
  private units: Uint32Array | undefined;
  private found: number[] | undefined;

  constructor(readonly text: string) {
    const found = words(text);
    this.normalised = found.join("");
    let end = 0;
    for (const word of found) {
      this.starts.push(end);
      end += length(word);
      this.ends.add(end);
    }
    if (!found.length) this.ends.add(0);
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

  /** Whether a span of the normalised text starts and ends where words do. */
  isAtWords(start: number, end: number): boolean {
    const at = bisectRight(this.starts, start) - 1;
    return at >= 0 && this.starts[at] === start && this.ends.has(end);
  }

  /** For each character of the normalised text, where it comes from in the text. */
  get positions(): number[] {
    return (this.found ??= foldWithPositions(this.text)[1]);
  }

  /** Where a span of the normalised text stands in the text itself. */
  original(start: number, end: number): [number, number] {
    return [this.positions[start]!, this.after(end - 1)];
  }

  /** The same, with the marks that touch it at either end. */
  withMarks(start: number, end: number): [number, number] {
    const [first, last] = this.original(start, end);
    const before = start ? this.after(start - 1) : 0;
    const after = end < this.positions.length ? this.positions[end]! : this.text.length;
    const opening = AT_END.exec(this.text.slice(before, first))?.[0] ?? "";
    const closing = AT_START.exec(this.text.slice(last, after))?.[0] ?? "";
    return [first - opening.length, last + closing.length];
  }

  /** Where words stand in the normalised text, overlaps included. */
  *occurrences(wanted: string): Generator<number> {
    if (!wanted) return;
    for (let at = this.normalised.indexOf(wanted); at >= 0; at = this.normalised.indexOf(wanted, at + 1)) {
      yield this.characterAt(at);
    }
  }

  /** The position after the character that a character of the normalised text comes from. */
  private after(character: number): number {
    const at = this.positions[character]!;
    return at + (this.text.codePointAt(at)! > 0xffff ? 2 : 1);
  }

  /** The number of characters before a UTF-16 unit of the normalised text. */
  private characterAt(unit: number): number {
    if (this.normalised.length === this.size) return unit;
    if (!this.units) {
      this.units = new Uint32Array(this.size + 1);
      let [at, character] = [0, 0];
      for (const one of this.normalised) {
        this.units[character++] = at;
        at += one.length;
      }
      this.units[character] = at;
    }
    return bisectLeft(this.units, unit);
  }
}
