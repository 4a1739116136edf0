// When things happen: dated events on one line of time that is stretched where most of them lie, the others beside it.

import { axisTop } from "d3-axis";
import { scaleUtc } from "d3-scale";
import { select } from "d3-selection";
import { label, published, type Row, rows, table, word as written } from "../data";
import { h, s, shape } from "../dom";
import { address } from "../place";
import { pictureButtons } from "../picture";
import { linkButtons } from "../saved";
import { LEADING, textLines, textWidth, wrapped } from "../wrap";

const NOT_REAL = new Set(["planned", "hypothetical", "not_occurred"]);
const DAY = 86_400_000;
const HEDGED = /[~?]$/;
const ABOUT = 18; // pixels over which a date fades that is about right
const MARKED = 21; // pixels of a line of a narrow timeline in which its date is drawn, below its name
const MONTHS = [[1, 5, 10, 15, 20, 25, 30], [1, 10, 20, 30], [1, 15, 30], [1, 15], [1]]; // days of a month with a number
const LEAST_APART = 24; // pixels from one number of an axis to the next, at least
const LEAST_BETWEEN = 2.5; // pixels between two of them
const GOES_ON = 60; // pixels over which an event fades that has not ended

interface Panel {
  from: number;
  to: number;
  x0: number;
  x1: number;
}

/** Draw the timeline, and list what has no date. */
export function drawTimeline(element: HTMLElement): void {
  const undated = rows("events").filter((row) => !row.date_start || !row.date_end);
  element.replaceChildren(timeline(...linkButtons(() => ({ id: "timeline", query: new URLSearchParams() }))), undated.length ? beside(undated) : "");
}

/** The timeline, drawn again when the width changes, with any buttons besides those that save it. */
export function timeline(...buttons: HTMLElement[]): HTMLElement {
  const dated = rows("events").filter((row) => row.date_start && row.date_end);
  if (!dated.length) return h("p", { class: "nothing" }, "No event has a date.");
  const holder = h("div");
  let width = 0;
  new ResizeObserver(() => {
    const now = Math.round(holder.clientWidth);
    if (!now || now === width) return;
    width = now;
    const marked = new Set(anchors(holder, ".selected").map(({ dataset }) => dataset.id));
    holder.replaceChildren(plot(dated, width));
    for (const one of anchors(holder, "[data-id]")) one.classList.toggle("selected", marked.has(one.dataset.id));
  }).observe(holder);
  const whole = h("div", {}, legend(), holder);
  whole.append(pictureButtons(whole, "timeline", "timeline", ...buttons));
  return whole;
}

function anchors(holder: HTMLElement, selector: string): SVGElement[] {
  return [...holder.querySelectorAll<SVGElement>(selector)];
}

/** The year of publication and its month are stretched: most of what is dated lies there. */
function panels(dated: readonly Row[], x0: number, x1: number): Panel[] {
  const starts = dated.map((row) => time(row.date_start!));
  const ends = dated.map((row) => time(row.date_end!) + DAY);
  const [first, last] = [Math.min(...starts), Math.max(...ends)];
  const day = time(published) || last;
  const month = new Date(day);
  const from = Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), 1);
  const to = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1);
  const all = [
    { from: Math.min(first, from), to: from, share: first < from ? 0.36 : 0 },
    { from, to, share: 0.46 },
    { from: to, to: Math.max(last, to), share: last > to ? 0.18 : 0 },
  ].filter((panel) => panel.share);
  const gap = 10;
  const room = x1 - x0 - gap * (all.length - 1);
  const sum = all.reduce((total, panel) => total + panel.share, 0);
  let at = x0;
  return all.map(({ from: start, to: end, share }) => {
    const panel = { from: start, to: end, x0: at, x1: at + (room * share) / sum };
    at = panel.x1 + gap;
    return panel;
  });
}

