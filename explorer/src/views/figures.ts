// The figures as intervals: one strip for each unit, since different units share no axis.

import { axisBottom } from "d3-axis";
import { scaleLinear, scaleLog } from "d3-scale";
import { select } from "d3-selection";
import { address, type Row, rows } from "../data";
import { h, s } from "../dom";

type Scale = ReturnType<typeof scaleLinear<number>> | ReturnType<typeof scaleLog<number>>;

/** Draw the strips and redraw them when the width changes. */
export function drawFigures(element: HTMLElement): void {
  const groups = new Map<string, Row[]>();
  for (const row of rows("figures")) {
    const unit = `${row.unit} (${row.kind})`;
    groups.set(unit, [...(groups.get(unit) ?? []), row]);
  }
  const holder = h("div", { class: "units" });
  const legend = h(
    "ul",
    { class: "legend" },
    h("li", {}, h("strong", {}, "●"), " a point that the article gives"),
    h("li", {}, h("strong", {}, "├─▶"), " this or more: no upper bound"),
    h("li", {}, h("strong", {}, "◀─┤"), " this or less: no lower bound"),
    h("li", {}, h("strong", {}, "╌╌╌"), " no bounds at all"),
  );
  element.replaceChildren(legend, holder);
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
  const right = width - 40;
  const rowHeight = isNarrow ? 44 : 28;
  const numbers = own.flatMap(bounds).filter(Number.isFinite);
  const positive = numbers.filter((number) => number > 0);
  const isLog = positive.length > 1 && Math.max(...positive) / Math.min(...positive) >= 50;
  const scale: Scale | undefined = !numbers.length
    ? undefined
    : isLog
      ? scaleLog([Math.min(...positive) / 2, Math.max(...positive) * 3], [left, right])
      : scaleLinear([Math.min(0, ...numbers), Math.max(...numbers) * 1.25], [left, right]);
  const height = own.length * rowHeight + (scale ? 26 : 4);
  const svg = s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `Figures in ${unit}` });
  if (scale) {
    const axis = axisBottom(scale as never)
      .ticks(Math.max(2, Math.min(6, Math.floor((right - left) / 90))), isLog ? "~s" : ",~r")
      .tickSize(-own.length * rowHeight)
      .tickPadding(7);
    const group = s("g", { transform: `translate(0,${own.length * rowHeight})`, "aria-hidden": "true" });
    select(group).call(axis as never);
    for (const name of ["fill", "font-size", "font-family"]) group.removeAttribute(name);
    svg.append(group);
  }
  own.forEach((row, at) => svg.append(interval(row, at * rowHeight, scale, { isNarrow, left, right, width, rowHeight })));
  return h("div", {}, h("h2", {}, unit, isLog ? h("span", { class: "note" }, " logarithmic scale") : null), svg);
}

interface Frame {
  isNarrow: boolean;
  left: number;
  right: number;
  width: number;
  rowHeight: number;
}

function interval(row: Row, y: number, scale: Scale | undefined, frame: Frame): SVGElement {
  const { isNarrow, left, right, width, rowHeight } = frame;
  const id = row.figure_id!;
  const middle = isNarrow ? y + 30 : y + rowHeight / 2;
  const amount = (cell: string): string => Number(cell).toLocaleString("en");
  const said = row.value
    ? amount(row.value)
    : row.value_low && row.value_high
      ? `${amount(row.value_low)} to ${amount(row.value_high)}`
      : row.value_low
        ? `${row.hedge === "more_than" ? "more than" : "at least"} ${amount(row.value_low)}`
        : row.value_high
          ? `${row.hedge === "almost" ? "almost" : "at most"} ${amount(row.value_high)}`
          : "no bounds";
  const words = `${row.measure}: ${said} ${row.unit} (${row.hedge})`;
  const link = s("a", { href: address(id), "data-id": id }, s("title", {}, words));
  link.append(s("rect", { class: "hit", x: 0, y: y + 1, width, height: rowHeight - 2, rx: 3, "fill-opacity": 0.6 }));
  const room = isNarrow ? width / 7 : left / 7.4;
  const name = row.measure!.length > room ? `${row.measure!.slice(0, room - 1)}…` : row.measure!;
  link.append(s("text", { class: "name", x: isNarrow ? 4 : left - 14, y: isNarrow ? y + 16 : middle + 4.5, "text-anchor": isNarrow ? "start" : "end" }, name));
  const tick = (x: number): SVGElement => s("line", { x1: x, x2: x, y1: middle - 6, y2: middle + 6, class: "stroke", "stroke-width": 2 });
  const arrow = (from: number, to: number): SVGElement[] => {
    const step = Math.sign(to - from) * 7;
    return [
      s("line", { x1: from, x2: to, y1: middle, y2: middle, class: "stroke", "stroke-width": 2 }),
      s("path", { d: `M${to},${middle}l${-step},-5v10z`, class: "mark-ink" }),
    ];
  };
  let end = left + 60;
  const [low, high, value] = [row.value_low, row.value_high, row.value].map((cell) => (cell && scale ? scale(Number(cell)) : undefined));
  if (value !== undefined) {
    if (low !== undefined && high !== undefined && high > low) {
      link.append(s("line", { x1: low, x2: high, y1: middle, y2: middle, class: "stroke", "stroke-width": 2 }), tick(low), tick(high));
    }
    link.append(s("circle", { cx: value, cy: middle, r: 5, class: "mark-ink" }));
    end = Math.max(value, high ?? value) + 8;
  } else if (low !== undefined && high !== undefined) {
    link.append(s("line", { x1: low, x2: high, y1: middle, y2: middle, class: "stroke", "stroke-width": 2 }), tick(low), tick(high));
    end = high + 6;
  } else if (low !== undefined) {
    end = Math.min(right, low + Math.max(50, (right - low) * 0.35));
    link.append(tick(low), ...arrow(low, end));
    end += 4;
  } else if (high !== undefined) {
    link.append(tick(high), ...arrow(high, Math.max(left, high - Math.max(50, (high - left) * 0.35))));
    end = high + 6;
  } else {
    end = left + 90;
    link.append(s("line", { x1: left, x2: end - 6, y1: middle, y2: middle, class: "stroke", "stroke-dasharray": "3 5" }));
  }
  const isAtEnd = end + said.length * 7 > width;
  link.append(
    isAtEnd
      ? s("text", { x: (low ?? value ?? left) - 10, y: middle + 4.5, class: "soft", "text-anchor": "end" }, said)
      : s("text", { x: end + 2, y: middle + 4.5, class: "soft" }, said),
  );
  return link;
}
