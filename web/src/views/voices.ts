// Who says what about whom: how much rests on sources without a name, and which speaker speaks of whom.

import { label, record, type Row, rows, statementOf, table, through, word } from "../data";
import { byId, h, s, shape } from "../dom";
import { pictureButtons } from "../picture";
import { address } from "../place";
import { linkButtons } from "../saved";
import { LEADING, textLines, textWidth, wrapped } from "../wrap";
import { statuses } from "./timeline";

const NAMINGS = ["named", "collective", "unnamed"];
const SLANT = 1.08; // radians by which the names over a matrix rise

interface Statement {
  quotes: Row[];
  speaker: string;
  /** The speaker, and those through whom the article knows the statement. */
  voice: readonly string[];
  about: Set<string>;
}

/** Draw the plots. */
export function drawVoices(element: HTMLElement): void {
  const drawn = [["who-is-named", "sources", finding()], ["who-speaks-of-whom", "who speaks of whom", whoAboutWhom(utterances())], ["who-has-which-part", "parts in events", whoInWhat()]] as const;
  for (const [id, title, part] of drawn) {
    const place = byId(id);
    if (!part) {
      place.remove();
      continue;
    }
    place.replaceChildren(...part.childNodes);
    place.append(pictureButtons(place, title, "voices", ...linkButtons(() => ({ id, query: new URLSearchParams() }))));
  }
  if (drawn.every(([, , part]) => !part)) element.append(h("p", { class: "nothing" }, "This package has no quotes and no participants yet."));
}

/** How much of what is said rests on unnamed sources, if anything is said. */
export function finding(): HTMLElement | undefined {
  const sources = utterances().filter(({ quotes }) => !quotes.some((quote) => quote.reported_in_id));
  return sources.length ? shares(sources) : undefined;
}

/** The utterances, each with its rows and the actors that take part in what it is about. */
function utterances(): Statement[] {
  const takesPart = new Map<string, string[]>();
  for (const { event_id, actor_id } of rows("participants")) {
    takesPart.set(event_id!, [...(takesPart.get(event_id!) ?? []), actor_id!]);
  }
  const claimed = new Map<string, string[]>();
  for (const { quote_id, record_id } of rows("claims")) {
    claimed.set(quote_id!, [...(claimed.get(quote_id!) ?? []), record_id!]);
  }
  const found = new Map<string, Statement>();
  for (const quote of rows("quotes")) {
    const key = statementOf(quote);
    const statement = found.get(key) ?? { quotes: [], speaker: quote.speaker_id!, voice: [quote, ...through(quote.quote_id!)].map((one) => one.speaker_id!), about: new Set() };
    statement.quotes.push(quote);
    for (const id of claimed.get(quote.quote_id!) ?? []) {
      for (const actor of takesPart.get(id) ?? []) statement.about.add(actor);
    }
    found.set(key, statement);
  }
  return [...found.values()];
}

function naming(actor: string): string {
  return record(actor)?.row.naming ?? "unnamed";
}

/** How much of what is said rests on unnamed sources. */
function shares(statements: readonly Statement[]): HTMLElement {
  const of = (kept: readonly Statement[]) => NAMINGS.map((name) => kept.filter(({ speaker }) => naming(speaker) === name).length);
  const isDirect = ({ quotes }: Statement) => quotes.some((quote) => quote.form === "direct");
  const lines: [string, readonly Statement[]][] = [
    ["All statements", statements],
    ["in the speaker's own words", statements.filter(isDirect)],
    ["reported in other words", statements.filter((statement) => !isDirect(statement))],
  ];
  const unnamed = of(statements)[2]!;
  const percent = Math.round((100 * unnamed) / statements.length);
  return h(
    "section",
    {},
    h("h2", {}, `${unnamed} of ${statements.length} statements (${percent}\u00a0%) ${unnamed === 1 ? "rests" : "rest"} on sources that the article does not name`),
    h("p", { class: "note" }, "An utterance that the article splits counts once; a statement that reaches the article through another rests on that one, and does not count."),
    namings(),
    bars(lines.map(([title, kept]) => [title, of(kept)])),
  );
}

