import { createXmlScanner } from "./xml-scanner.ts";

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{1,4});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? whole;
    const code = name[1]?.toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The text of a cell: entities, and the _x000D_ with which Excel writes characters that XML does not allow. */
export function decodeCellText(raw: string): string {
  const text = decodeEntities(raw);
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

type Attributes = ReadonlyMap<string, string>;

function readAttributes(text: string): Attributes {
  const attributes = new Map<string, string>();
  // Each name begins after white space: without it, a long word without "=" would be tried from each of its letters.
  for (const [, name = "", double, single] of text.matchAll(/\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes.set(name, decodeEntities(double ?? single ?? ""));
  }
  return attributes;
}

/** The attributes of all elements of one local name, in order; with `parent`, only of those inside that element. */
export function startTags(xml: string, localName: string, parent?: string): Attributes[] {
  const found: Attributes[] = [];
  let isInside = parent === undefined;
  const scanner = createXmlScanner({
    open(name, attributes) {
      if (name === parent) isInside = true;
      else if (isInside && name === localName) found.push(readAttributes(attributes));
    },
    close(name) {
      if (name === parent) isInside = false;
    },
    text() {},
  });
  scanner.push(xml);
  scanner.end();
  return found;
}
