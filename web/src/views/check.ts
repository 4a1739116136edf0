// Check it yourself: takes the reader's copy, verifies the dataset against it, and shows it with every record marked in it.

import { type Copy, CopyError } from "../check/copy";
import { placesOf } from "../check/places";
import { readFile, readText } from "../check/read";
import type { Outcome } from "../check/records";
import { isProved, type Tables, toJson, totals, type Verification, verdict, verify } from "../check/verify";
import { elsewhere, everyTable, isWhole, numberWords, word } from "../data";
import { announce, append, copyButton, h } from "../dom";
import { refresh } from "../router";
import { keep } from "./checked";
import { reader } from "./reader";
import { link } from "./record";

/** Draw the form and wait for a copy. */
export function drawCheck(element: HTMLElement): void {
  const area = h("textarea", { id: "copy-text", spellcheck: "false", autocomplete: "off", "aria-describedby": "copy-note" });
  const file = h("input", { type: "file", id: "copy-file", accept: ".txt,.md,.html,.htm,.xhtml,.mhtml,.mht,.eml,text/plain,text/html" });
  const progress = h("progress", { hidden: true, "aria-label": "Looking for the passages" });
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
    start.disabled = true;
    try {
      const copy = await read();
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      if (own !== run) return;
      const claimed = everyTable();
      const outcome = verify(copy, claimed, numberWords);
      keep(kept(copy, claimed, outcome));
      append(result, [report(outcome, claimed), reader(copy, claimed, outcome)]);
      const told = result.querySelector<HTMLElement>(".verdict")!;
      announce(told.textContent);
      refresh();
      if ([document.body, start, file, area].includes(document.activeElement as HTMLElement)) told.focus({ preventScroll: true });
      if (told.getBoundingClientRect().bottom > innerHeight) told.scrollIntoView();
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

/** What the other views may ask of the check. */
function kept(copy: Copy, claimed: Tables, result: Verification) {
  return {
    outcome: (id: string): Outcome | undefined => result.records.get(id) ?? result.passages.get(id),
    reason: (id: string): string | undefined => result.reasons.get(id),
    words: (at: number): string | undefined => {
      const span = claimed.evidence![at]!;
      const pieces = placesOf(copy, result.spans.get(span.passage_id!), Number(span.start), Number(span.end));
      return pieces.length ? pieces.map(([start, end]) => copy.text.slice(start, end)).join(" ") : undefined;
    },
  };
}

const OUTCOMES = ["exact", "moved", "changed", "lost", "unproved"];

/** The verdict, the sums, and what is not as it should be. */
function report(result: Verification, claimed: Tables): HTMLElement {
  const sums = totals(result);
  const found = h("div", {}, h("p", { class: "verdict", tabindex: "-1" }, isProved(result) ? spoken(verdict(result)) : notProved(result)));
  if (!isWhole()) {
    found.append(h("p", { class: "notice" }, "Only the rows that this page holds were checked; ", h("code", {}, `us-cuba-2026 verify${elsewhere && ` ${elsewhere}`}`), " checks all."));
  }
  const columns: [string, Record<string, number>][] = [
    [result.sources.size === 1 ? "article, as a whole" : "articles, each as a whole", whole(result.sources)],
    ["passages", sums.passages],
    ["rows", sums.records],
    ["cells with the article's words", { all: sums.cells.all, exact: sums.cells.verbatim }],
  ];
  const { account: items, furniture } = sums;
  const missing = furniture.found ? [...result.furniture].flatMap(([id, isFound]) => (isFound ? [] : [id])) : [];
  found.append(
    h(
      "div",
      { class: "scroller", tabindex: "0", role: "region", "aria-label": "What was found" },
      h(
        "table",
        { class: "sums" },
        h("caption", {}, "What was found"),
        h("thead", {}, h("tr", {}, h("td", {}), ...columns.map(([title]) => h("th", { scope: "col" }, title)))),
        h("tbody", {}, ...["all", ...OUTCOMES].map((name) => h("tr", {}, h("th", { scope: "row" }, name), ...columns.map(([, counts]) => h("td", {}, counts[name] ?? ""))))),
      ),
    ),
    h(
      "p",
      {},
      `The account: the passages that were found hold ${items.found} quotations, numbers and proper names; ${items.claimed} are claimed by a row, ${items.excluded} excluded with a reason, ${items.open} open, and ${items.absent} rows of the account are not there. ` +
        `Of ${furniture.all} pieces of the page around the article (byline, credits and the like) ${furniture.found} were found`,
      ...missing.flatMap((id, at) => [at ? ", " : " (not ", link(id)]),
      `${missing.length ? ")" : ""}; they prove nothing.`,
    ),
  );
  const list = (items: HTMLElement[]): HTMLElement => h("ul", { class: "problems" }, ...items.slice(0, 500), items.length > 500 ? h("li", {}, `and ${items.length - 500} more`) : null);
  const section = (title: string, items: HTMLElement[], note = ""): void => {
    if (items.length) append(found, [h("h2", {}, `${title}: ${items.length}`), note ? h("p", { class: "note" }, note) : null, list(items)]);
  };
  const notExact = [...result.sources, ...result.passages, ...result.records].filter(([, outcome]) => outcome !== "exact");
  section(
    "Not exact",
    notExact.map(([id, outcome]) => h("li", {}, h("span", { class: `outcome ${outcome}` }, outcome), " ", link(id), reason(result.reasons.get(id) || (result.sources.has(id) ? "not all of its passages were found" : undefined)))),
    "Moved: the words are there, but not where the article has them. Changed: they are there with other marks, words or cells. Lost: they are not there. Unproved: there is nothing to hold them against, or not the whole.",
  );
  section("Not accounted for", result.account.open.map((item) => h("li", {}, ...at(item), h("q", {}, item.text))));
  section("In the account, not in your copy", result.account.absent.map((row) => h("li", {}, ...at(row), h("q", {}, row.text), "; your copy has ", h("q", {}, row.copy))));
  section("Cells that repeat the article's prose", result.rights.map((cell) => h("li", {}, `${cell.table}, row ${cell.row}, ${cell.column}: ${cell.words} words`)));
  section(
    "Between the passages, and not the article's",
    result.between.map((block) => h("li", {}, "behind ", link(block.after), `, ${block.words} ${block.words === 1 ? "word" : "words"}`)),
    "They stand below, in your copy, in small print.",
  );
  const json = toJson(result);
  append(found, [
    h("details", {}, h("summary", {}, "The outcome as JSON, as ", h("code", {}, "us-cuba-2026 verify --format json"), " prints it"), h("p", {}, copyButton(() => json, "Copy the JSON")), h("pre", { id: "check-json", tabindex: "0" }, json)),
    account(claimed),
  ]);
  return found;
}

/** How many articles have each outcome, as the sums of passages and rows do. */
function whole(sources: Map<string, Outcome>): Record<string, number> {
  const outcomes = [...sources.values()];
  return { all: outcomes.length, ...Object.fromEntries(OUTCOMES.map((name) => [name, outcomes.filter((one) => one === name).length])) };
}

/** The verdict of a proof, as a sentence. */
function spoken(line: string): string {
  const [, rest] = line.split("; ");
  return `Proved: every passage, every row and every printed word is as your copy has it.${rest ? ` But ${rest}.` : ""}`;
}

function notProved(result: Verification): string {
  const sums = totals(result);
  if (sums.passages.lost === sums.passages.all) return "Not proved: this does not look like the article. None of its passages was found.";
  return `Not proved: ${sums.records.exact} of ${sums.records.all} rows and ${sums.passages.exact} of ${sums.passages.all} passages are exact.`;
}

function reason(line: string | undefined): string {
  return line ? `: ${line}` : "";
}

function at(item: { passage_id: string; start: number; end: number; kind: string }): (HTMLElement | string)[] {
  return [link(item.passage_id), `, ${item.start} to ${item.end}, ${word(item.kind)}: `];
}

/** Where each quotation, number and name went. */
function account(claimed: Tables): HTMLElement {
  return h(
    "details",
    {},
    h("summary", {}, `The account of ${claimed.accounting!.length} quotations, numbers and names`),
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
          ...claimed.accounting!.map((row) =>
            h("tr", {}, h("td", {}, link(row.passage_id!)), h("td", {}, word(row.kind!)), h("td", {}, row.text), h("td", {}, row.record_id ? link(row.record_id) : `excluded: ${word(row.reason!)}`)),
          ),
        ),
      ),
    ),
  );
}