/** What the shapes beside speakers mean. */
function namings(): HTMLElement {
  const words = table("actors").columns.find((column) => column.name === "naming")!.words;
  return h("ul", { class: "legend" }, ...NAMINGS.map((name) => h("li", {}, shape(name), h("strong", {}, name), words[name] ? `: ${words[name].split(".")[0]}` : "")));
}

/** Bars in parts, each part with its number and pattern, redrawn when the width changes. */
function bars(lines: readonly (readonly [string, readonly number[]])[]): HTMLElement {
  const holder = h("div");
  let width = 0;
  new ResizeObserver(() => {
    const now = Math.min(900, Math.round(holder.clientWidth));
    if (!now || now === width) return;
    width = now;
    holder.replaceChildren(barsOf(lines, width));
  }).observe(holder);
  return holder;
}

function barsOf(lines: readonly (readonly [string, readonly number[]])[], width: number): SVGElement {
  const isNarrow = width < 680;
  const [left, above, height] = isNarrow ? [0, 22, 62] : [215, 4, 46];
  const most = Math.max(1, ...lines.map(([, counts]) => counts.reduce((sum, count) => sum + count, 0)));
  const svg = s("svg", {
    viewBox: `0 0 ${width} ${lines.length * height}`,
    width,
    height: lines.length * height,
    role: "img",
    "aria-label": lines.map(([title, counts]) => `${title}: ${counts.map((count, at) => `${count} ${NAMINGS[at]}`).join(", ")}`).join(". "),
  });
  lines.forEach(([title, counts], at) => {
    const y = at * height + above;
    svg.append(isNarrow ? s("text", { x: 1, y: y - 6 }, title) : s("text", { x: left - 12, y: y + 20, "text-anchor": "end" }, title));
    let x = left;
    counts.forEach((count, kind) => {
      if (!count) return;
      const size = ((width - left) * count) / most;
      const box = { x: x + 1, y, width: Math.max(1, size - 2), height: 30, rx: 2 };
      svg.append(s("rect", { ...box, class: ["mark-ink", "band stroke-thin", "stroke"][kind]! }));
      if (kind === 1) svg.append(s("rect", { ...box, fill: "url(#stripes)" }));
      const words = size > 90 ? `${count} ${NAMINGS[kind]}` : String(count);
      const room = 8 * words.length + 10;
      if (kind === 1 && room < size) svg.append(s("rect", { class: "band", x: x + (size - room) / 2, y: y + 5, width: room, height: 20, rx: 3 }));
      svg.append(s("text", { x: x + size / 2, y: y + 20, "text-anchor": "middle", class: ["on-ink", "on-stripes", ""][kind]! }, words));
      x += size;
    });
  });
  return svg;
}

