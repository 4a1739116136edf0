// How the page fits its window: how much its sticky heads cover, and which columns give way where a table is too wide.

const tables = new Set<HTMLTableElement>();
const observer = new ResizeObserver(() => measure());
const top = document.querySelector<HTMLElement>(".top")!;

observer.observe(top);

/** Keep the measures of a table right, whatever changes its width. */
export function watch(table: HTMLTableElement): void {
  tables.add(table);
  observer.observe(table.parentElement!);
}

/** Tell the style sheet how high the heads are, and fit the tables: what has to be scrolled sideways, all columns did ask for. */
export function measure(): void {
  tell(document.documentElement, "--top", getComputedStyle(top).position === "sticky" ? top : null);
  for (const table of tables) {
    const holder = table.parentElement!;
    if (!holder.offsetWidth) continue;
    fit(table, holder);
    holder.classList.toggle("wide", table.scrollWidth > holder.clientWidth + 1);
    tell(table, "--head", table.tHead!);
  }
}

/** For each table the rule that hides the columns that have given way, and how the table was when they did. */
const given = new Map<HTMLTableElement, { rule: CSSStyleRule; when: string }>();

/** Set a table closer, then let columns give way, until it fits: neither the first two, nor any if all are asked for. */
function fit(table: HTMLTableElement, holder: HTMLElement): void {
  const own = given.get(table) ?? { rule: ruleOf(table), when: "" };
  const now = [holder.clientWidth, table.classList.contains("every")].join(" ");
  const isWide = (): boolean => table.scrollWidth > holder.clientWidth + 1;
  if (own.when === now && !isWide()) return;
  given.set(table, { ...own, when: now });
  const columns: number[] = [];
  const hide = (): void => {
    own.rule.selectorText = `${selectorOf(table)} :is(th, td):is(${columns.map((at) => `:nth-child(${at + 1})`).join() || ":not(*)"})`;
  };
  table.classList.remove("tight");
  hide();
  if (!table.classList.contains("every") && isWide()) {
    table.classList.add("tight");
    for (const together of inOrder(table)) {
      if (!isWide()) break;
      columns.push(...together);
      hide();
    }
  }
  table.dispatchEvent(new CustomEvent("fitted", { detail: columns.length }));
}

/** The columns that may give way, those together that do so together, the first of them first: as the head says, else from the last one on. */
function inOrder(table: HTMLTableElement): number[][] {
  const heads = [...table.tHead!.rows[0]!.cells];
  const rank = (at: number): number => Number(heads[at]!.dataset.yields ?? 2 * heads.length - at);
  const seen = heads.flatMap((head, at) => (head.classList.contains("more") ? [] : [at]));
  const ranks = [...new Set(seen.slice(2).map(rank))].sort((one, other) => one - other);
  return ranks.map((own) => seen.slice(2).filter((at) => rank(at) === own));
}

function selectorOf(table: HTMLTableElement): string {
  return `[data-table="${CSS.escape(table.dataset.table!)}"]`;
}

/** A rule of the style sheet for the columns of a table: rows that a filter has taken out come back with them hidden. */
function ruleOf(table: HTMLTableElement): CSSStyleRule {
  const sheet = document.styleSheets[0]!;
  const at = sheet.insertRule(`@media screen and (min-width: 44.01rem) { ${selectorOf(table)} :not(*) { display: none; } }`, sheet.cssRules.length);
  return (sheet.cssRules[at] as CSSMediaRule).cssRules[0] as CSSStyleRule;
}

function tell(element: HTMLElement, name: string, head: HTMLElement | null): void {
  element.style.setProperty(name, `${head?.getBoundingClientRect().height ?? 0}px`);
}
