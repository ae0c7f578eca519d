import { unzipSync } from "fflate";

const documentPath = "word/document.xml";
/** A document of a few pages; what unpacks to more is no document. */
const mostUnpacked = 20_000_000;

/**
 * The words of a Word document and nothing else: author, company, comments, tracked changes, hidden properties, fonts and
 * pictures stay behind. Undefined when it is not such a document.
 */
export function textOfDocx(file: Uint8Array): string | undefined {
  try {
    const parts = unzipSync(file, {
      filter: ({ name, originalSize }) => name === documentPath && originalSize <= mostUnpacked,
    });
    const part = parts[documentPath];
    return part && wordsIn(new TextDecoder().decode(part));
  } catch {
    return undefined;
  }
}

const tokens = /<w:(t|delText|instrText)(?: [^>]*)?>([^<]*)<\/w:\1>|<w:(tab|br|cr)\b[^>]*\/>|<\/w:(p|tc)>/g;
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function wordsIn(xml: string): string {
  let text = "";
  for (const [, run, words, space, end] of xml.matchAll(tokens)) {
    // Deleted words and field codes are not on the page.
    if (run === "t") text += decoded(words ?? "");
    else if (space !== undefined) text += space === "tab" ? "\t" : "\n";
    else if (end !== undefined) text += end === "tc" ? "\t" : "\n";
  }
  return text.replace(/\n{3,}/g, "\n\n").trim();
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
  });
}
