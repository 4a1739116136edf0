// Links ids of rows wherever Datasette shows them as text, and on the page of a row the query that says by whom it is claimed.
addEventListener("DOMContentLoaded", () => {
  const { database, ids } = HELD;
  const root = [...document.querySelectorAll(".crumbs a")].map((step) => step.href).find((href) => href.endsWith(`/${database}`));
  if (!root) return; // another database that is served beside it
  const tables = new Map(Object.entries(ids).flatMap(([table, keys]) => keys.split(" ").map((key) => [key, table])));
  for (const cell of document.querySelectorAll(".rows-and-columns td")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("a")) texts.push(walker.currentNode);
    for (const text of texts) {
      const parts = text.data.split(/([a-z]+-[0-9]+)/).map((part) => {
        const address = `${root}/${tables.get(part)}/${part}`;
        if (!tables.has(part) || address === location.href) return part;
        return Object.assign(document.createElement("a"), { href: address, textContent: part });
      });
      if (parts.length > 1) text.replaceWith(...parts);
    }
  }
  const claims = document.querySelector("a.of-row");
  if (claims) claims.search = new URLSearchParams({ record_id: location.pathname.split("/").pop() });
});
