// The page or text in a saved message or in a page saved as one file (MHTML): as source/reading/mail.py.

import { UnreadableError } from "./unreadable";

/** The part of a message that holds the article: whether it is a page, its bytes, and the encoding it names. */
export interface Part {
  isPage: boolean;
  raw: Uint8Array;
  charset: string;
}

const SUFFIX = /\.(?:mht|mhtml|eml)$/i;
const HEADER = /^[A-Za-z][A-Za-z0-9-]*:[ \t]*\S/;
const MIME = /(?:^|\n)(?:MIME-Version|Content-Type):/gi;
const HEADER_LINE = /^(?:[!-9;-~]*:|[ \t]|From )/;
const DEEPEST = 100; // messages within messages

/** Whether a file is a message: by its name, or since it starts with headers that say what it holds. */
export function isMail(name: string, raw: Uint8Array): boolean {
  if (SUFFIX.test(name)) return true;
  const [head] = bytesAsText(raw.subarray(0, 65536)).replace(/^[\r\n]+/, "").split(/\r?\n\r?\n/, 1);
  return HEADER.test(head!) && (head!.match(MIME) ?? []).length > 1;
}

/** The first page in a message, else its first plain text. */
export function mailPart(raw: Uint8Array): Part {
  const parts = texts(bytesAsText(raw).replace(/^[\r\n]+/, ""), 0);
  const part = parts.find((one) => one.isPage) ?? parts[0];
  if (!part) throw new UnreadableError("a message without a page or text in it; save the article as text or HTML");
  return part;
}

/** Bytes as characters of the same numbers. */
export function bytesAsText(raw: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < raw.length; at += 32768) pieces.push(String.fromCharCode(...raw.subarray(at, at + 32768)));
  return pieces.join("");
}

function textAsBytes(text: string): Uint8Array {
  const raw = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) raw[at] = text.charCodeAt(at);
  return raw;
}

/** The pages and plain texts of a message, from the first to the last. */
function texts(message: string, depth: number): Part[] {
  if (depth > DEEPEST) throw new UnreadableError("a message nested too deep; save the article as text or HTML");
  const [headers, body] = divided(message);
  const declared = headers.get("content-type") ?? "text/plain";
  const given = declared.split(";", 1)[0]!.trim().toLowerCase();
  const type = given.split("/").length === 2 ? given : "text/plain";
  const boundary = parameter(declared, "boundary");
  if (type.startsWith("multipart/")) {
    return boundary ? parts(body, boundary).flatMap((part) => texts(part, depth + 1)) : [];
  }
  if (type === "message/rfc822") return texts(body, depth + 1);
  const disposition = (headers.get("content-disposition") ?? "").split(";", 1)[0]!.trim().toLowerCase();
  if ((type !== "text/html" && type !== "text/plain") || disposition === "attachment") return [];
  const encoding = (headers.get("content-transfer-encoding") ?? "").trim().toLowerCase();
  const charset = (parameter(declared, "charset") ?? "").toLowerCase();
  return [{ isPage: type === "text/html", raw: textAsBytes(decoded(body, encoding)), charset }];
}

/** The headers of a message by name, the first of each, and its body. */
function divided(message: string): [Map<string, string>, string] {
  const headers = new Map<string, string>();
  let [at, name] = [0, ""];
  while (at < message.length) {
    const end = message.indexOf("\n", at) + 1 || message.length;
    const line = message.slice(at, end).replace(/\r?\n$/, "");
    if (!HEADER_LINE.test(line)) return [headers, message.slice(line === "" ? end : at)];
    at = end;
    if (/^[ \t]/.test(line)) {
      if (name) headers.set(name, `${headers.get(name)} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(":");
    name = line.slice(0, colon).toLowerCase();
    if (headers.has(name)) name = "";
    else headers.set(name, line.slice(colon + 1).trim());
  }
  return [headers, ""];
}

/** A parameter of a header, quoted or not. */
function parameter(header: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]*))`, "i").exec(header);
  return match ? (match[1] ?? match[2]) : undefined;
}

/** The parts of a body between its boundaries. */
function parts(body: string, boundary: string): string[] {
  const escaped = boundary.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const divider = new RegExp(`(?:^|\\r?\\n)--${escaped}(--)?[ \\t]*(?=\\r?\\n|$)`, "g");
  const found: string[] = [];
  let start: number | undefined;
  for (const match of body.matchAll(divider)) {
    if (start !== undefined) found.push(body.slice(start, match.index).replace(/^\r?\n/, ""));
    start = match[1] ? undefined : match.index + match[0].length;
    if (match[1]) break;
  }
  if (start !== undefined) found.push(body.slice(start).replace(/^\r?\n/, ""));
  return found;
}

/** A body with its transfer encoding undone. */
function decoded(body: string, encoding: string): string {
  if (encoding === "quoted-printable") {
    return body
      .replace(/[ \t]+(?=\r?\n)/g, "")
      .replace(/=\r?\n/g, "")
      .replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  }
  if (encoding === "base64") {
    const letters = body.replace(/[^A-Za-z0-9+/]/g, "");
    try {
      return atob(letters.slice(0, letters.length - (letters.length % 4 === 1 ? 1 : 0)));
    } catch {
      return body;
    }
  }
  return body;
}
