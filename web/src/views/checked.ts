// The copy that the reader has checked last, for every view to ask.

import type { Outcome } from "../check/records";

export interface Checked {
  /** Outcome of a record or passage. */
  outcome(id: string): Outcome | undefined;
  /** Why it is not exact, if it is not. */
  reason(id: string): string | undefined;
  /** The words in the reader's copy of the evidence in that row, if the copy has them. */
  words(evidence: number): string | undefined;
}

let last: Checked | undefined;

/** What has been checked, if anything. */
export function checked(): Checked | undefined {
  return last;
}

/** Keep what has been checked. */
export function keep(result: Checked | undefined): void {
  last = result;
}
