import {
  bytesOfString,
  isDictionary,
  objectsOf,
  type PdfDictionary,
  type PdfObject,
  type PdfValue,
  tokensOf,
} from "./pdf-objects.ts";

const mostPages = 200;
type Decode = (bytes: string) => string;
const noFont: Decode = () => "";

/**
 * The words of a PDF and nothing else: author, program, dates, numbers of the document, notes, pictures and what a later
 * version took away stay behind. Undefined when there are none to be read: a scan, or one that is encrypted.
 */
export function textOfPdf(file: Uint8Array): string | undefined {
  try {
    const objects = objectsOf(file);
    if (
      [...objects.values()].some(
        ({ value }) => isDictionary(value) && value.entries.has("/O") && value.entries.has("/U"),
      )
    )
      return undefined;
    const pages = pagesOf(objects);
    const text = pages.map((page) => wordsOf(page, objects)).join("\n");
    return (
      text
        .replace(/[^\S\n]+/g, " ")
        .replace(/ ?\n\s*/g, "\n")
        .trim() || undefined
    );
  } catch {
    return undefined;
  }
}

function reader(objects: ReadonlyMap<number, PdfObject>) {
  const objectOf = (value: PdfValue | undefined): PdfObject | undefined => {
    if (value === undefined) return undefined;
    return typeof value === "object" && "ref" in value ? objects.get(value.ref) : { value };
  };
  const dictionaryOf = (value: PdfValue | undefined): PdfDictionary | undefined => {
    const found = objectOf(value)?.value;
    return isDictionary(found) ? found : undefined;
  };
  return { objectOf, dictionaryOf };
}

interface PdfPage {
  readonly page: PdfDictionary;
  readonly resources: PdfDictionary | undefined;
}

/** As a reader turns them, with what they inherit. */
function pagesOf(objects: ReadonlyMap<number, PdfObject>): PdfPage[] {
  const { dictionaryOf } = reader(objects);
  const pages: PdfPage[] = [];
  const visit = (node: PdfDictionary, inherited: PdfDictionary | undefined, depth: number): void => {
    const resources = dictionaryOf(node.entries.get("/Resources")) ?? inherited;
    const kids = node.entries.get("/Kids");
    if (node.entries.get("/Type") === "/Page") pages.push({ page: node, resources });
    if (!Array.isArray(kids) || depth > 20 || pages.length >= mostPages) return;
    for (const kid of kids) {
      const below = dictionaryOf(kid);
      if (below !== undefined) visit(below, resources, depth + 1);
    }
  };
  for (const { value } of objects.values()) {
    const isRoot = isDictionary(value) && value.entries.get("/Type") === "/Pages" && !value.entries.has("/Parent");
    if (isRoot) visit(value, undefined, 0);
  }
  return pages;
}

function wordsOf({ page, resources }: PdfPage, objects: ReadonlyMap<number, PdfObject>): string {
  const { objectOf, dictionaryOf } = reader(objects);
  const fonts = dictionaryOf(resources?.entries.get("/Font"));
  const known = new Map<string, Decode>();
  const fontOf = (name: string): Decode => {
    const found = known.get(name) ?? decoderOf(dictionaryOf(fonts?.entries.get(name)), objectOf);
    known.set(name, found);
    return found;
  };
  const contents = objectOf(page.entries.get("/Contents"));
  const parts = Array.isArray(contents?.value) ? contents.value.map(objectOf) : [contents];
  return shown(parts.map((part) => part?.stream?.() ?? "").join("\n"), fontOf);
}

/** Follows what is drawn: strings in the font that holds, a new line where the pen goes to another height. */
function shown(content: string, fontOf: (name: string) => Decode): string {
  let text = "";
  let decode = noFont;
  let height = "";
  let waiting: string[] = [];
  for (const { text: sign } of tokensOf(content)) {
    if (/^[<([\]/\d.+-]/.test(sign) && sign !== "<<") {
      waiting.push(sign);
      continue;
    }
    const strings = waiting
      .filter((one) => /^[<(]/.test(one))
      .map((one) => decode(bytesOfString(one)))
      .join("");
    if (sign === "Tf") decode = fontOf(waiting.at(-2) ?? "");
    else if (sign === "Tj" || sign === "TJ") text += strings;
    else if (sign === "'" || sign === '"') text += `\n${strings}`;
    else if (sign === "T*" || sign === "ET") text += "\n";
    else if (sign === "Td" || sign === "TD") text += Number(waiting.at(-1)) === 0 ? " " : "\n";
    else if (sign === "Tm") {
      text += waiting.at(-1) === height ? " " : "\n";
      height = waiting.at(-1) ?? "";
    }
    waiting = [];
  }
  return text;
}

/** By the table with which a font says what its signs mean; without one only what is written in plain letters. */
function decoderOf(
  font: PdfDictionary | undefined,
  objectOf: (value: PdfValue | undefined) => PdfObject | undefined,
): Decode {
  if (font === undefined) return noFont;
  const table = objectOf(font.entries.get("/ToUnicode"))?.stream?.();
  if (table === undefined) {
    const isPlain = font.entries.get("/Subtype") !== "/Type0";
    return isPlain ? (bytes) => bytes.replace(/[^\x20-\x7e]/g, "") : noFont;
  }
  const signs = new Map<string, string>();
  for (const [, body = ""] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = "", to = ""] of body.matchAll(/(<[^>]*>)\s*(<[^>]*>)/g))
      signs.set(bytesOfString(code), utf16(to));
  }
  for (const [, body = ""] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) addRanges(signs, body);
  const width = [...signs.keys()].reduce((most, code) => Math.max(most, code.length), 1);
  return (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += width) text += signs.get(bytes.slice(at, at + width)) ?? "";
    return text;
  };
}

function addRanges(signs: Map<string, string>, body: string): void {
  for (const [, first = "", last = "", to, several = ""] of body.matchAll(
    /(<[^>]*>)\s*(<[^>]*>)\s*(?:(<[^>]*>)|\[([^\]]*)\])/g,
  )) {
    const [from, end] = [bytesOfString(first), bytesOfString(last)];
    const count = Math.min(numberOf(end) - numberOf(from), 0xffff);
    const each = [...several.matchAll(/<[^>]*>/g)].map(([one]) => utf16(one));
    const start = to === undefined ? "" : utf16(to);
    for (let step = 0; step <= count; step++) {
      const last16 = start.charCodeAt(start.length - 1) + step;
      const meant = to === undefined ? (each[step] ?? "") : start.slice(0, -1) + String.fromCharCode(last16);
      signs.set(codeOf(numberOf(from) + step, from.length), meant);
    }
  }
}

const numberOf = (bytes: string) => [...bytes].reduce((sum, sign) => sum * 256 + sign.charCodeAt(0), 0);

function codeOf(number: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, at) => Math.floor(number / 256 ** (length - 1 - at)) % 256));
}

/** UTF-16, as the table writes what a sign means. */
function utf16(hex: string): string {
  const bytes = bytesOfString(hex);
  let text = "";
  for (let at = 0; at + 1 < bytes.length; at += 2) text += String.fromCharCode(numberOf(bytes.slice(at, at + 2)));
  return text;
}