/** Speakers by those whom their statements concern. */
function whoAboutWhom(statements: readonly Statement[]): HTMLElement | undefined {
  const voices = new Map(statements.map(({ voice }) => [voice.join(" "), voiceOf(voice)]));
  const down = ordered(statements.map(({ voice }) => voice.join(" ")))
    .map((key) => voices.get(key)!)
    .sort((one, other) => NAMINGS.indexOf(one.symbol) - NAMINGS.indexOf(other.symbol));
  const about = ordered(statements.flatMap((statement) => [...statement.about]));
  if (!about.length) return undefined;
  const cells = new Map<string, Row[]>();
  for (const { voice, about: those, quotes } of statements) {
    for (const actor of those) {
      const key = `${voice.join(" ")}/${actor}`;
      cells.set(key, [...(cells.get(key) ?? []), quotes[0]!]);
    }
  }
  return h(
    "section",
    {},
    h("h2", {}, "Who speaks of whom"),
    h("p", { class: "note" }, "A row is a speaker, and through whom the article knows the statement, with the shape of the least known of them; a column is somebody who takes part in what it is about. The larger the dot, the more statements. A hollow dot: they speak of themselves.", down.some(({ key }) => !about.some((actor) => cells.has(`${key}/${actor}`))) && " A row without a dot: nobody takes part in what they speak of."),
    h("p", { class: "note leads" }, "A dot leads to the (first) statement."),
    namings(),
    matrix(
      down,
      about,
      ({ key, id: speaker, name }, actor) => {
        const found = cells.get(`${key}/${actor}`);
        if (!found) return undefined;
        const size = 3.2 + 2.2 * Math.sqrt(found.length);
        const words = `${name} on ${label(actor)}: ${found.length} ${found.length === 1 ? "statement" : "statements"}, ${found.map((quote) => quote.quote_id).join(", ")}`;
        return { target: found[0]!.quote_id!, words, mark: s("circle", { r: Math.min(size, 10), class: speaker === actor ? "dot other" : "dot" }) };
      },
      "Speakers and those they speak of",
    ),
  );
}

const ROLE_LETTERS: Record<string, string> = {
  agent: "A", target: "T", subject: "S", victim: "V", beneficiary: "B", partner: "P", supporter: "H", participant: "p",
  holder: "h", preventer: "X", shown: "s",
};

/** Actors by events, with their roles; those in one event only are left to the table. */
function whoInWhat(): HTMLElement | undefined {
  const parts = rows("participants");
  const counts = new Map<string, number>();
  for (const { actor_id } of parts) counts.set(actor_id!, (counts.get(actor_id!) ?? 0) + 1);
  const actors = ordered(parts.map(({ actor_id }) => actor_id!)).filter((actor) => counts.get(actor)! > 1);
  if (!actors.length) return undefined;
  const kept = new Set(actors);
  const events = [...new Set(parts.filter(({ actor_id }) => kept.has(actor_id!)).map(({ event_id }) => event_id!))];
  const roles = new Map<string, string[]>();
  for (const { actor_id, event_id, role } of parts) {
    const key = `${event_id}/${actor_id}`;
    roles.set(key, [...(roles.get(key) ?? []), role!]);
  }
  const used = [...new Set(parts.map(({ role }) => role!))].sort();
  return h(
    "section",
    {},
    h("h2", {}, "Who has which part in what"),
    h("p", { class: "note" }, `A row is an event, a column an actor in more than one event (${counts.size - actors.length} in one only are in the table of participants), a letter the actor's part.`),
    h("ul", { class: "legend" }, ...statuses("Event:")),
    h("ul", { class: "legend" }, h("li", {}, "Actor:"), ...NAMINGS.map((name) => h("li", {}, shape(name), h("strong", {}, name)))),
    h("ul", { class: "legend" }, ...used.map((role) => h("li", {}, h("strong", {}, ROLE_LETTERS[role] ?? role.slice(0, 2)), ` ${word(role)}`))),
    matrix(
      events.map((event) => ({ key: event, id: event, name: label(event), symbol: record(event)?.row.status ?? "" })),
      actors,
      ({ id: event }, actor) => {
        const own = roles.get(`${event}/${actor}`);
        if (!own) return undefined;
        return {
          target: event,
          words: `${label(actor)}: ${own.map(word).join(", ")} in ${label(event)}`,
          mark: s("text", { "text-anchor": "middle", y: 4.5, class: own.includes("agent") ? "letter strong" : "letter" }, own.map((role) => ROLE_LETTERS[role] ?? role.slice(0, 2)).join("")),
        };
      },
      "Events and those who take part in them",
    ),
  );
}

/** What stands before a row of a matrix: the record that it leads to, what it is called, its shape. */
interface Head {
  key: string;
  id: string;
  name: string;
  symbol: string;
}

