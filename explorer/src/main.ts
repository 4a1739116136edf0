// Brings the page to life: the tables, the plots, the check, the addresses.

import { byId, copyButton } from "./dom";
import { start } from "./router";
import { drawCheck } from "./views/check";
import { citations } from "./views/citations";
import { drawFigures } from "./views/figures";
import { enhance } from "./views/tables";
import { drawTimeline } from "./views/timeline";
import { drawVoices } from "./views/voices";

document.documentElement.classList.add("js");
byId("cite-dataset").replaceChildren(citations());
for (const block of document.querySelectorAll(".copyable")) block.append(copyButton(() => block.querySelector("code")!.textContent ?? ""));

const draw = new Map<string, () => void>([
  ["timeline", () => drawTimeline(byId("timeline-plot"))],
  ["voices", () => drawVoices(byId("voices-plot"))],
  ["check", () => drawCheck(byId("check-panel"))],
]);
for (const table of document.querySelectorAll<HTMLTableElement>("table[data-table]")) {
  const view = table.closest(".view")!.id;
  const before = draw.get(view);
  draw.set(view, () => {
    before?.();
    enhance(table, document.querySelector<HTMLFormElement>(`form[data-tools="${view}"]`));
  });
}
const tables = draw.get("figures");
draw.set("figures", () => {
  drawFigures(byId("figures-plot"));
  tables?.();
});
start(draw);
