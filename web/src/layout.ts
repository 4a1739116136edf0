// How much of the page its sticky heads cover: a row that is led to must stand below them, however high they are.

const tables = new Set<HTMLTableElement>();
const observer = new ResizeObserver(() => measure());
const top = document.querySelector<HTMLElement>(".top")!;

observer.observe(top);

/** Keep the measures of a table right, whatever changes its width. */
export function watch(table: HTMLTableElement): void {
  tables.add(table);
  observer.observe(table.parentElement!);
}

/** Tell the style sheet how high the heads are, and which tables have to be scrolled sideways. */
export function measure(): void {
  tell(document.documentElement, "--top", getComputedStyle(top).position === "sticky" ? top : null);
  for (const table of tables) {
    const holder = table.parentElement!;
    if (!holder.offsetWidth) continue;
    holder.classList.toggle("wide", table.scrollWidth > holder.clientWidth + 1);
    tell(table, "--head", table.tHead!);
  }
}

function tell(element: HTMLElement, name: string, head: HTMLElement | null): void {
  element.style.setProperty(name, `${head?.getBoundingClientRect().height ?? 0}px`);
}
