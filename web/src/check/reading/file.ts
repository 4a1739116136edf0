// The cleaned text of a file or of pasted text, in any form a reader has the article in: as source/reading/file.py.

import { length, SPACE } from "../normalise";
import { bytesAsText, isMail, mailPart } from "./mail";
import { pageText } from "./page";
import { plainText } from "./plain";
import { UnreadableError } from "./unreadable";

const AS_TEXT = "save the article from it as plain text (.txt)";
const NOT_READ: Record<string, string> = {
  rtf: `an RTF document; ${AS_TEXT}`,
  json: "JSON data; give the article as text or HTML",
  pdf: "a PDF document; copy its text into a plain text file (.txt)",
  doc: `a Word document; ${AS_TEXT}`,
  docx: `a Word document; ${AS_TEXT}`,
  odt: `an OpenDocument text; ${AS_TEXT}`,
  epub: `an EPUB book; ${AS_TEXT}`,
  zip: "a ZIP archive; give the article in it as text or HTML",
  webarchive: "a web archive of Safari; save the page as HTML or copy its text",
};
const STARTS = [
  ["%PDF-", "pdf"],
  ["{\\rtf", "rtf"],
  ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"],
  ["PK\x03\x04", "zip"],
  ["bplist00", "webarchive"],
] as const;
const IN_ZIP = [
  ["word/", "docx"],
  ["opendocument.text", "odt"],
  ["epub+zip", "epub"],
] as const;
const JSON_START = new RegExp(`^[${SPACE}]*[[{][${SPACE}[{]*"(?:[^"\\\\]|\\\\[^\\n]){0,200}"[${SPACE}]*:`);
const PAGE = new RegExp(`^[${SPACE}\\ufeff]*<(?:[!?]|[A-Za-z][A-Za-z0-9\\-]*[${SPACE}/>])`, "u");
const PAGES = /\.x?html?$/i;
const DECLARED = /<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w-]+)/i;
const CHARSET =
  /^(?:(?:windows-|cp)125[0-8]|iso-8859-(?:[2-8]|1[03-6])|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-jp|euc-kr|shift_jis)$/;
const HEAD = 4096; // bytes that tell what a file is
const LONGEST_PLAIN = 8_000_000; // characters of a text with its markup
const NULS = 0.7; // of every other byte, in UTF-16

/** The cleaned text of a file. */
export function cleaned(name: string, given: Uint8Array): string {
  const refused = refusedAs(name, given);
  if (refused) throw new UnreadableError(NOT_READ[refused]!);
  const part = isMail(name, given) ? mailPart(given) : { isPage: PAGES.test(name), raw: given, charset: "" };
  return cleanedText(decoded(part.raw, part.charset, part.isPage), part.isPage);
}

/** The cleaned text of what was decoded or pasted. */
export function cleanedText(text: string, isPage = false): string {
  if (text.includes("\0")) throw new UnreadableError("a binary file; save the article as text or HTML");
  if (isPage || PAGE.test(text)) return pageText(text);
  if (length(text) > LONGEST_PLAIN) {
    throw new UnreadableError(`longer than ${LONGEST_PLAIN.toLocaleString("en")} characters; give a file with the article alone`);
  }
  return plainText(text);
}

/** The format that is not read, or nothing. */
function refusedAs(name: string, raw: Uint8Array): string | undefined {
  const head = bytesAsText(raw.subarray(0, HEAD));
  let found: string | undefined = STARTS.find(([start]) => head.startsWith(start))?.[1];
  if (found === "zip") {
    const whole = bytesAsText(raw);
    found = IN_ZIP.find(([inside]) => whole.includes(inside))?.[1] ?? found;
  }
  if (!found && JSON_START.test(head)) found = "json";
  const suffix = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return found ?? (Object.hasOwn(NOT_READ, suffix) ? suffix : undefined);
}

/** The text of a file: UTF-16 if it looks like it, UTF-8 if it is, else for a page what is declared. */
function decoded(raw: Uint8Array, charset: string, isPage: boolean): string {
  const encoding = utf16(raw) ?? "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(raw);
  } catch {
    const head = bytesAsText(raw.subarray(0, HEAD));
    if (encoding === "utf-8" && (isPage || charset || PAGE.test(head))) {
      const declared = (charset || (DECLARED.exec(head)?.[1] ?? "")).toLowerCase();
      if (CHARSET.test(declared)) return new TextDecoder(declared).decode(raw);
      return new TextDecoder("windows-1252").decode(raw).replace(/[\x81\x8d\x8f\x90\x9d]/g, "\ufffd");
    }
    throw new UnreadableError(`not ${encoding === "utf-8" ? "UTF-8" : "UTF-16"} text; save it as UTF-8 text`);
  }
}

/** The name of the encoding if a file is UTF-16: it says so, or nearly every other byte is nothing. */
function utf16(raw: Uint8Array): string | undefined {
  if (raw[0] === 0xff && raw[1] === 0xfe) return "utf-16le";
  if (raw[0] === 0xfe && raw[1] === 0xff) return "utf-16be";
  const head = raw.subarray(0, HEAD);
  const nuls = [0, 0];
  head.forEach((byte, at) => (nuls[at % 2]! += byte ? 0 : 1));
  if (head.length < 4 || Math.abs(nuls[0]! - nuls[1]!) < NULS * (head.length >> 1)) return undefined;
  return nuls[0]! > nuls[1]! ? "utf-16be" : "utf-16le";
}
