// The words that a page of HTML shows: as source/reading/page.py.

import { SPACE } from "../normalise";
import { before, stripped, strippedBefore } from "./text";
import { UnreadableError } from "./unreadable";
import { CLOSING_MARKS, finished, RAISED_DIGITS } from "./words";

const MOST_TAGS = 1_000_000; // a page of a newspaper has some thousands

const list = (names: string): ReadonlySet<string> => new Set(names.split(" "));
const NOT_SHOWN = list(
  "head script style template noscript noembed noframes iframe object svg audio video canvas datalist rp",
);
const BLOCKS = list(
  "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption " +
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search " +
    "section select summary table tbody td textarea tfoot th thead tr ul",
);
const AS_TYPED = list("pre textarea xmp");
const STRUCK = list("del s strike");
const BUTTONS = list("a button");
const NOT_SEEN =
  /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*0(?:\.0+)?(?:px|em|rem|pt|%)?\s*(?:;|!|$))/;
const AS_BLOCK = /(?:^|[;\s])display\s*:\s*(?:block|flex|grid|list-item|table)\b/;
const STRUCK_STYLE = /(?:^|[;\s])text-decoration(?:-line)?\s*:[^;]{0,100}line-through/;
const OVERRIDE_STYLE = /(?:^|[;\s])unicode-bidi\s*:\s*(?:bidi|isolate)-override/;
const TO_THE_LEFT_STYLE = /(?:^|[;\s])direction\s*:\s*rtl/;
const FOR_SCREEN_READERS = list("sr-only visually-hidden visuallyhidden screen-reader-text screenreader");
const FOOTNOTE = new RegExp(
  `^[${SPACE}[(]*(?:[0-9]{1,3}|[*†‡§]+)(?:[${SPACE},;]+(?:[0-9]{1,3}|[*†‡§]+))*[${SPACE}\\])]*$`,
);
const LOWERED_DIGITS = "₀₁₂₃₄₅₆₇₈₉";
const NOTHING_MARKED = /~~~~|[\u202d\u202e]\u202c/g;
const SHORT = 8; // pieces of a button or a footnote mark
const STYLE = "data-style-of-the-copy"; // our own policy forbids styles, and the browser would complain of each

/** The cleaned text of a page: what it shows, each block-level element a block, `<br>` a line end. */
export function pageText(page: string): string {
  if (page.split("<", MOST_TAGS + 2).length > MOST_TAGS + 1) {
    throw new UnreadableError(`more than ${MOST_TAGS.toLocaleString("en")} tags; give a page with the article alone`);
  }
  const parsed = new DOMParser().parseFromString(inert(page), "text/html");
  withoutComments(parsed);
  const root = parsed.documentElement;
  const shown = new Shown();
  let node: Node | null = root;
  while (node) {
    if (node.nodeType === Node.TEXT_NODE) shown.add(node.nodeValue ?? "");
    else if (node instanceof Element) {
      const isShown = shows(node);
      if (isShown) shown.enter(node);
      if (isShown && node.firstChild) {
        node = node.firstChild;
        continue;
      }
      if (isShown) shown.leave();
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      shown.leave();
    }
    node = !node || node === root ? null : node.nextSibling;
  }
  return finished(shown.pieces.join("").replace(NOTHING_MARKED, "").toWellFormed());
}

/** Take the comments out of a page, and make one text of those that they divided. */
function withoutComments(page: Document): void {
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) (comment as ChildNode).remove();
  page.normalize();
}