function plot(dated: readonly Row[], width: number): SVGElement {
  const isNarrow = width < 680;
  const left = isNarrow ? 4 : Math.min(330, width * 0.36);
  const top = 44;
  const sorted = [...dated].sort((one, other) => (one.date_start! + one.date_end! < other.date_start! + other.date_end! ? -1 : 1));
  let bottom = top;
  const lines = sorted.map((row) => {
    const names = wrapped(label(row.event_id!), isNarrow ? width - 26 : left - 32);
    const dates = isNarrow ? wrapped(label(row.date_edtf!), width - 26, 12) : [];
    const y = bottom;
    bottom += (isNarrow ? 40 : 25) + (names.length + dates.length - 1) * LEADING;
    return { row, names, dates, y, height: bottom - y };
  });
  const height = bottom + 8;
  const found = panels(dated, left, width - 12);
  const svg = s(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `Timeline of ${dated.length} dated events` },
  );
  found.forEach((panel, at) => {
    const isMonth = panel.to - panel.from < 40 * DAY;
    const isInYears = at === 0 || panel.to - panel.from > 2 * 366 * DAY;
    const year = (moment: number): number => new Date(moment).getUTCFullYear();
    svg.append(s("rect", { class: "band", x: panel.x0, y: top - 4, width: panel.x1 - panel.x0, height: height - top + 4 }));
    const scale = scaleUtc([panel.from, panel.to], [panel.x0, panel.x1]);
    const room = panel.x1 - panel.x0;
    const told = (date: Date): string => (isMonth ? String(date.getUTCDate()) : isInYears ? String(date.getUTCFullYear()) : date.toLocaleString("en", { month: "short", timeZone: "UTC" }));
    const choices = isMonth
      ? MONTHS.map((days) => days.map((day) => new Date(panel.from + (day - 1) * DAY)))
      : Array.from({ length: Math.ceil(room / LEAST_APART) }, (_, fewer) => scale.ticks(Math.ceil(room / LEAST_APART) - fewer));
    const edges = choices.map((dates) => dates.map((date) => ({ date, half: textWidth(told(date), 12) / 2 + LEAST_BETWEEN / 2, x: scale(date) })).filter(({ x, half }) => x < panel.x1 - 1 && x + half <= panel.x1 + (at < found.length - 1 ? 0 : 12)));
    const ticks = (edges.find((some) => some.every(({ x, half }, to) => !to || some[to - 1]!.x + some[to - 1]!.half + half <= x)) ?? []).map(({ date }) => date);
    const axis = axisTop<Date>(scale as never)
      .tickValues(ticks as Date[])
      .tickSize(4)
      .tickFormat(told);
    const group = s("g", { transform: `translate(0,${top - 6})`, "aria-hidden": "true" });
    select(group).call(axis as never);
    for (const name of ["fill", "font-size", "font-family", "text-anchor"]) group.removeAttribute(name);
    for (const text of group.querySelectorAll("text")) text.setAttribute("text-anchor", "middle");
    group.querySelector(".domain")?.remove();
    svg.append(group);
    const title = isMonth
      ? new Date(panel.from).toLocaleString("en", { month: "long", year: "numeric", timeZone: "UTC" })
      : at === 0
        ? `before ${year(panel.to)}`
        : year(panel.to - DAY) === year(panel.from)
          ? `later in ${year(panel.from)}`
          : "later";
    const [x, anchor] = at && !isMonth ? [panel.x1, "end"] : [panel.x0 + 2, "start"];
    svg.append(s("text", { x, y: 12, class: "soft", "text-anchor": anchor, "aria-hidden": "true" }, title));
  });
  const place = (moment: number): number => {
    const panel = found.find((one) => moment <= one.to) ?? found.at(-1)!;
    return panel.x0 + ((Math.max(moment, panel.from) - panel.from) / (panel.to - panel.from)) * (panel.x1 - panel.x0);
  };
  if (published) {
    const x = place(time(published));
    const pieces = isNarrow ? lines.map(({ y, height: own }) => [y + own - MARKED, y + own]) : [[top - 4, height]];
    for (const [y1, y2] of pieces) svg.append(s("line", { x1: x, x2: x, y1: y1!, y2: y2!, class: "stroke published", "stroke-dasharray": "2 3" }));
  }
  for (const one of lines) svg.append(line(one, { isNarrow, left, width, place }));
  return svg;
}

interface Frame {
  isNarrow: boolean;
  left: number;
  width: number;
  place: (moment: number) => number;
}

interface Line {
  row: Row;
  names: readonly string[];
  /** The date in words, where no axis has room to tell it. */
  dates: readonly string[];
  y: number;
  height: number;
}

