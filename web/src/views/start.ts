// The first view: what was found, and when things happened.

import { rows } from "../data";
import { append, byId, h } from "../dom";
import { timeline } from "./timeline";
import { finding } from "./voices";

/** Draw what the dataset shows at a glance. */
export function drawStart(): void {
  const found = finding();
  if (found) append(byId("finding"), [found, h("p", {}, h("a", { href: "#quotes?speaker_naming=unnamed" }, "What they say"), " · ", h("a", { href: "#voices" }, "Who says what about whom"))]);
  if (rows("events").some((row) => row.date_start)) {
    append(byId("start-timeline"), [h("h2", {}, "What happened when, and what is only planned, feared or wished"), timeline(), h("p", {}, h("a", { href: "#timeline" }, "The timeline, and what has no date"))]);
  }
}
