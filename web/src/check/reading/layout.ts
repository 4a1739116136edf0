// Puts the lines of a printed page in reading order: as source/reading/layout.py.

import { bisectLeft } from "../bisect";
import { length, SPACE } from "../normalise";
import { isBlank, spaced, stripped } from "./text";

interface Line {
  text: string;
  isAlone: boolean;
}

const PAGE_BREAK = "\f";
const PAGE_NUMBER =
  /^(?:(?:page |p\. ?)?[0-9]{1,4}(?: ?(?:of|\/) ?[0-9]{1,4})?|[-–—] ?[0-9]{1,4} ?[-–—]|\[ ?[0-9]{1,4} ?\])$/i;
const LINE_NUMBER = new RegExp(`^[${SPACE}]*([0-9]{1,6})(?:[.:|)]?(?=[${SPACE}]|$)|[:|])`, "u");
const GAP = new RegExp(`(?<=[^${SPACE}]) {3,}(?=[^${SPACE}])`, "gu");
const FEWEST_NUMBERED = 5; // lines
const FEWEST_IN_COLUMNS = 4; // lines with words in both
const EDGE = 2; // written lines at a page's edge that may be a running header
const NEAR = 4; // lines from the edge

/** The lines of a text as one reads them, a blank line wherever a block ends. */
export function inReadingOrder(text: string): string {
  const lines = withoutNumbers(text.replaceAll(PAGE_BREAK, `\n${PAGE_BREAK}\n`).split("\n"));
  const read = pages(lines);
  const columns = read.map(columnOf);
  const usual = mostCommon(columns.filter((column) => column !== undefined));
  return read
    .map((page, at) => {
      const column = columns[at] ?? (usual !== undefined && fits(page, usual) ? usual : undefined);
      return [...inColumns(page, column), ""].join("\n");
    })
    .join("\n");
}

/** The lines without their numbers, if nearly all have one that follows from the last; else as they are. */
function withoutNumbers(lines: string[]): string[] {
  const numbered = new Map<number, number>();
  let last: [number, number] | undefined;
  lines.forEach((line, at) => {
    const match = LINE_NUMBER.exec(line);
    if (!match) return;
    const number = Number(match[1]);
    if (!last || (number === 1 && last[0] >= FEWEST_NUMBERED) || number - last[0] === 1 || number - last[0] === at - last[1]) {
      numbered.set(at, match[0].length);
      last = [number, at];
    }
  });
  const written = lines.filter((line) => !isBlank(line)).length;
  if (numbered.size < FEWEST_NUMBERED || 10 * numbered.size < 9 * written) return lines;
  return lines.map((line, at) => line.slice(numbered.get(at) ?? 0));
}

/** The lines of each page, as form feeds divide them. */
function pages(lines: readonly string[]): Line[][] {
  const alone = apart(lines);
  const read: Line[][] = [[]];
  lines.forEach((line, at) => {
    if (line === PAGE_BREAK) read.push([]);
    else read.at(-1)!.push({ text: line, isAlone: alone.has(at) });
  });
  return read;
}

/** Which lines are page numbers, or recur (but for their digits) beside page numbers and form feeds. */
function apart(lines: readonly string[]): Set<number> {
  const numbers = new Set<number>();
  const edges = new Set<number>();
  lines.forEach((line, at) => {
    if (PAGE_NUMBER.test(stripped(line))) numbers.add(at);
    if (line === PAGE_BREAK || numbers.has(at)) edges.add(at);
  });
  if (!edges.size) return numbers;
  const written: number[] = [];
  lines.forEach((line, at) => {
    if (!edges.has(at) && !isBlank(line)) written.push(at);
  });
  const beside = new Set<number>();
  for (const edge of [-1, ...edges, lines.length]) {
    const next = bisectLeft(written, edge);
    for (const at of written.slice(Math.max(next - EDGE, 0), next + EDGE)) if (Math.abs(at - edge) <= NEAR) beside.add(at);
  }
  const headers = new Map<string, number[]>();
  for (const at of beside) {
    const header = spaced(lines[at]!).replace(/[0-9]+/g, "#");
    const places = headers.get(header);
    if (places) places.push(at);
    else headers.set(header, [at]);
  }
  for (const places of headers.values()) if (places.length > 1) for (const at of places) numbers.add(at);
  return numbers;
}

/** The lines of a page, those that stand in two columns from the left column first. */
function inColumns(page: readonly Line[], column: number | undefined): string[] {
  const read: string[] = [];
  let left: string[] = [];
  let right: string[] = [];
  for (const line of [...page, { text: "", isAlone: true }]) {
    const characters = [...line.text];
    const at = column === undefined || line.isAlone ? undefined : split(characters, column);
    if (at !== undefined) {
      left.push(characters.slice(0, at).join(""));
      right.push(characters.slice(at).join(""));
      continue;
    }
    if (left.length) read.push("", left.join("\n"), "", right.join("\n"), "");
    [left, right] = [[], []];
    read.push(line.isAlone ? `\n${line.text}\n` : line.text);
  }
  return read;
}

/** Where the right one of two columns starts: most lines have words in both, or nearly all divide there. */
function columnOf(page: readonly Line[]): number | undefined {
  const lines = inText(page);
  const starts: number[] = [];
  for (const line of lines) {
    let [start, at] = [0, 0]; // in characters, in UTF-16 units
    for (const gap of line.matchAll(GAP)) {
      const end = gap.index + gap[0].length;
      start += length(line.slice(at, end));
      at = end;
      starts.push(start);
    }
  }
  const column = mostCommon(starts);
  if (column === undefined) return undefined;
  const both = lines.filter((line) => hasBoth(line, column)).length;
  return both >= FEWEST_IN_COLUMNS && (2 * both > lines.length || fits(page, column)) ? column : undefined;
}

/** Whether nearly all lines of a page divide at a column, though few may reach the right one. */
function fits(page: readonly Line[], column: number): boolean {
  const lines = inText(page);
  const divided = lines.filter((line) => split([...line], column) !== undefined).length;
  return 10 * divided >= 9 * lines.length && lines.some((line) => hasBoth(line, column));
}

const inText = (page: readonly Line[]): string[] => page.filter((line) => !line.isAlone && !isBlank(line.text)).map((line) => line.text);

/** The column that occurs most often, of several the first. */
function mostCommon(columns: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const column of columns) counts.set(column, (counts.get(column) ?? 0) + 1);
  let found: number | undefined;
  for (const [column, count] of counts) {
    const most = counts.get(found ?? -1) ?? 0;
    if (found === undefined || count > most || (count === most && column < found)) found = column;
  }
  return found;
}

function hasBoth(line: string, column: number): boolean {
  const characters = [...line];
  const at = split(characters, column);
  return Boolean(at) && !isBlank(characters.slice(0, at).join("")) && !isBlank(characters.slice(at).join(""));
}

/** Where a line divides between the columns: give or take one character; nothing if it has words there. */
function split(characters: readonly string[], column: number): number | undefined {
  return [column, column - 1, column + 1].find((at) => isBlank(characters.slice(Math.max(at - 2, 0), at).join("")));
}