/** One event: its status and name, and its day as a point or its stretch as a bar. */
function line({ row, names, dates, y, height }: Line, { isNarrow, left, width, place }: Frame): SVGElement {
  const id = row.event_id!;
  const middle = isNarrow ? y + height - 12 : y + height / 2;
  const [x0, x1] = [place(time(row.date_start!)), place(time(row.date_end!) + DAY)];
  const link = s("a", { href: address(id), "data-id": id }, s("title", {}, `${label(id)}: ${written(row.status!)}, ${label(row.date_edtf!)} (${written(row.date_basis!)})`));
  link.append(s("rect", { class: "hit", x: 0, y: y + 1, width, height: height - 2, rx: 3 }));
  const status = (x: number, at: number): SVGElement =>
    s("use", { href: `#shape-${row.status}`, x: x - 7, y: at - 7, width: 14, height: 14, class: "mark-ink" });
  link.append(
    ...textLines(names, isNarrow ? y + 10.5 + ((names.length - 1) * LEADING) / 2 : middle, { class: "name", x: isNarrow ? 22 : left - 30, "text-anchor": isNarrow ? "start" : "end" }),
    ...textLines(dates, y + 10.5 + (names.length + (dates.length - 1) / 2) * LEADING, { class: "soft", x: 22 }),
    isNarrow ? status(11, y + 10) : status(left - 15, middle),
  );
  link.append(...stretch(row, x0, x1, middle, status));
  return link;
}

/** The mark of a date: a shape for a day, a bar for a stretch; an end fades where the date says "about", or goes on. */
function stretch(row: Row, x0: number, x1: number, middle: number, status: (x: number, at: number) => SVGElement): SVGElement[] {
  const [first, last] = row.date_edtf!.split("/").map((point) => HEDGED.test(point));
  const isAboutStart = first ?? false;
  const isAboutEnd = last ?? isAboutStart;
  if (row.date_precision === "day" && !isAboutStart) return [status((x0 + x1) / 2, middle)];
  const right = Math.max(x1, x0 + 5);
  const box = (from: number, to: number) => ({ x: from, y: middle - 4, width: to - from, height: 8 });
  const isReal = !NOT_REAL.has(row.status!);
  if (row.date_precision === "window") return [s("rect", { ...box(x0, right), class: isReal ? "window" : "range unreal window", rx: 4 })];
  const [from, to] = [isAboutStart ? x0 + ABOUT / 2 : x0, isAboutEnd ? right - ABOUT / 2 : right];
  const marks: SVGElement[] = from < to ? [s("rect", { ...box(from, to), class: isReal ? "range" : "range unreal" })] : [];
  const fade = (x: number, width: number, kind: string): SVGElement => s("rect", { ...box(x, x + width), class: "range fading", fill: `url(#${kind})` });
  const [start, end] = from < to ? [from, to] : [(x0 + right) / 2, (x0 + right) / 2];
  if (isAboutStart) marks.push(fade(start - ABOUT, ABOUT, "fade-in"));
  if (isAboutEnd) marks.push(fade(end, ABOUT, "fade-out"));
  else if (row.status === "ongoing" && row.date_end === published) marks.push(fade(end, GOES_ON, "fade-out"));
  return marks;
}

function legend(): HTMLElement {
  return h(
    "ul",
    { class: "legend" },
    ...statuses(),
    h("li", {}, "a shape: that day"),
    h("li", {}, "solid bar: a year, a decade, a whole stretch"),
    h("li", {}, "hatched: planned, hypothetical or not occurred"),
    h("li", {}, "dashed outline: one day somewhere in it"),
    h("li", {}, "fading end: goes on, or about then"),
    h("li", {}, "dotted line: day of publication"),
  );
}

/** What the shapes beside events mean, as items of a legend behind a word if there is one. */
export function statuses(before = ""): HTMLElement[] {
  const used = new Set(rows("events").map((row) => row.status!));
  const words = table("events").columns.find((column) => column.name === "status")!.words;
  const items = Object.entries(words)
    .filter(([code]) => used.has(code))
    .map(([code, definition]) => h("li", { title: definition }, shape(code), h("strong", {}, written(code))));
  return [...(before ? [h("li", {}, before)] : []), ...items];
}

/** The events without a date, by status. */
function beside(undated: readonly Row[]): HTMLElement {
  const groups = new Map<string, Row[]>();
  for (const row of undated) groups.set(row.status!, [...(groups.get(row.status!) ?? []), row]);
  return h(
    "section",
    {},
    h("h2", {}, `${undated.length} ${undated.length === 1 ? "event" : "events"} that the article does not date`),
    h(
      "div",
      { class: "undated" },
      ...[...groups].map(([status, events]) =>
        h(
          "div",
          {},
          h("h3", {}, shape(status), `${written(status)} `, h("span", { class: "uses" }, events.length)),
          h("ul", { class: "links" }, ...events.map((row) => h("li", {}, h("a", { href: address(row.event_id!), "data-id": row.event_id! }, label(row.event_id!))))),
        ),
      ),
    ),
  );
}

function time(day: string): number {
  return Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
}
