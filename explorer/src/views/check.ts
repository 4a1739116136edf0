// Check it yourself: takes the reader's copy, verifies the dataset against it, and shows it with every record marked in it.

import { type Copy, CopyError } from "../check/copy";
import type { Outcome } from "../check/locate";
import { readFile, readText } from "../check/read";
import { type Claims, isProved, toJson, totals, type Verification, verify } from "../check/verify";
import { isWhole, numberWords, rows } from "../data";
import { announce, append, copyButton, h } from "../dom";
import { refresh } from "../router";
import { keep } from "./checked";
import { reader } from "./reader";
import { link } from "./record";

/** Draw the form and wait for a copy. */
export function drawCheck(element: HTMLElement): void {
  const area = h("textarea", { id: "copy-text", spellcheck: "false", autocomplete: "off", "aria-describedby": "copy-note" });
  const file = h("input", { type: "file", id: "copy-file", accept: ".txt,.md,.html,.htm,.xhtml,text/plain,text/html" });
  const progress = h("progress", { max: 1, value: 0, hidden: true, "aria-label": "Looking for the passages" });
  const problem = h("p", { class: "problem", role: "alert" });
  const result = h("div", { id: "check-result" });
  const start = h("button", { type: "button", class: "primary" }, "Check this copy");
  const clear = h("button", { type: "button", class: "quiet" }, "Clear");
  const drop = h(
    "div",
    { class: "drop" },
    h("label", { for: "copy-text" }, "Paste your copy of the article"),
    area,
    h("p", { id: "copy-note", class: "note" }, "Plain text, Markdown, or a page as a browser saves it (HTML, MHTML); layout and kinds of quotation mark do not matter. It is read by this page alone and never sent or stored."),
    h("div", { class: "actions" }, start, h("label", { for: "copy-file", class: "unseen" }, "or choose a file"), file, h("span", { class: "note" }, "or drop a file here"), clear),
    progress,
    problem,
  );

  let run = 0;
  const check = async (read: () => Copy | Promise<Copy>): Promise<void> => {
    const own = (run += 1);
    problem.textContent = "";
    result.replaceChildren();
    progress.hidden = false;
    progress.value = 0;
    start.disabled = true;
    try {
      const copy = await read();
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      const claimed = claims();
      const outcome = await verify(copy, claimed, (share) => (progress.value = share));
      if (own !== run) return;
      keep(kept(copy, claimed, outcome));
      append(result, [report(outcome, claimed), reader(copy, claimed, outcome)]);
      announce(result.querySelector(".verdict")!.textContent ?? "");
      refresh();
    } catch (error) {
      if (!(error instanceof CopyError)) throw error;
      problem.textContent = error.message;
      keep(undefined);
    } finally {
      progress.hidden = true;
      start.disabled = false;
    }
  };

  start.addEventListener("click", () => void check(() => readText(area.value)));
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen) void check(() => readFile(chosen));
  });
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const [dropped] = event.dataTransfer?.files ?? [];
    const text = event.dataTransfer?.getData("text/plain") ?? "";
    if (dropped) void check(() => readFile(dropped));
    else if (text) {
      area.value = text;
      void check(() => readText(text));
    }
  });
  clear.addEventListener("click", () => {
    run += 1;
    area.value = file.value = "";
    problem.textContent = "";
    result.replaceChildren();
    keep(undefined);
    refresh();
    area.focus();
  });
  element.replaceChildren(drop, result);
}

function claims(): Claims {
  return {
    sources: rows("sources"),
    passages: rows("passages"),
    quotes: rows("quotes"),
    evidence: rows("evidence"),
    accounting: rows("accounting"),
    numberWords,
  };
}

/** What the other views may ask of the check. */
function kept(copy: Copy, claimed: Claims, result: Verification) {
  return {
    outcome: (id: string): Outcome | undefined => result.records.get(id) ?? result.passages.get(id),
    words: (at: number): string | undefined => {
      if (!result.spans[at]) return undefined;
      const span = claimed.evidence[at]!;
      const { start } = result.found.get(span.passage_id!)!;
      return copy.text.slice(...copy.original(start + Number(span.start), start + Number(span.end)));
    },
  };
}

