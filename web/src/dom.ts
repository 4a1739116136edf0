// Makes elements. Whatever is put into them is text: there is no way from a string to markup.

export type Child = Node | string | number | null | undefined | false | readonly Child[];
type Attributes = Record<string, string | number | boolean | undefined | EventListener>;

const SVG = "http://www.w3.org/2000/svg";
const STEERING =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A text without characters that steer what is around it: control characters, changes of direction. */
export function visible(text: string): string {
  return text.replace(STEERING, "\ufffd").toWellFormed();
}

/** An HTML element. An attribute that is a function listens to the event of that name. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

/** Put children at the end of an element. */
export function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child as readonly Child[]);
    else element.append(child instanceof Node ? child : visible(String(child)));
  }
}

/** The element with that id, which the page has. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element ${id}`);
  return element;
}

/** Say something to those who listen to the page. */
export function announce(message: string): void {
  byId("announcer").textContent = message;
}

/** One of the page's own shapes: a status, a naming. */
export function shape(code: string, attributes: Attributes = {}): SVGElement {
  const known = document.getElementById(`shape-${code}`) ? `#shape-${code}` : "#shape-unnamed";
  return s("svg", { class: "shape", "aria-hidden": "true", ...attributes }, s("use", { href: known }));
}

/** A text as it stands in HTML, also in an attribute between quotation marks. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** A button that copies a text, and beside it the same as HTML if there is any, for programs that take it. */
export function copyButton(text: () => string, label = "Copy", html = (): string => ""): HTMLButtonElement {
  const button = h("button", { type: "button", class: "copy" }, label);
  button.addEventListener("click", () => {
    void copied(text(), html()).then((done) => {
      button.textContent = done ? "Copied" : "Select and copy by hand";
      announce(button.textContent);
      setTimeout(() => (button.textContent = label), 1600);
    });
  });
  return button;
}

async function copied(text: string, html: string): Promise<boolean> {
  const forms = Object.entries({ "text/plain": text, "text/html": html }).filter(([, content]) => content);
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(forms.map(([type, content]) => [type, new Blob([content], { type })])))]);
    return true;
  } catch {
    const area = h("textarea", { class: "unseen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    const fill = (event: ClipboardEvent): void => {
      event.preventDefault();
      for (const [type, content] of forms) event.clipboardData?.setData(type, content);
    };
    document.addEventListener("copy", fill, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    area.remove();
    return done;
  }
}
