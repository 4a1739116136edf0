// Reads a copy from bytes or pasted text, plain or HTML, as source/copy.py reads it from a file.

import { Copy, CopyError, LARGEST_FILE, LONGEST_TEXT } from "./copy";
import { length } from "./normalise";

const NOT_TEXT = "head, script, style, template, noscript, noembed";

/** Read a file that the reader has chosen. */
export async function readFile(file: File): Promise<Copy> {
  if (file.size > LARGEST_FILE) {
    throw new CopyError(`${file.name}: larger than ${LARGEST_FILE / 2 ** 20} MiB; give a file with the article alone`);
  }
  const raw = new Uint8Array(await file.arrayBuffer());
  const isHtml = /\.x?html?$/i.test(file.name) || looksLikeHtml(new TextDecoder("latin1").decode(raw.subarray(0, 4096)));
  return usable(file.name, isHtml ? htmlText(decodedPage(raw)) : decoded(file.name, raw));
}

/** Read text that the reader has pasted. */
export function readText(text: string): Copy {
  return usable("the text", looksLikeHtml(text) ? htmlText(text) : text.toWellFormed());
}

function usable(name: string, text: string): Copy {
  if (length(text) > LONGEST_TEXT) {
    throw new CopyError(`${name}: longer than ${LONGEST_TEXT.toLocaleString("en")} characters; give the article alone`);
  }
  const copy = new Copy(text);
  if (!copy.size) throw new CopyError(`${name}: holds no words`);
  return copy;
}

function decoded(name: string, raw: Uint8Array): string {
  const is16 = (raw[0] === 0xff && raw[1] === 0xfe) || (raw[0] === 0xfe && raw[1] === 0xff);
  const encoding = is16 ? (raw[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8";
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(raw);
  } catch {
    throw new CopyError(`${name}: not ${is16 ? "UTF-16" : "UTF-8"} text; save it as UTF-8 text`);
  }
  if (text.includes("\0")) throw new CopyError(`${name}: a binary file; save the article as text or HTML`);
  return text;
}

function looksLikeHtml(text: string): boolean {
  return /^[ \t\r\n\ufeff\xef\xbb\xbf]*</.test(text);
}

/** UTF-8 for a page that is UTF-8, else what the page declares. */
function decodedPage(raw: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(raw);
  } catch {
    const head = new TextDecoder("latin1").decode(raw.subarray(0, 4096));
    const declared = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? "windows-1252";
    try {
      return new TextDecoder(declared).decode(raw);
    } catch {
      return new TextDecoder("windows-1252").decode(raw);
    }
  }
}

/** The text of a page, without scripts and styles (which do not run), each piece on a line of its own. */
function htmlText(page: string): string {
  const parsed = new DOMParser().parseFromString(inert(page), "text/html");
  for (const element of parsed.querySelectorAll(NOT_TEXT)) element.remove();
  const walker = parsed.createTreeWalker(parsed, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) (comment as ChildNode).remove();
  parsed.normalize();
  const pieces: string[] = [];
  const texts = parsed.createTreeWalker(parsed, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) pieces.push(texts.currentNode.nodeValue ?? "");
  return pieces.join("\n").toWellFormed();
}

/** A page without styles and event handlers: our own policy forbids them, and the browser would complain of each. */
function inert(page: string): string {
  return page
    .replace(/<(\/?)style(?=[\s>/])/gi, "<$1noembed")
    .replace(/<[a-z][^<>]*/gi, (tag) => tag.replace(/([\s"'/])(style|on[a-z]+)(?=\s*=)/gi, "$1data-$2"));
}
