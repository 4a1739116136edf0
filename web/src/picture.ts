// Plots as pictures: SVG that needs no other file, and PNG made from it.

import { source, title } from "./data";
import { byId, h, s } from "./dom";
import { save, saveButton } from "./saved";
import { textWidth, wrapped } from "./wrap";

const DRAWN = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "paint-order", "opacity",
  "stop-color", "stop-opacity", "font-family", "font-size", "font-weight", "font-style",
]; // prettier-ignore
const EDGE = 20;
const LEAST = 640; // pixels between the edges, for the lines of text
const SHARPNESS = 2; // pixels of a PNG for each of the plot

/** Buttons that save the plots in an element, with their headings, as one picture, and any further ones. */
export function pictureButtons(holder: Element, called: string, view: string, ...further: HTMLElement[]): HTMLElement {
  const drawn = (): SVGSVGElement => picture(holder, view);
  return h(
    "p",
    { class: "saving" },
    saveButton("SVG", `Save ${called} as SVG`, () => save(new Blob([text(drawn())], { type: "image/svg+xml" }), called, "svg")),
    saveButton("PNG", `Save ${called} as PNG`, () => void bitmap(drawn()).then((png) => save(png, called, "png"))),
    ...further,
  );
}

/** One SVG of all that is drawn in an element, that tells without the page what it shows and what it is from. */
function picture(holder: Element, view: string): SVGSVGElement {
  const look = getComputedStyle(document.body);
  const font = { "font-family": look.fontFamily, fill: look.color };
  const body = s("g");
  const parts = [...holder.querySelectorAll<HTMLElement | SVGSVGElement>("h2, ul.legend, p.note:not(.leads), svg:not(.shape)")];
  const width = Math.max(LEAST, ...parts.map((part) => (part instanceof SVGSVGElement ? part.viewBox.baseVal.width : 0)));
  let y = EDGE;
  const write = (words: string, size: number, weight: number, opacity: number): void => {
    for (const line of wrapped(words, width, size, weight, Infinity)) {
      y += Math.round(size * 1.35);
      body.append(s("text", { ...font, "font-size": size, "font-weight": weight, "fill-opacity": opacity, x: EDGE, y: y - Math.round(size * 0.35) }, line));
    }
    y += 6;
  };
  const heading = holder.querySelector(":scope > h2");
  const shown = heading?.textContent ?? byId(view).querySelector("h1")!.textContent;
  write(shown, 18, 600, 1);
  write(title, 12, 400, 0.75);
  y += 8;
  for (const part of parts) {
    if (part instanceof SVGSVGElement) {
      const box = part.viewBox.baseVal;
      const copy = styled(part) as SVGSVGElement;
      for (const [key, value] of Object.entries({ x: EDGE, y, width: box.width, height: box.height, overflow: "visible" })) copy.setAttribute(key, String(value));
      body.append(copy);
      y += box.height + 16;
    } else if (part.matches(".legend")) {
      let x = 0;
      for (const line of part.children) {
        const mark = line.querySelector("use");
        const before = mark ? 19 : 0;
        const lines = wrapped(line.textContent, width - before, undefined, undefined, Infinity);
        const size = before + Math.max(...lines.map((words) => textWidth(words)));
        if (x && x + size > width) [x, y] = [0, y + 20];
        if (mark) body.append(s("use", { href: mark.getAttribute("href")!, x: EDGE + x, y: y + 3, width: 13, height: 13 }));
        lines.forEach((words, at) => {
          y += at && 17;
          body.append(s("text", { ...font, "font-size": 13, x: EDGE + x + before, y: y + 14 }, words));
        });
        x += size + 20;
      }
      y += 34;
    } else if (part.matches(".note")) write(part.textContent, 12, 400, 0.75);
    else if (part !== heading) write(part.textContent, 14, 600, 1);
  }
  write(source, 11, 400, 0.75);
  const size = { width: width + 2 * EDGE, height: y + EDGE / 2 };
  const sprite = document.querySelector(".sprite")!;
  return s(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", ...size, viewBox: `0 0 ${size.width} ${size.height}` },
    s("title", {}, `${shown}: ${title}`),
    s("defs", {}, ...[...sprite.children].map((part) => styled(part))),
    s("rect", { ...size, fill: look.backgroundColor === "rgba(0, 0, 0, 0)" ? getComputedStyle(document.documentElement).backgroundColor : look.backgroundColor }),
    body,
  );
}

/** A copy of an element as it looks, without classes, links and what is not shown. */
function styled(source: Element): Element {
  const copy = source.cloneNode(true) as Element;
  const copies = [copy, ...copy.querySelectorAll("*")];
  [source, ...source.querySelectorAll("*")].forEach((one, at) => {
    const [style, own] = [getComputedStyle(one), copies[at]!];
    for (const property of DRAWN) {
      const value = style.getPropertyValue(property);
      if (value) own.setAttribute(property, value.replace(/url\("[^"#]*(#[^"]*)"\)/, "url($1)"));
    }
    if (style.display === "none") own.remove();
    for (const attribute of ["class", "role", "aria-label", "data-id"]) own.removeAttribute(attribute);
  });
  for (const link of copy.querySelectorAll("a")) link.removeAttribute("href");
  return copy;
}

function text(drawn: SVGSVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawn)}\n`;
}

async function bitmap(drawn: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([text(drawn)], { type: "image/svg+xml" }));
  image.src = url;
  await image.decode();
  const [width, height] = ["width", "height"].map((side) => Number(drawn.getAttribute(side)) * SHARPNESS) as [number, number];
  const canvas = h("canvas", { width, height });
  canvas.getContext("2d")!.drawImage(image, 0, 0, width, height);
  URL.revokeObjectURL(url);
  return new Promise((done, fail) => canvas.toBlob((png) => (png ? done(png) : fail(new Error("no picture"))), "image/png"));
}