/** A speaker and those through whom the article knows what they said. */
function voiceOf(voice: readonly string[]): Head {
  const symbol = voice.map(naming).reduce((one, other) => (NAMINGS.indexOf(other) > NAMINGS.indexOf(one) ? other : one));
  return { key: voice.join(" "), id: voice[0]!, name: voice.map(label).join(", via "), symbol };
}

interface Cell {
  target: string;
  words: string;
  mark: SVGElement;
}

/** A matrix of links: rows and columns are records, each named and marked by how it is named. */
function matrix(down: readonly Head[], across: readonly string[], cell: (row: Head, column: string) => Cell | undefined, title: string): HTMLElement {
  const isNarrow = matchMedia("(max-width: 44rem)").matches;
  const size = 24;
  const left = Math.min(Math.max(...down.map(({ name }) => textWidth(name))), isNarrow ? 148 : 400) + 30;
  const heads = across.map((id) => wrapped(label(id), 340, undefined, undefined, 1)[0]!);
  const slant = Math.max(...heads.map((head) => textWidth(head)));
  const top = 32 + slant * Math.sin(SLANT);
  let bottom = top;
  const lines = down.map((head) => {
    const names = wrapped(head.name, left - 29);
    const y = bottom;
    bottom += size + (names.length - 1) * LEADING;
    return { head, names, y, height: bottom - y };
  });
  const width = left + across.length * size + slant * Math.cos(SLANT);
  const height = bottom + 6;
  const svg = s("svg", { class: "wide", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": title });
  const use = (symbol: string): SVGElement => s("use", { href: `#shape-${symbol}`, x: -6, y: -6, width: 12, height: 12, class: "mark-ink" });
  lines.forEach(({ head: { id, name, symbol }, names, y, height: own }, at) => {
    if (at % 2 === 0) svg.append(s("rect", { class: "band", x: 0, y, width: left + across.length * size, height: own }));
    svg.append(
      s("a", { href: address(id), "data-id": id },
        s("title", {}, `${name} (${word(symbol)})`),
        s("rect", { class: "hit", x: 2, y, width: left - 6, height: own }),
        ...textLines(names, y + own / 2, { class: "name", x: left - 26, "text-anchor": "end" }),
        s("g", { transform: `translate(${left - 14},${y + own / 2})` }, use(symbol))),
    );
  });
  across.forEach((id, at) => {
    const x = left + at * size + size / 2;
    svg.append(
      s("line", { class: "rule", x1: x, x2: x, y1: top, y2: bottom }),
      s("a", { href: address(id), "data-id": id },
        s("title", {}, `${label(id)} (${word(naming(id))})`),
        s("g", { transform: `translate(${x},${top - 12})` }, use(naming(id))),
        s("g", { transform: `translate(${x + 2},${top - 22}) rotate(${(-SLANT * 180) / Math.PI})` },
          s("rect", { class: "hit", x: 0, y: -11, width: Math.max(40, textWidth(heads[at]!)), height: 20 }),
          s("text", { class: "name", y: 4 }, heads[at]!))),
    );
  });
  for (const { head: row, y: above, height: own } of lines) {
    across.forEach((column, to) => {
      const found = cell(row, column);
      if (!found) return;
      const [x, y] = [left + to * size + size / 2, above + own / 2];
      svg.append(
        s("a", { href: address(found.target), "data-id": found.target },
          s("title", {}, found.words),
          s("rect", { class: "hit", x: x - size / 2 + 1, y: y - size / 2 + 1, width: size - 2, height: size - 2, rx: 3 }),
          s("g", { transform: `translate(${x},${y})` }, found.mark)),
      );
    });
  }
  return h("div", { class: "matrix-scroll", tabindex: "0", role: "region", "aria-label": title }, svg);
}

/** Ids by how often they occur, the most frequent first. */
function ordered(ids: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts.keys()].sort((one, other) => counts.get(other)! - counts.get(one)! || (one < other ? -1 : 1));
}
