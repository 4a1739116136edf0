// Brings the page to life: the tables, the plots, the check, the addresses.

import { byId, copyButton } from "./dom";
import { type Draw, follow, start } from "./router";
import { drawCheck } from "./views/check";
import { citations } from "./views/citations";
import { drawFigures } from "./views/figures";
import { followSearch } from "./views/search";
import { drawStart } from "./views/start";
import { enhance } from "./views/tables";
import { drawTimeline } from "./views/timeline";
import { drawVoices } from "./views/voices";

document.documentElement.classList.add("js");
byId("cite-dataset").replaceChildren(citations());
for (const block of document.querySelectorAll(".copyable")) block.append(copyButton(() => block.querySelector("code")!.textContent ?? ""));
const search = followSearch(() => follow(false));

const draw = new Map<string, Draw>([
  ["start", drawStart],
  ["timeline", () => drawTimeline(byId("timeline-plot"))],
  ["voices", () => drawVoices(byId("voices-plot"))],
  ["check", () => drawCheck(byId("check-panel"))],
  ["search", () => search],
]);
for (const view of ["quotes", "events", "figures", "actors", "tables"]) {
  draw.set(view, () => {
    if (view === "figures") drawFigures(document.getElementById("figures-plot"));
    const tables = [...byId(view).querySelectorAll<HTMLTableElement>("table[data-table]")];
    const appliers = tables.map((table) => enhance(table, byId(view).querySelector<HTMLFormElement>(`form[data-tools="${table.dataset.table}"]`)!, view));
    return (query) => appliers.forEach((apply) => apply(query));
  });
}
start(draw);
