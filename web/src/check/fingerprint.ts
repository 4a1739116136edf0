// SHA-256 of a text, as source/normalise.py takes it: by a library, since a browser has its own over https alone.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

const UTF_8 = new TextEncoder();

/** SHA-256 (hexadecimal, of the UTF-8 bytes) of a text. */
export function fingerprint(text: string): string {
  return bytesToHex(sha256(UTF_8.encode(text)));
}

/** The same of bytes that are UTF-8 already. */
export function fingerprintOfBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
