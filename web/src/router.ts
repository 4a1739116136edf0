// Which view is shown and which row is open: the address says it, so that links and the back button work.

import { called, fileOf, isWhole, record } from "./data";
import { announce, append, byId, h } from "./dom";
import { measure } from "./layout";
import { address, amongTables, keepState, note, place, state } from "./place";
import { show } from "./views/record";

/** Draws a view; what comes back brings it into the state of an address. */
export type Draw = () => ((query: URLSearchParams) => void) | void;

const TITLE = document.title;
const VIEW_OF: Record<string, string> = { quotes: "quotes", events: "events", figures: "figures", actors: "actors" };

let view = "";
/** The row that a frame in another page is for: it has no way out, and others lead back to it. */
let framed: string | undefined;
let openers = new Map<string, Draw>();
const appliers = new Map<string, (query: URLSearchParams) => void>();

/** Start to follow the address. A view is drawn by its function when it is first shown. */
export function start(draw: Map<string, Draw>): void {
  openers = new Map(draw);
  addEventListener("hashchange", () => follow(true));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !byId("record").hidden && place().id !== framed) location.hash = closed();
  });
  if (place().query.has("embed") && record(place().id)) framed = place().id;
  document.addEventListener("click", (event) => {
    const close = (event.target as Element).closest<HTMLAnchorElement>("a.close");
    if (close) close.href = closed();
  });
  follow(false);
}

/** Show again what is open, as after a check. */
export function refresh(): void {
  const found = record(place().id);
  if (found) show(found, wayOut(found.id));
}

/** Where the button leads that closes a row, if it has one. */
function wayOut(id: string): string | undefined {
  return id === framed ? undefined : closed();
}

/** The address of the view without the row that is open; in a frame for a row, of that. */
function closed(): string {
  return framed === undefined ? address(view, place().query) : address(framed);
}

/** Show what the address says. */
export function follow(isMove: boolean): void {
  const { id, query } = place();
  const found = record(id);
  const panel = byId("record");
  if (query.has("embed")) document.body.classList.add("embedded");
  const selected = [...document.querySelectorAll(".selected")];
  for (const row of selected) row.classList.remove("selected");
  byId("missing").hidden = true;
  if (found) {
    const isKept = view && view !== "start" && view !== "codebook";
    if (!isKept) open(VIEW_OF[found.table.name] ?? "tables");
    if (!isKept || query.size) apply(query);
    else if (state().size) note({ id, query: state() }, false);
    show(found, wayOut(id));
    document.body.classList.add("has-record");
    document.title = `${called(found).slice(0, 80)} · ${id} · ${TITLE}`;
    mark(id);
    panel.scrollTop = 0;
    if (isMove) {
      panel.focus({ preventScroll: true });
      announce(`${id}: ${called(found)}`);
      if (getComputedStyle(panel).position !== "sticky") scrollTo(0, 0);
    }
    return;
  }
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("has-record");
  const element = id ? document.getElementById(id) : null;
  const holder = element?.closest<HTMLElement>(".view");
  const isSame = view === (holder?.id ?? "start");
  open(holder?.id ?? "start");
  if (id && !holder) miss(id);
  apply(amongTables({ id, query }).query);
  const heading = (element?.dataset.heading ? element : (element?.dataset.plot !== undefined && element.querySelector("h2")) || byId(view).querySelector("h1"))?.textContent ?? "";
  for (const one of document.querySelectorAll(".beside")) one.classList.remove("beside");
  if (element?.dataset.plot !== undefined && document.body.classList.contains("embedded")) standAlone(element);
  if (element instanceof HTMLDetailsElement) element.open = true;
  document.title = view === "start" ? TITLE : `${heading} · ${TITLE}`;
  const [first] = query.keys();
  const asked = view === "tables" && first ? document.querySelector(`[data-heading="${CSS.escape(first.split(".")[0]!)}"]`) : null;
  measure();
  if (element && holder && element !== holder) element.scrollIntoView();
  else if (asked && !isSame) asked.scrollIntoView();
  else if (isSame && selected.length) bringUp(selected.find((row) => row.closest(`#${view}`)) ?? selected[0]!);
  else if (isMove) scrollTo(0, 0);
  if (isMove) {
    byId("main").focus({ preventScroll: true });
    announce(byId("missing").hidden ? heading : byId("missing").textContent);
  }
}

/** Hide what stands beside an element in its view: a frame in another page is for that alone. */
function standAlone(element: HTMLElement): void {
  for (let one = element; !one.classList.contains("view"); one = one.parentElement!) {
    for (const other of one.parentElement!.children) other.classList.toggle("beside", other !== one);
  }
}

/** Say that nothing has that address. */
function miss(id: string): void {
  const notice = byId("missing");
  const file = fileOf(id);
  const searched = address("search", new URLSearchParams({ search: id }));
  notice.replaceChildren();
  if (file !== undefined) append(notice, ["This page does not show the table ", h("code", {}, id), ": ", file ? ["it is in the file ", h("code", {}, file)] : "it has no rows", ". ", h("a", { href: address(`codebook-${id}`) }, "What its columns mean"), "."]);
  else append(notice, ["This page has no row, column or view ", h("code", {}, id.slice(0, 80)), isWhole() ? ". " : "; it does not hold all rows. ", h("a", { href: searched }, "Search for it"), "."]);
  notice.hidden = false;
}

function apply(query: URLSearchParams): void {
  if (view !== "search") (byId("find") as HTMLInputElement).value = "";
  keepState(query);
  appliers.get(view)?.(query);
}

/** Mark a row wherever it stands in the view. */
function mark(id: string): void {
  const row = document.getElementById(id);
  row?.classList.add("selected");
  if (row?.closest(`#${view}`)) bringUp(row);
  for (const element of document.querySelectorAll(`#${view} [data-id]`)) {
    if ((element as HTMLElement | SVGElement).dataset.id === id) element.classList.add("selected");
  }
}

/** Scroll no further than a row needs to be seen: of one that is higher than the window, its head. */
function bringUp(row: Element): void {
  measure();
  row.scrollIntoView({ block: "nearest" });
  row.querySelector("th a")?.scrollIntoView({ block: "nearest" });
}

function open(name: string): void {
  view = name;
  for (const section of document.querySelectorAll<HTMLElement>(".view")) {
    section.classList.toggle("open", section.id === name);
  }
  for (const anchor of document.querySelectorAll<HTMLAnchorElement>("nav a")) {
    if (anchor.hash === `#${name}`) anchor.setAttribute("aria-current", "page");
    else anchor.removeAttribute("aria-current");
  }
  const applier = openers.get(name)?.();
  if (applier) appliers.set(name, applier);
  openers.delete(name);
}
