// The figures as intervals: one strip for each unit, since different units share no axis.

import { axisBottom } from "d3-axis";
import { scaleLinear, scaleLog } from "d3-scale";
import { select } from "d3-selection";
import { type Row, rows, word } from "../data";
import { h, s } from "../dom";
import { pictureButtons } from "../picture";
import { address } from "../place";
import { linkButtons } from "../saved";
import { LEADING, textLines, wrapped } from "../wrap";

const IRREGULAR: Readonly<Record<string, string>> = { foot: "feet", child: "children", man: "men", woman: "women", aircraft: "aircraft" };
const ABOUT = 34; // pixels on each side over which a figure fades that is about right
const SAID = 262; // pixels for a figure in words, beside its strip

type Scale = ReturnType<typeof scaleLinear<number>> | ReturnType<typeof scaleLog<number>>;

/** Draw the strips, and draw them again when the width changes; on a narrow screen they are folded, so that rows come first. */
export function drawFigures(element: HTMLElement | null): void {
  if (!element) return; // no figures
  const groups = new Map<string, Row[]>();
  for (const row of rows("figures")) {
    const unit = `${unitOf(row.unit!, 2)} (${word(row.kind!)})`;
    groups.set(unit, [...(groups.get(unit) ?? []), row]);
  }
  const holder = h("div", { class: "units" });
  const legend = h(
    "ul",
    { class: "legend" },
    h("li", {}, h("strong", {}, "●"), " a number that the article gives"),
    h("li", {}, h("strong", {}, "|"), " a bound that may be reached"),
    h("li", {}, h("strong", {}, "○"), " a bound that is not reached"),
    h("li", {}, "fading: about, or without a bound on that side"),
  );
  element.append(legend, holder, pictureButtons(element, "figures", "figures", ...linkButtons(() => ({ id: element.id, query: new URLSearchParams() }))));
  if (matchMedia("(max-width: 44rem)").matches) (element as HTMLDetailsElement).open = false;
  let width = 0;
  new ResizeObserver(() => {
    const now = Math.round(holder.clientWidth);
    if (!now || now === width) return;
    width = now;
    holder.replaceChildren(...[...groups].map(([unit, own]) => strip(unit, own, width)));
  }).observe(holder);
}

function bounds(row: Row): number[] {
  return [row.value, row.value_low, row.value_high].filter((cell) => cell).map(Number);
}

function strip(unit: string, own: readonly Row[], width: number): HTMLElement {
  const isNarrow = width < 680;
  const left = isNarrow ? 4 : Math.min(360, width * 0.4);
  const right = width - (isNarrow ? 8 : SAID);
  let bottom = 0;
  const lines = own.map((row) => {
    const names = wrapped(row.measure!, isNarrow ? width - 12 : left - 20);
    const said = wrapped(saidOf(row), isNarrow ? width - 12 : SAID - 18, 12);
    const y = bottom;
    bottom += isNarrow ? 28 + (names.length + said.length) * LEADING + 2 : 28 + (Math.max(names.length, said.length) - 1) * LEADING;
    return { row, names, said, y, height: bottom - y };
  });
  const numbers = own.flatMap(bounds).filter(Number.isFinite);
  const positive = numbers.filter((number) => number > 0);
  const isLog = positive.length > 1 && Math.max(...positive) / Math.min(...positive) >= 50;
  const scale: Scale | undefined = !numbers.length
    ? undefined
    : isLog
      ? scaleLog([Math.min(...positive) / 2, Math.max(...positive) * 3], [left, right])
      : scaleLinear([Math.min(0, ...numbers), Math.max(...numbers) * 1.25], [left, right]);
  const height = bottom + (scale ? 26 : 4);
  const svg = s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `Figures in ${unit}` });
  if (scale) {
    const count = Math.max(2, Math.min(6, Math.floor((right - left) / 90)));
    const axis = axisBottom<number>(scale as never)
      .ticks(count, isLog ? "~s" : ",~r")
      .tickSize(-bottom)
      .tickPadding(7);
    if (!isLog && numbers.every(Number.isInteger)) axis.tickValues(scale.ticks(count).filter(Number.isInteger));
    const group = s("g", { transform: `translate(0,${bottom})`, "aria-hidden": "true" });
    select(group).call(axis as never);
    for (const name of ["fill", "font-size", "font-family"]) group.removeAttribute(name);
    svg.append(group);
  }
  for (const one of lines) svg.append(interval(one, scale, { isNarrow, left, right, width }));
  return h("div", {}, h("h2", {}, unit, isLog ? h("span", { class: "note" }, " logarithmic scale") : null), svg);
}

interface Frame {
  isNarrow: boolean;
  left: number;
  right: number;
  width: number;
}

