// Making elements: h("p", {class: "note"}, "text", child).
export type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | ((event: Event) => void)>;

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  add(element, children);
  return element;
}
export function add(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (child)
      parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
}

const WHOLE =
  /--[a-z-]+|[−+]?\d[\d.\u2009]*(?:\u2009?(?:%|个百分点|[万亿]?(?:元|户|[mM][²³]|k?Wh|GJ|tce|[kM]?W|MVA|kVA|t)(?![A-Za-z])))?/g;

/* Text whose numbers stay together with their units at a line end, and options of the program as they
 are typed. */
export function prose(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let at = 0;
  for (const match of text.matchAll(WHOLE)) {
    fragment.append(text.slice(at, match.index));
    fragment.append(h("span", { class: "n" }, match[0]));
    at = match.index + match[0].length;
  }
  fragment.append(text.slice(at));
  return fragment;
}
