type Child = Node | string | false | null | undefined;
type Value = string | number | boolean | ((event: Event) => void) | undefined;

/** One element. Texts become text nodes, never markup: what people wrote is only ever shown. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== false && child !== null && child !== undefined));
  return element;
}

export function button(label: string, run: () => void, kind: "primary" | "plain" = "plain"): HTMLButtonElement {
  return h("button", { type: "button", class: kind, onclick: run }, label);
}

export const list = (items: readonly string[], name = "points"): HTMLElement =>
  h("ul", { class: name }, ...items.map((item) => h("li", {}, item)));

/** Says it aloud as well. */
export const alertBox = (...children: readonly Child[]): HTMLElement =>
  h("div", { class: "notice", role: "alert" }, ...children);

export function field(label: string, control: HTMLElement, hint?: string): HTMLElement {
  return h("label", { class: "field" }, h("span", {}, label), control, hint !== undefined && h("small", {}, hint));
}
