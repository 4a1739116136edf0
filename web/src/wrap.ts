// Texts in lines that fit: SVG breaks none by itself.

import { h, s } from "./dom";

/** Pixels from one line of a plot's text to the next. */
export const LEADING = 15;
const SIZE = 13; // pixels of a plot's text
const MOST = 5; // lines of a name
const LONGEST = 4000; // characters looked at

const pen = h("canvas").getContext("2d")!;

/** How wide a text is, in pixels. */
export function textWidth(text: string, size = SIZE, weight = 400): number {
  pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width;
}

/** A text in lines that fit; what needs more lines than may be, or a word that fits on none, is cut. */
export function wrapped(text: string, room: number, size = SIZE, weight = 400, most = MOST): string[] {
  const fits = (line: string): boolean => textWidth(line, size, weight) <= room;
  const lines: string[] = [];
  for (const word of text.slice(0, LONGEST).trim().split(/\s+/)) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length && fits(longer)) lines[lines.length - 1] = longer;
    else if (lines.length < most) lines.push(word);
    else {
      lines[most - 1] += "…";
      break;
    }
  }
  return lines.map((line) => (fits(line) ? line : `${line.slice(0, Math.max(1, Math.floor((line.length * room) / textWidth(line, size, weight)) - 2))}…`));
}

/** Lines as text of a plot, one below the other around a height. */
export function textLines(lines: readonly string[], middle: number, attributes: Record<string, string | number>): SVGElement[] {
  const first = middle - ((lines.length - 1) * LEADING) / 2 + 4.5;
  return lines.map((line, at) => s("text", { ...attributes, y: first + at * LEADING }, line));
}
