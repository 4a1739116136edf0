// How to cite the dataset, or one row of it, in every style.

import { citation, elsewhere, styles } from "../data";
import { append, copyButton, escaped, h } from "../dom";

const NAMES: Record<string, string> = {
  apa: "APA (7th edition)",
  chicago: "Chicago (18th edition)",
  bibtex: "BibTeX",
  ris: "RIS",
  "csl-json": "CSL-JSON",
};

let chosen = styles[0]!;

/** The citation of a row, or of the dataset, in the style chosen last, with a button that copies it. */
export function citations(id = "", heading = "Cite this row and the article"): HTMLElement {
  const pieces = (): string[] => citation(id, chosen) ?? [];
  const html = (): string => {
    const lines = pieces().map((piece, at) => (at % 2 ? `<i>${escaped(piece)}</i>` : escaped(piece)));
    return lines.length > 1 ? lines.join("").replace(/[^\n]+\n*/g, (line) => `<p>${line.trim()}</p>`) : "";
  };
  const text = h("pre", { tabindex: "0", "aria-label": "Citation" });
  const show = (): void => {
    text.replaceChildren();
    append(text, pieces().map((piece, at) => (at % 2 ? h("i", {}, piece) : piece)));
  };
  const select = h("select", { "aria-label": "Style of the citation" }, ...styles.map((style) => h("option", { value: style }, NAMES[style] ?? style)));
  select.value = chosen;
  select.addEventListener("change", () => {
    chosen = select.value;
    show();
  });
  show();
  const title = h("h2", {}, heading);
  if (citation(id, chosen) === undefined) {
    return h("section", { class: "citations" }, title, h("p", { class: "note" }, "This page does not hold the citations of rows: ", h("code", {}, `us-cuba-2026 cite ${id}${elsewhere && ` --package ${elsewhere}`}`), " prints it."));
  }
  return h("section", { class: "citations" }, id ? title : null, h("p", { class: "cite-head" }, select, copyButton(() => text.textContent ?? "", "Copy", html)), text);
}