interface Line {
  row: Row;
  names: readonly string[];
  said: readonly string[];
  y: number;
  height: number;
}

function isNumber(row: Row): boolean {
  return Boolean(row.value || (row.value_low && row.value_high));
}

/** What stands beside a figure: its number, or the words of the article where it gives none. */
function saidOf(row: Row): string {
  return isNumber(row) ? amount(row) : `“${row.as_stated}”`;
}

function interval({ row, names, said, y, height }: Line, scale: Scale | undefined, { isNarrow, left, right, width }: Frame): SVGElement {
  const id = row.figure_id!;
  const middle = isNarrow ? y + height - 14 : y + height / 2;
  const link = s("a", { href: address(id), "data-id": id }, s("title", {}, `${row.measure}: “${row.as_stated}”${isNumber(row) ? "," : "; as bounds:"} ${amount(row)}`));
  link.append(s("rect", { class: "hit", x: 0, y: y + 1, width, height: height - 2, rx: 3, "fill-opacity": 0.6 }));
  const block = (lines: readonly string[], from: number): number => (isNarrow ? from + (lines.length * LEADING) / 2 : middle);
  link.append(
    ...textLines(names, block(names, y + 4), { class: "name", x: isNarrow ? 4 : left - 14, "text-anchor": isNarrow ? "start" : "end" }),
    ...textLines(said, block(said, y + 5 + names.length * LEADING), { class: "soft", x: isNarrow ? 4 : right + 14 }),
    ...drawn(row, scale, middle, left, right),
  );
  return link;
}

/** The marks of a figure: a point is one only where the article gives it without a hedge. */
function drawn(row: Row, scale: Scale | undefined, middle: number, left: number, right: number): SVGElement[] {
  const bar = (from: number, to: number, look: string): SVGElement =>
    s("rect", { x: from, y: middle - 3, width: Math.max(0, to - from), height: 6, ...(look.startsWith("fade") ? { fill: `url(#${look})`, class: "fading" } : { class: look }) });
  const bound = (x: number, isOpen: boolean): SVGElement =>
    isOpen
      ? s("circle", { cx: x, cy: middle, r: 4.5, class: "hole" })
      : s("line", { x1: x, x2: x, y1: middle - 7, y2: middle + 7, class: "stroke", "stroke-width": 2 });
  const [value, low, high] = [row.value, row.value_low, row.value_high].map((cell) => (cell && scale ? scale(Number(cell)) : undefined));
  const bounds = [
    ...(low === undefined ? [] : [bound(low, row.is_value_low_open === "true")]),
    ...(high === undefined ? [] : [bound(high, row.is_value_high_open === "true")]),
  ];
  if (value !== undefined && row.hedge === "about") return [bar(value - ABOUT, value, "fade-in"), bar(value, value + ABOUT, "fade-out")];
  if (value !== undefined) {
    const range = low !== undefined && high !== undefined && low < high ? [bar(low, high, "range"), ...bounds] : [];
    return [...range, s("circle", { cx: value, cy: middle, r: 5, class: "mark-ink" })];
  }
  if (low !== undefined && high !== undefined) return [bar(low, high, "range"), ...bounds];
  if (low !== undefined) return [bar(low, right, "fade-out"), ...bounds];
  if (high !== undefined) return [bar(left, high, "fade-in"), ...bounds];
  const end = Math.min(90, (right - left) / 3);
  return [s("g", { opacity: 0.3 }, bar(left, left + end, "fade-in"), bar(left + end, right - end, "range"), bar(right - end, right, "fade-out"))];
}

/** The number or bounds of a figure in words, with its unit. */
function amount(row: Row): string {
  const last = row.value || row.value_high || row.value_low;
  return last ? `${bounded(row)} ${unitOf(row.unit!, Number(last))}` : "no bounds";
}

/** A unit with a number: in the plural but for one, except a currency and what has no plural. */
function unitOf(unit: string, number: number): string {
  if (number === 1 || /^[A-Z]{3}$/.test(unit) || unit === "percent") return word(unit);
  const [first, ...rest] = word(unit).split(" ");
  return [IRREGULAR[first!] ?? plural(first!), ...rest].join(" ");
}

function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

function bounded(row: Row): string {
  const number = (cell: string): string => Number(cell).toLocaleString("en", { maximumFractionDigits: 6 });
  const [value, low, high] = [row.value, row.value_low, row.value_high].map((cell) => cell && number(cell)) as [string, string, string];
  if (value) return row.hedge === "about" ? `about ${value}` : value;
  if (low && high) return `${low} to ${high}`;
  if (low) return `${row.is_value_low_open === "true" ? "more than" : "at least"} ${low}`;
  if (high) return `${row.hedge === "almost" ? "almost" : row.is_value_high_open === "true" ? "less than" : "at most"} ${high}`;
  return "";
}
