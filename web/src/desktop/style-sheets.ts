/**
 * Stands in for `@rc-component/util/es/Dom/dynamicCSS` and `@ant-design/icons/es/cssUtils` (see vite.config.ts): the same functions, but a rule set becomes a
 * constructed style sheet, which a strict `style-src` allows. Safari before 16.4 has none of these and gets a style
 * element, which such a policy refuses there.
 */
interface Options {
  readonly attachTo?: Element;
  readonly prepend?: boolean | "queue";
  readonly priority?: number;
}

interface Entry {
  readonly key: string;
  readonly rank: number;
  readonly sheet: CSSStyleSheet;
  readonly element: HTMLStyleElement;
}

const canAdopt = "adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype;
let entries: Entry[] = [];
let anonymousCount = 0;

/** Prepended sheets come first, by rising priority; everything else keeps the order of arrival. */
function rankOf({ prepend, priority = 0 }: Options): number {
  if (prepend === "queue") return priority;
  return prepend ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function adopt(next: Entry[]): void {
  const ours = new Set(entries.map((entry) => entry.sheet));
  const foreign = document.adoptedStyleSheets.filter((sheet) => !ours.has(sheet));
  entries = next;
  document.adoptedStyleSheets = [...foreign, ...entries.map((entry) => entry.sheet)];
}

function insertElement(css: string, key: string): HTMLStyleElement {
  const existing = document.head.querySelector<HTMLStyleElement>(`style[data-sheet="${CSS.escape(key)}"]`);
  const element = existing ?? document.head.appendChild(document.createElement("style"));
  element.dataset.sheet = key;
  element.textContent = css;
  return element;
}

export function updateCSS(css: string, key: string, options: Options = {}): HTMLStyleElement {
  if (!canAdopt) return insertElement(css, key);
  const existing = entries.find((entry) => entry.key === key);
  if (existing) {
    existing.sheet.replaceSync(css);
    return existing.element;
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  // Callers mark the element that they get; it is never attached.
  const entry: Entry = { key, rank: rankOf(options), sheet, element: document.createElement("style") };
  const after = entries.findIndex((other) => other.rank > entry.rank);
  adopt(after < 0 ? [...entries, entry] : [...entries.slice(0, after), entry, ...entries.slice(after)]);
  return entry.element;
}

export function injectCSS(css: string, options: Options = {}): HTMLStyleElement {
  anonymousCount += 1;
  return updateCSS(css, `anonymous-${anonymousCount}`, options);
}

export function removeCSS(key: string): void {
  if (canAdopt) adopt(entries.filter((entry) => entry.key !== key));
  else document.head.querySelector(`style[data-sheet="${CSS.escape(key)}"]`)?.remove();
}

export function clearContainerCache(): void {}

/** The icons ask whether they stand in a shadow tree; nothing here does. */
export function getShadowRoot(): null {
  return null;
}

export function warningOnce(): void {}