/** The verdict, the sums, and what is not as it should be. */
function report(result: Verification, claimed: Claims): HTMLElement {
  const sums = totals(result);
  const line = (title: string, cells: Record<string, number>): HTMLElement =>
    h("tr", {}, h("th", { scope: "row" }, title), ...["all", "exact", "moved", "lost"].map((name) => h("td", {}, cells[name] ?? "")));
  const verdict = isProved(result)
    ? "Proved: your copy has every passage, every record and every quotation, and nothing in it is left unaccounted for."
    : sums.passages.exact + sums.passages.moved === 0
      ? "Not proved: this does not look like the article. None of its passages was found."
      : `Not proved: ${sums.records.exact} of ${sums.records.all} rows stand in your copy as they should.`;
  const notExact = [...result.passages, ...result.records].filter(([, outcome]) => outcome !== "exact");
  const notVerbatim = [...result.quotations].filter(([, isFound]) => !isFound);
  const list = (items: HTMLElement[]): HTMLElement => h("ul", { class: "problems" }, ...items.slice(0, 500), items.length > 500 ? h("li", {}, `and ${items.length - 500} more`) : null);
  const found = h("div", {}, h("p", { class: "verdict" }, verdict));
  if (!isWhole()) {
    found.append(h("p", { class: "notice" }, "Only the rows that this page holds were checked; ", h("code", {}, "us-cuba-2026 verify"), " checks all."));
  }
  found.append(
    h(
      "table",
      { class: "sums" },
      h("caption", {}, "What was found"),
      h("thead", {}, h("tr", {}, h("td", {}), ...["all", "exact", "moved", "lost"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, line("passages", sums.passages), line("rows", sums.records), line("evidence spans", sums.spans), line("direct quotes verbatim", { all: sums.quotations.all, exact: sums.quotations.verbatim })),
    ),
    h(
      "p",
      {},
      `The account: your copy holds ${sums.account.found} quotations, numbers and proper names in the passages found; ${sums.account.claimed} are claimed by a row, ${sums.account.excluded} excluded with a reason, ${sums.account.open} open.`,
    ),
  );
  if (notExact.length) {
    found.append(
      h("h2", {}, `Not in place: ${notExact.length}`),
      h("p", { class: "note" }, "Moved: the words are there, but not where the article has them. Lost: they are not there as the article has them."),
      list(notExact.map(([id, outcome]) => h("li", {}, h("span", { class: `outcome ${outcome}` }, outcome), " ", link(id)))),
    );
  }
  if (notVerbatim.length) found.append(h("h2", {}, `Quotations not found verbatim: ${notVerbatim.length}`), list(notVerbatim.map(([id]) => h("li", {}, link(id)))));
  if (result.account.open.length) {
    found.append(
      h("h2", {}, `Not accounted for: ${result.account.open.length}`),
      list(result.account.open.map((item) => h("li", {}, link(item.passage_id), `, ${item.start} to ${item.end}, ${item.kind}: `, h("q", {}, item.text)))),
    );
  }
  const json = toJson(result);
  append(found, [
    h("details", {}, h("summary", {}, "The outcome as JSON, as ", h("code", {}, "us-cuba-2026 verify --format json"), " prints it"), h("p", {}, copyButton(() => json, "Copy the JSON")), h("pre", { id: "check-json", tabindex: "0" }, json)),
    account(claimed),
  ]);
  return found;
}

/** Where each quotation, number and name went. */
function account(claimed: Claims): HTMLElement {
  return h(
    "details",
    {},
    h("summary", {}, `The account of ${claimed.accounting.length} quotations, numbers and names`),
    h(
      "div",
      { class: "scroller", tabindex: "0", role: "region", "aria-label": "The account" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...["Passage", "Kind", "Text", "Went to"].map((title) => h("th", { scope: "col" }, title)))),
        h(
          "tbody",
          {},
          ...claimed.accounting.map((row) =>
            h("tr", {}, h("td", {}, link(row.passage_id!)), h("td", {}, row.kind), h("td", {}, row.text), h("td", {}, row.record_id ? link(row.record_id) : `excluded: ${row.reason}`)),
          ),
        ),
      ),
    ),
  );
}
