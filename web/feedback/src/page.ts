import { h } from "./dom.ts";

const root = document.getElementById("app") ?? document.body;

/** Shows a screen and reads its heading first. */
export function show(title: string, ...content: readonly (Node | false)[]): void {
  const heading = h("h1", { tabindex: -1 }, title);
  root.removeAttribute("aria-busy");
  root.replaceChildren(heading, ...content.filter((one) => one !== false));
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}
