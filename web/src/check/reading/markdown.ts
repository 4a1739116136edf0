// Takes the markup of Markdown out of a text: as source/reading/markdown.py.

import { casefold, SPACE } from "../normalise";
import { after, before, isBlank, isSpace, spaced, stripped, strippedBefore, strippedBehind } from "./text";
import { CLOSING_MARKS } from "./words";

const ESCAPED = /\\([!-/:-@[-`{-~])|\\(?=\n)/g;
const LITERAL = /[\udc21-\udc7e]/gu; // an escaped mark: half a pair, which no text holds by itself
const HEADING = /^ {0,3}#{1,6}(?:[ \t]+|$)/;
const UNDERLINE = /^ {0,3}={3,}[ \t]*$/;
const RULE = /^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const QUOTED = /^[ \t]*(?:>[ \t]?)+/;
const DEFINITION = new RegExp(
  `^ {0,3}\\[(?!\\^)([^\\[\\]\\n]{1,200})\\]:[ \\t]*(<[^<>\\n]*>|[^${SPACE}]+)` +
    `(?:[ \\t]+(?:"[^"\\n]*"|'[^'\\n]*'|\\([^()\\n]*\\)))?[ \\t]*$`,
  "u",
);
const BLANK = new RegExp(`\\n[${SPACE}]*\\n`, "u");
const TOKEN = new RegExp(`!?\\[|\\]|<(?:[A-Za-z][A-Za-z0-9+.\\-]{1,31}:|[^<>${SPACE}@]+@)[^<>${SPACE}]*>`, "gu");
const IN_ANGLES = /<[^<>\n]*>/y;
const IN_TARGET = new RegExp(`[^()${SPACE}]+|[()]`, "uy");
const LABEL = /\[[^[\]]{0,200}\]/uy;
const LINK_TITLE = new RegExp(`[${SPACE}]+(?:"[^"]{0,1000}"|'[^']{0,1000}'|\\([^()]{0,1000}\\))`, "uy");
const SPACES = new RegExp(`[${SPACE}]*`, "uy");
const FOOTNOTE = /^(?:\[?\^?[0-9]{1,3}\]?|[*†‡§]+)$/;
const DEEPEST = 4; // parentheses in the target of a link
const EMPHASIS = /\*+|_+/g;
const SHORT = 3; // pieces of the text of a link that may be a button or a footnote mark

/** The words of a Markdown text: what is shown of links, images (a block each), headings, quotes and emphasis. */
export function withoutMarkdown(given: string): string {
  const text = given.replace(ESCAPED, (_, mark?: string) => (mark ? String.fromCharCode(0xdc00 + mark.charCodeAt(0)) : ""));
  const defined = new Set<string>();
  const lines = blocks(text.split("\n"), defined).join("\n");
  return lines
    .split(BLANK)
    .map((block) => withoutEmphasis(withoutLinks(block, defined)))
    .join("\n\n")
    .replace(LITERAL, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xdc00));
}

/** The lines without what marks a block; the labels of links are noted as defined. */
function blocks(lines: readonly string[], defined: Set<string>): string[] {
  const read = [""];
  let isQuoted = false;
  let hasTitle = false;
  for (const line of lines) {
    if (isBlank(read.at(-1)!)) isQuoted = /^[ \t]*>/.test(line);
    let text = isQuoted ? line.replace(QUOTED, "") : line;
    const heading = HEADING.exec(text);
    const definition = heading ? null : DEFINITION.exec(text);
    if (heading) {
      text = (hasTitle ? "" : "# ") + withoutClosingMarks(text.slice(heading[0].length));
      hasTitle = true;
    } else if (definition && isAddress(definition[2]!)) {
      defined.add(label(definition[1]!));
      continue;
    } else if (UNDERLINE.test(text) && !isBlank(read.at(-1)!)) {
      if (!hasTitle && isBlank(read.at(-2)!)) read.push(`# ${strippedBefore(read.pop()!)}`);
      hasTitle = true;
      text = "";
    } else if (RULE.test(text)) text = "";
    read.push(text);
  }
  return read.slice(1);
}

const isGap = (character: string): boolean => character === " " || character === "\t";

/** The text of a heading without the `#` that may close it. */
function withoutClosingMarks(heading: string): string {
  const text = strippedBehind(heading, isGap);
  const bare = strippedBehind(text, (character) => character === "#");
  return bare === "" || isGap(bare.at(-1)!) ? strippedBehind(bare, isGap) : text;
}

const isAddress = (target: string): boolean => target.startsWith("<") || /[:/#.@]/.test(target);

const label = (text: string): string => casefold(spaced(text));

/** A block in which links and images are their text. */
function withoutLinks(block: string, defined: ReadonlySet<string>): string {
  const pieces: string[] = [];
  const opened: number[] = [];
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(block);
    if (!token) break;
    pieces.push(block.slice(at, token.index));
    at = token.index + token[0].length;
    const start = token[0] === "]" ? opened.pop() : undefined;
    if (token[0].startsWith("<")) pieces.push(token[0].slice(1, -1));
    else if (token[0] !== "]") {
      opened.push(pieces.length);
      pieces.push(token[0]);
    } else if (start === undefined) pieces.push("]");
    else {
      const short = pieces.length - start <= 2 * SHORT ? stripped(pieces.slice(start + 1).join("")) : undefined;
      const end = endOfTarget(block, at, short, defined);
      if (end === undefined) pieces.push("]");
      else if (pieces[start] === "![") {
        pieces[start] = "\n\n";
        pieces.push("\n\n");
      } else if (short === "Follow" || (short && FOOTNOTE.test(short) && isBehindWord(pieces, start))) pieces.length = start;
      else pieces[start] = "";
      at = end ?? at;
    }
  }
  return pieces.join("") + block.slice(at);
}

/** Where the target of a link ends that starts behind its text, if there is one. */
function endOfTarget(block: string, at: number, text: string | undefined, defined: ReadonlySet<string>): number | undefined {
  if (block[at] === "(") return endOfAddress(block, at + 1);
  const end = behind(LABEL, block, at);
  if (end > at) return text !== undefined && FOOTNOTE.test(text) ? undefined : end;
  return text !== undefined && defined.has(label(text)) ? at : undefined;
}

/** Where the target of an inline link ends: an address, in angle brackets or not, and maybe a title in quotes. */
function endOfAddress(block: string, start: number): number | undefined {
  let at = behind(SPACES, block, start);
  if (block[at] === "<") at = behind(IN_ANGLES, block, at);
  else {
    let depth = 0;
    for (;;) {
      const end = behind(IN_TARGET, block, at);
      if (end === at) break;
      const part = block.slice(at, end);
      depth += part === "(" ? 1 : part === ")" ? -1 : 0;
      if (depth < 0 || depth > DEEPEST) break;
      at = end;
    }
    if (depth > 0) return undefined;
  }
  at = behind(SPACES, block, behind(LINK_TITLE, block, at));
  return block[at] === ")" ? at + 1 : undefined;
}

/** The place behind what the pattern matches there, or the same place. */
function behind(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Whether what starts there stands directly behind a word or a closing mark. */
function isBehindWord(pieces: readonly string[], at: number): boolean {
  const last = pieces.slice(Math.max(at - SHORT, 0), at).findLast((piece) => piece !== "") ?? " ";
  const mark = before(last, last.length);
  return /\p{L}/u.test(mark) || CLOSING_MARKS.includes(mark);
}

/** A block without the pairs of `*` and `_` that emphasise, by CommonMark's rules for where they may stand. */
function withoutEmphasis(block: string): string {
  const runs = [...block.matchAll(EMPHASIS)];
  const left = runs.map((run) => run[0].length);
  const opened: Record<string, number[]> = { "*": [], _: [] };
  runs.forEach((run, number) => {
    const open = opened[run[0][0]!]!;
    const [canOpen, canClose] = flanks(block, run.index, run[0]);
    while (canClose && left[number] && open.length) {
      const other = open.at(-1)!;
      const used = Math.min(left[number]!, left[other]!);
      left[number]! -= used;
      left[other]! -= used;
      if (!left[other]) open.pop();
    }
    if (canOpen && left[number]) open.push(number);
  });
  let [text, at] = ["", 0];
  runs.forEach((run, number) => {
    text += block.slice(at, run.index) + run[0].slice(0, left[number]);
    at = run.index + run[0].length;
  });
  return text + block.slice(at);
}

/** Whether a run of marks may open emphasis, and whether it may close it. */
function flanks(block: string, start: number, run: string): [boolean, boolean] {
  const [previous, next] = [before(block, start) || " ", after(block, start + run.length) || " "];
  const [isSpaceBefore, isSpaceAfter] = [isSpace(previous), isSpace(next)];
  const isMark = (character: string): boolean => !isSpace(character) && !/[\p{L}\p{N}]/u.test(character);
  const [isMarkBefore, isMarkAfter] = [isMark(previous), isMark(next)];
  const opens = !isSpaceAfter && (!isMarkAfter || isMarkBefore || isSpaceBefore);
  const closes = !isSpaceBefore && (!isMarkBefore || isMarkAfter || isSpaceAfter);
  if (run[0] === "_") return [opens && (!closes || isMarkBefore), closes && (!opens || isMarkAfter)];
  return [opens, closes];
}
