import { unzlibSync } from "fflate";

/** What stands in a PDF, as far as its words need it: numbers stay texts, references are `{ ref }`. */
export type PdfValue =
  | string
  | readonly PdfValue[]
  | PdfDictionary
  | { readonly ref: number }
  | { readonly text: string };
export interface PdfDictionary {
  readonly entries: ReadonlyMap<string, PdfValue>;
}

export interface PdfObject {
  readonly value: PdfValue;
  readonly stream?: () => string;
}

const token =
  /\s+|%[^\r\n]*|<<|>>|[[\]]|<[\da-fA-F\s]*>|\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*\))*\)|\/[^\s/<>[\]()%]*|[^\s/<>[\]()%]+/y;

/** The tokens of a part of a file, without what separates them. */
export function* tokensOf(source: string, from = 0): Generator<{ text: string; end: number }> {
  token.lastIndex = from;
  for (let at = from; at < source.length; ) {
    token.lastIndex = at;
    const found = token.exec(source)?.[0];
    // What is none is passed over, one character at a time.
    at += found?.length ?? 1;
    if (found !== undefined && !/^[\s%]/.test(found)) yield { text: found, end: at };
  }
}

/** Reads one value, and says where it ends. */
export function readValue(source: string, from: number): { value: PdfValue; end: number } {
  const stack: { isDictionary: boolean; items: PdfValue[] }[] = [];
  let end = from;
  for (const { text, end: after } of tokensOf(source, from)) {
    end = after;
    const top = stack.at(-1);
    let value: PdfValue;
    if (text === "<<" || text === "[") {
      // Deeper than any document goes.
      if (stack.length > 60) break;
      stack.push({ isDictionary: text === "<<", items: [] });
      continue;
    }
    if (text === "R" && top !== undefined) {
      top.items.pop();
      value = { ref: Number(top.items.pop()) };
    } else if (text === ">>" || text === "]") {
      const closed = stack.pop();
      if (closed === undefined) break;
      value = closed.isDictionary ? { entries: pairsOf(closed.items) } : closed.items;
    } else value = /^[<(]/.test(text) ? { text: bytesOfString(text) } : text;
    const outer = stack.at(-1);
    if (outer === undefined) return { value, end };
    outer.items.push(value);
  }
  return { value: "", end };
}

function pairsOf(items: readonly PdfValue[]): Map<string, PdfValue> {
  const pairs = new Map<string, PdfValue>();
  for (let at = 0; at + 1 < items.length; at += 2) pairs.set(String(items[at]), items[at + 1] ?? "");
  return pairs;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** The bytes of a string, one character each. */
export function bytesOfString(text: string): string {
  if (text.startsWith("<")) {
    const digits = text.slice(1, -1).replace(/\s/g, "");
    return digits.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  }
  return text.slice(1, -1).replace(/\\(?:([0-7]{1,3})|\r?\n|([\s\S]))/g, (_, octal?: string, sign?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
    return sign === undefined ? "" : (escapes[sign] ?? sign);
  });
}

export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary =>
  typeof value === "object" && "entries" in value;

/** A page of text unpacks to thousands; what unpacks to more is none. */
const mostUnpacked = 8_000_000;
const latin = (bytes: Uint8Array): string => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
};

/** All objects of a file by number, those in compressed streams too; of several with one number the last holds. */
export function objectsOf(file: Uint8Array): Map<number, PdfObject> {
  const source = latin(file);
  const objects = new Map<number, PdfObject>();
  for (const head of source.matchAll(/(\d+)\s+\d+\s+obj\b/g)) {
    const { value, end } = readValue(source, head.index + head[0].length);
    const begin = /^\s*stream\r?\n/.exec(source.slice(end, end + 40));
    const object: PdfObject =
      begin === null || !isDictionary(value)
        ? { value }
        : { value, stream: () => unpacked(value, file, source, end + begin[0].length) };
    objects.set(Number(head[1]), object);
  }
  for (const { value, stream } of [...objects.values()]) {
    if (stream !== undefined && isDictionary(value) && value.entries.get("/Type") === "/ObjStm") {
      addPacked(objects, stream(), Number(value.entries.get("/First")));
    }
  }
  return objects;
}

function unpacked({ entries }: PdfDictionary, file: Uint8Array, source: string, from: number): string {
  const end = source.indexOf("endstream", from);
  const bytes = file.subarray(from, end < 0 ? file.length : end);
  const filter = entries.get("/Filter");
  const names = Array.isArray(filter) ? filter : filter === undefined ? [] : [filter];
  if (names.length === 0) return latin(bytes);
  // Pictures and rare packings hold no words that could be read here.
  if (names.length > 1 || names[0] !== "/FlateDecode") return "";
  return latin(unzlibSync(bytes, { out: new Uint8Array(Math.min(mostUnpacked, bytes.length * 60 + 1024)) }));
}

function addPacked(objects: Map<number, PdfObject>, text: string, first: number): void {
  const numbers = text.slice(0, first).trim().split(/\s+/).map(Number);
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [number = 0, offset = 0] = numbers.slice(at, at + 2);
    objects.set(number, { value: readValue(text, first + offset).value });
  }
}
