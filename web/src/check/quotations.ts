// Finds what stands between quotation marks: what quotation_marks.py does, in UTF-16 units.

import { SPACE } from "./normalise";

export type Span = readonly [number, number];

const ELISIONS = new Set(
  "bout cuz em m n ndrangheta neath s t til tis twas tween twere twill twixt twould".split(" "),
);
const DOUBLE = /["“”„‟＂〝〞〟]/g;
const SINGLE = /['‘’‚‛]/g;
const GUILLEMETS = ["«»", "‹›"];
const BRACKETS = ["「」", "『』"];

const IS_SPACE = new RegExp(`^[${SPACE}]$`, "u");
const PARAGRAPH_END = new RegExp(`\\n[${SPACE}]*\\n`, "gu");
const WORD = /^(?:(?!\p{Nd})[\p{L}\p{N}])+/u;
const YEARS = /^\p{Nd}{2}s?(?![\p{L}\p{N}_])/u;
const LONGEST = 20; // units, more than the longest elision
const [LOW, RIGHT, STRAIGHT] = ["„‟〝", "”〞〟", '"＂'];
const ANY = "\"“”„‟＂〝〞〟'‘’‚‛«»‹›「」『』";
const OPENED = "([{<¿¡（";
const BEFORE = `${ANY}${OPENED}-‐‑‒–—―/*_`;
const STOPS = ".,;:!?，。、；：！？،؛؟।";
const BEHIND = `${ANY}${STOPS})]}>）…-‐‑‒–—―/*_`;

const isSpace = (character: string): boolean => IS_SPACE.test(character);
const isCased = (character: string): boolean => character.toLowerCase() !== character.toUpperCase();
const isLetter = (character: string): boolean => /^\p{L}$/u.test(character);
const isDigit = (character: string): boolean => /^\p{Nd}$/u.test(character);
const isWord = (character: string): boolean => /^[\p{L}\p{N}]$/u.test(character);
/** Whether a mark amid letters is none: in a Hebrew abbreviation, or a misprint where none is open. */
const joins = (before: string, openedBy: string): boolean =>
  /[\u05d0-\u05ea]/.test(before) || (!openedBy && (isCased(before) || isDigit(before)));
const opens = (before: string, behind: string): boolean =>
  (isSpace(before) || BEFORE.includes(before)) && !(isSpace(behind) || STOPS.includes(behind));

/** Find what stands between quotation marks, without the marks and without white space at the ends. */
export function quotations(text: string): Span[] {
  const found: Span[] = [];
  const waiting = new Map<number, Span>(); // by kind of marks what no paragraph has closed yet
  const add = ([first, last]: Span): void => {
    while (first < last && isSpace(text[first]!)) first += 1;
    while (first < last && isSpace(text[last - 1]!)) last -= 1;
    if (first < last) found.push([first, last]);
  };
  let start = 0;
  for (const end of [...[...text.matchAll(PARAGRAPH_END)].map((match) => match.index), text.length]) {
    const paragraph = new Paragraph(text, start, end);
    [paragraph.double(), paragraph.single(), ...paragraph.shaped()].forEach((spans, kind) => {
      const opened = waiting.get(kind);
      if (spans.length && opened) {
        waiting.delete(kind);
        if (spans[0]![0] === paragraph.start) spans[0] = [opened[0], spans[0]![1]];
        else add(opened);
      }
      if (spans.at(-1)?.[1] === end) waiting.set(kind, spans.pop()!);
      spans.forEach(add);
    });
    start = end;
  }
  waiting.forEach(add);
  return found;
}

/** The quotations that one kind of marks makes in a paragraph. */
class Found {
  private readonly found: Span[] = [];
  private readonly opened: [number, string][] = [];

  constructor(
    private readonly start: number,
    private readonly end: number,
  ) {}

  get openedBy(): string {
    return this.opened.at(-1)?.[1] ?? "";
  }

  open(at: number, mark: string): void {
    this.opened.push([at + 1, mark]);
  }

  close(at: number, isMeasure = false): void {
    const last = this.opened.pop();
    if (last) this.found.push([last[0], at]);
    else if (!this.found.length && !isMeasure) this.found.push([this.start, at]);
  }

  all(): Span[] {
    return [...this.found, ...this.opened.slice(0, 1).map(([start]): Span => [start, this.end])];
  }
}

class Paragraph {
  readonly start: number;

  constructor(
    private readonly text: string,
    start: number,
    private readonly end: number,
  ) {
    while (start < end && isSpace(text[start]!)) start += 1;
    this.start = start;
  }

  double(): Span[] {
    const found = new Found(this.start, this.end);
    for (const at of this.places(DOUBLE)) {
      const [mark, before, behind] = this.beside(at);
      if (STRAIGHT.includes(mark) && isWord(before) && isWord(behind) && joins(before, found.openedBy)) continue;
      let isClosing: boolean;
      if (LOW.includes(mark)) isClosing = false;
      else if (mark === "“") isClosing = !!found.openedBy && (LOW.includes(found.openedBy) || !opens(before, behind));
      else if (RIGHT.includes(mark)) isClosing = !!found.openedBy || !opens(before, behind);
      else if (found.openedBy) {
        isClosing = !(isSpace(before) || OPENED.includes(before)) || isSpace(behind) || BEHIND.includes(behind);
      } else {
        const isBehindWord = !(BEFORE + STOPS).includes(before) && BEHIND.includes(behind);
        isClosing = !isSpace(before) && (isSpace(behind) || isBehindWord);
      }
      if (isClosing) found.close(at, isDigit(before));
      else found.open(at, mark);
    }
    return found.all();
  }

  shaped(): Span[][] {
    return [...GUILLEMETS, ...BRACKETS].map((pair) => {
      const [left, right] = [pair[0]!, pair[1]!];
      const found = new Found(this.start, this.end);
      for (const at of this.places(new RegExp(`[${pair}]`, "g"))) {
        const [mark, before, behind] = this.beside(at);
        let isClosing: boolean;
        if (BRACKETS.includes(pair) || found.openedBy === left) isClosing = mark === right;
        else if (found.openedBy === right) isClosing = mark === left || !opens(before, behind);
        else isClosing = mark === right && at > this.start && !opens(before, behind);
        if (isClosing) found.close(at);
        else found.open(at, mark);
      }
      return found.all();
    });
  }

  single(): Span[] {
    const places = this.places(SINGLE);
    const opening = places.map((at) => this.opensSingle(at));
    const closing = places.map((at) => this.closesSingle(at));
    const isFirm = places.map((at, index) => opening[index]! && this.text[at] !== "’");
    const nextFirm = next(isFirm);
    const nextStrong = next(closing.map((strength) => strength === 2));
    const nextWeak = next(closing.map((strength) => strength === 1));
    const found: Span[] = [];
    for (let index = 0; index < places.length; index += 1) {
      const at = places[index]!;
      if (opening[index]) {
        const end = [nextStrong[index]!, nextWeak[index]!].find((one) => one < nextFirm[index]!);
        if (end !== undefined) {
          found.push([at + 1, places[end]!]);
          index = end;
        } else if (isFirm[index] && this.startsSpeech(at)) {
          found.push([at + 1, this.end]);
          break;
        }
      } else if (closing[index] === 2 && !found.length && STOPS.includes(this.beside(at)[1])) {
        found.push([this.start, at]);
      }
    }
    return found;
  }

  private places(marks: RegExp): number[] {
    return [...this.text.slice(this.start, this.end).matchAll(marks)].map((match) => this.start + match.index);
  }

  /** A mark, the character before it, and the one behind it. */
  private beside(at: number): [string, string, string] {
    const before = /[\ud800-\udbff][\udc00-\udfff]$|[^]$/.exec(this.text.slice(Math.max(this.start, at - 2), at));
    const behind = at + 1 < this.end ? String.fromCodePoint(this.text.codePointAt(at + 1)!) : " ";
    return [this.text[at]!, before?.[0] ?? " ", behind];
  }

  private opensSingle(at: number): boolean {
    const [mark, before, behind] = this.beside(at);
    const word = this.match(WORD, at + 1);
    if ((word && ELISIONS.has(word.toLowerCase())) || this.match(YEARS, at + 1)) return false;
    const isInScriptWithoutSpaces = "‘‛".includes(mark) && isLetter(before) && !isCased(before);
    return opens(before, behind) || (isInScriptWithoutSpaces && !isSpace(behind));
  }

  private closesSingle(at: number): number {
    const [mark, before, behind] = this.beside(at);
    if (isSpace(before) || mark === "‚" || ("‘‛".includes(mark) && opens(before, behind))) return 0;
    const isInScriptWithoutSpaces = mark === "’" && isLetter(behind) && !isCased(behind);
    if (!(isSpace(behind) || BEHIND.includes(behind) || isInScriptWithoutSpaces)) return 0;
    const word = this.text.slice(Math.max(this.start, at - 3), at).toLowerCase();
    const isElision = /s$|in$/.test(word) || /(?:^|['’ ])n$/.test(word.slice(-2));
    const isFollowed = isSpace(behind) && /^[\p{L}\p{N}]/u.test(this.text.slice(at + 2, at + 4));
    return isElision && isFollowed ? 1 : 2;
  }

  private startsSpeech(at: number): boolean {
    return at === this.start || [":", ","].includes(this.text.slice(Math.max(this.start, at - 2), at - 1));
  }

  /** What matches at a position, within the paragraph. */
  private match(pattern: RegExp, at: number): string | undefined {
    return pattern.exec(this.text.slice(at, Math.min(this.end, at + LONGEST)))?.[0];
  }
}

/** For each place the next behind it that is flagged; their number if none is. */
function next(flags: readonly boolean[]): number[] {
  let following = flags.length;
  return flags
    .map((_, index) => flags.length - 1 - index)
    .map((index) => {
      const found = following;
      if (flags[index]) following = index;
      return found;
    })
    .reverse();
}
