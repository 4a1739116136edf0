// Which view is shown and which row is open: the address says it, so that links and the back button work.

import { label, record } from "./data";
import { announce, byId } from "./dom";
import { show } from "./views/record";

const TITLE = document.title;
const VIEW_OF: Record<string, string> = { places: "tables", passages: "tables", sources: "tables" };

let view = "";
let openers = new Map<string, () => void>();

/** Start to follow the address. A view is drawn by its function when it is first shown. */
export function start(draw: Map<string, () => void>): void {
  openers = new Map(draw);
  addEventListener("hashchange", () => follow(true));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !byId("record").hidden) location.hash = `#${view}`;
  });
  follow(false);
}

/** Show again what is open, as after a check. */
export function refresh(): void {
  const found = record(target());
  if (found) show(found, `#${view}`);
}

function target(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

function follow(isMove: boolean): void {
  const id = target();
  const found = record(id);
  const panel = byId("record");
  for (const row of document.querySelectorAll(".selected")) row.classList.remove("selected");
  if (found) {
    const own = VIEW_OF[found.table.name] ?? found.table.name;
    if (!view || view === "start" || view === "codebook") open(own);
    show(found, `#${view}`);
    document.body.classList.add("has-record");
    document.title = `${label(id).slice(0, 80)} · ${id} · ${TITLE}`;
    mark(id);
    panel.scrollTop = 0;
    if (isMove) {
      panel.focus({ preventScroll: true });
      announce(`${id}: ${label(id)}`);
      if (getComputedStyle(panel).position !== "sticky") scrollTo(0, 0);
    }
    return;
  }
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("has-record");
  const element = id ? document.getElementById(id) : null;
  const holder = element?.closest<HTMLElement>(".view");
  open(holder?.id ?? "start");
  const heading = byId(view).querySelector("h1")?.textContent ?? "";
  document.title = view === "start" ? TITLE : `${heading} · ${TITLE}`;
  if (element && holder && element !== holder) element.scrollIntoView();
  else if (isMove) scrollTo(0, 0);
  if (isMove) {
    byId("main").focus({ preventScroll: true });
    announce(heading);
  }
}

/** Mark a row wherever it stands in the view. */
function mark(id: string): void {
  const row = document.getElementById(id);
  row?.classList.add("selected");
  if (row && row.closest(`#${view}`)) row.scrollIntoView({ block: "nearest" });
  for (const element of document.querySelectorAll(`#${view} [data-id]`)) {
    if ((element as HTMLElement | SVGElement).dataset.id === id) element.classList.add("selected");
  }
}

function open(name: string): void {
  view = name;
  for (const section of document.querySelectorAll<HTMLElement>(".view")) {
    section.classList.toggle("open", section.id === name);
  }
  for (const anchor of document.querySelectorAll<HTMLAnchorElement>("nav a")) {
    if (anchor.hash === `#${name}`) {
      anchor.setAttribute("aria-current", "page");
      const bar = anchor.closest("ul")!;
      bar.scrollLeft = anchor.offsetLeft - bar.clientWidth / 2;
    } else anchor.removeAttribute("aria-current");
  }
  openers.get(name)?.();
  openers.delete(name);
}