/** A page whose styles and event handlers are but data. */
function inert(page: string): string {
  return page
    .replace(/<(\/?)style(?=[\s>/])/gi, "<$1noembed")
    .replace(/<[a-z][^<>]*/gi, (tag) =>
      tag.replace(/([\s"'/])(style|on[a-z]+)(?=\s*=)/gi, (_, mark: string, name: string) =>
        /^style$/i.test(name) ? mark + STYLE : `${mark}data-${name}`,
      ),
    );
}

const styleOf = (element: Element): string => (element.getAttribute(STYLE) ?? "").toLowerCase();

function shows(element: Element): boolean {
  const tag = element.localName;
  if (NOT_SHOWN.has(tag) || element.hasAttribute("hidden")) return false;
  if (tag === "dialog" && !element.hasAttribute("open")) return false;
  return !NOT_SEEN.test(styleOf(element));
}

interface Entered {
  tag: string;
  /** How many pieces stood before it. */
  at: number;
  behind: string;
  /** Whether it has marks. */
  isMarked: boolean;
}

/** The pieces of text that a page shows, as its elements are entered and left. */
class Shown {
  readonly pieces: string[] = [];
  private readonly entered: Entered[] = [];
  /** For each open element that has marks before and behind its text, these marks. */
  private readonly marks: [string, string][] = [];
  private asTyped = 0;
  private quotations = 0;
  /** Whether the title's words come next; nothing before the first heading that may be it. */
  private title: boolean | undefined;

  /** Add text: white space as it is within `pre`, else as one space. */
  add(given: string): void {
    let text = this.asTyped ? given.replace(/\r\n?/g, "\n") : given.replace(/[ \t\n\r\f]+/g, " ");
    if (this.title && stripped(text)) {
      text = `# ${strippedBefore(text)}`;
      this.title = false;
    }
    if (text) this.pieces.push(text);
  }

  /** Enter an element that is shown. */
  enter(element: Element): void {
    const tag = element.localName;
    const style = styleOf(element);
    const at = this.pieces.length;
    let [ahead, behind] = marks(element, tag, style);
    const isBlockLevel = isBlock(element, tag, style);
    const lineEnd = isBlockLevel ? this.lineEnd("\n\n") : "";
    const isMarked = ahead !== "";
    if (isMarked) this.marks.push([ahead, behind]);
    if (tag === "q") {
      [ahead, behind] = ["“‘"[this.quotations % 2]!, "”’"[this.quotations % 2]!];
      this.quotations += 1;
    }
    if (isBlockLevel) [ahead, behind] = [`${lineEnd}${ahead}`, `${behind}${lineEnd}`];
    if (tag === "br") ahead = this.lineEnd("\n");
    if (tag === "h1" && this.title === undefined) this.title = true;
    if (AS_TYPED.has(tag)) this.asTyped += 1;
    if (ahead) this.pieces.push(ahead);
    this.entered.push({ tag, at, behind, isMarked });
  }

  /** Leave the element that was entered last. */
  leave(): void {
    const { tag, at, behind, isMarked } = this.entered.pop()!;
    if (isMarked) this.marks.pop();
    if (AS_TYPED.has(tag)) this.asTyped -= 1;
    if (tag === "q") this.quotations -= 1;
    if (tag === "h1" && this.title) this.title = undefined;
    const text = this.pieces.length - at <= SHORT ? this.pieces.slice(at).join("") : "";
    if (BUTTONS.has(tag) && stripped(text) === "Follow") {
      this.pieces.length = at;
      return;
    }
    if (tag === "sup" && FOOTNOTE.test(text) && this.isBehindWord(at)) this.pieces.length = at;
    else if (text && (tag === "sub" || tag === "sup")) {
      const digits = tag === "sup" ? RAISED_DIGITS : LOWERED_DIGITS;
      this.pieces.length = at;
      this.pieces.push(text.replace(/[0-9]/g, (digit) => digits[Number(digit)]!));
    }
    if (behind) this.pieces.push(behind);
  }

  /** A line end, around which the marks of open elements end and start again. */
  private lineEnd(end: string): string {
    const behind = this.marks.map(([, mark]) => mark).reverse();
    return behind.join("") + end + this.marks.map(([mark]) => mark).join("");
  }

  private isBehindWord(at: number): boolean {
    const last = at ? this.pieces[at - 1]! : "";
    const mark = before(last, last.length);
    return /^\p{L}$/u.test(mark) || (mark !== "" && CLOSING_MARKS.includes(mark));
  }
}

/** What stands before and behind the text of an element that is struck through, or whose letters are turned. */
function marks(element: Element, tag: string, style: string): [string, string] {
  if (STRUCK.has(tag) || STRUCK_STYLE.test(style)) return ["~~", "~~"];
  if (tag === "bdo" || OVERRIDE_STYLE.test(style)) {
    const turns = (element.getAttribute("dir") ?? "").toLowerCase() === "rtl" || TO_THE_LEFT_STYLE.test(style);
    return [turns ? "\u202e" : "\u202d", "\u202c"];
  }
  return ["", ""];
}

function isBlock(element: Element, tag: string, style: string): boolean {
  if (BLOCKS.has(tag) || (element.getAttribute("aria-hidden") ?? "").toLowerCase() === "true" || AS_BLOCK.test(style)) return true;
  return (element.getAttribute("class") ?? "").toLowerCase().split(/\s+/).some((name) => FOR_SCREEN_READERS.has(name));
}
