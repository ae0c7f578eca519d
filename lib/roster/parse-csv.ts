import { RosterFileError } from "./file-errors.ts";

export interface CsvRecord {
  /** The row that Excel would show: records count, not lines, and blank lines count too. */
  readonly row: number;
  readonly values: readonly string[];
}

const DELIMITERS = [",", "\t", ";"] as const;

/** The delimiter that occurs most often outside quotes in the first records. */
export function detectDelimiter(text: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let isQuoted = false;
  for (const character of text.slice(0, 10_000)) {
    if (character === '"') isQuoted = !isQuoted;
    const count = counts.get(character);
    if (!isQuoted && count !== undefined) counts.set(character, count + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** Reads a quoted field from its opening quote; gives the text and where it goes on. */
function readQuoted(text: string, open: number, row: number): { value: string; at: number } {
  let value = "";
  let from = open + 1;
  for (;;) {
    const close = text.indexOf('"', from);
    if (close < 0) throw new RosterFileError("unclosed_quote", { row });
    value += text.slice(from, close);
    if (text[close + 1] !== '"') return { value, at: close + 1 };
    value += '"';
    from = close + 2;
  }
}

/** RFC 4180 with any of the three delimiters and line ends; a quote inside an unquoted field is an ordinary character. */
export function* parseCsv(text: string, delimiter = detectDelimiter(text)): Generator<CsvRecord> {
  const fieldEnd = new RegExp(`[${delimiter}\\r\\n]`, "g");
  let at = 0;
  for (let row = 1; at < text.length; row++) {
    const values: string[] = [];
    for (;;) {
      let value = "";
      if (text[at] === '"') ({ value, at } = readQuoted(text, at, row));
      fieldEnd.lastIndex = at;
      const end = fieldEnd.exec(text)?.index ?? text.length;
      values.push(value + text.slice(at, end));
      at = end + 1;
      if (text[end] === delimiter) continue;
      if (text[end] === "\r" && text[at] === "\n") at++;
      break;
    }
    yield { row, values };
  }
}
