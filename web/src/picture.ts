// Plots as pictures: SVG that needs no other file, and PNG made from it.

import { name, version } from "./data";
import { h, s } from "./dom";
import { linkButtons, save, saveButton } from "./saved";

const DRAWN = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "paint-order", "opacity",
  "stop-color", "stop-opacity", "font-family", "font-size", "font-weight", "font-style",
]; // prettier-ignore
const EDGE = 20;
const SHARPNESS = 2; // pixels of a PNG for each of the plot

/** Buttons that save the plots in an element, with their headings, as one picture, and that copy where the view is. */
export function pictureButtons(holder: Element, title: string, view: string): HTMLElement {
  const drawn = (): SVGSVGElement => picture(holder, title);
  return h(
    "p",
    { class: "saving" },
    saveButton("SVG", `Save ${title} as SVG`, () => save(new Blob([text(drawn())], { type: "image/svg+xml" }), title, "svg")),
    saveButton("PNG", `Save ${title} as PNG`, () => void bitmap(drawn()).then((png) => save(png, title, "png"))),
    ...linkButtons(() => ({ id: view, query: new URLSearchParams() })),
  );
}

/** One SVG of all that is drawn in an element: headings, legends, plots, and what it is from. */
function picture(holder: Element, title: string): SVGSVGElement {
  const look = getComputedStyle(document.body);
  const font = { "font-family": look.fontFamily, fill: look.color };
  const body = s("g");
  let [width, y] = [0, EDGE];
  for (const part of holder.querySelectorAll<HTMLElement | SVGSVGElement>("h2, .legend, svg:not(.shape)")) {
    if (part instanceof SVGSVGElement) {
      const box = part.viewBox.baseVal;
      const copy = styled(part) as SVGSVGElement;
      for (const [key, value] of Object.entries({ x: EDGE, y, width: box.width, height: box.height, overflow: "visible" })) copy.setAttribute(key, String(value));
      body.append(copy);
      [width, y] = [Math.max(width, box.width), y + box.height + 16];
    } else if (part.matches(".legend")) {
      const { left, top, height } = part.getBoundingClientRect();
      for (const line of part.children) {
        const at = line.getBoundingClientRect();
        const mark = line.querySelector("use");
        if (mark) body.append(s("use", { href: mark.getAttribute("href")!, x: EDGE + at.left - left, y: y + at.top - top + 5, width: 13, height: 13 }));
        body.append(s("text", { ...font, "font-size": 13, x: EDGE + at.left - left + (mark ? 19 : 0), y: y + at.top - top + 16 }, line.textContent.trim()));
      }
      y += height + 14;
    } else {
      body.append(s("text", { ...font, "font-size": 17, "font-weight": 600, x: EDGE, y: y + 16 }, part.textContent));
      y += 30;
    }
  }
  body.append(s("text", { ...font, "font-size": 11, "fill-opacity": 0.7, x: EDGE, y: y + 10 }, `${name} ${version}, ${title}`));
  const size = { width: width + 2 * EDGE, height: y + EDGE };
  const sprite = document.querySelector(".sprite")!;
  return s(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", ...size, viewBox: `0 0 ${size.width} ${size.height}` },
    s("title", {}, title),
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
