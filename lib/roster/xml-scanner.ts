import { RosterFileError } from "./file-errors.ts";
import { ROSTER_LIMITS } from "./limits.ts";

export interface XmlHandler {
  /** `attributes` is the text between name and end of the tag; an empty element is opened and closed. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Raw: entities are not decoded, and one text may come in pieces. */
  text(raw: string): void;
}

export interface XmlScanner {
  push(chunk: string): void;
  end(): void;
}

/** An attribute may hold ">" between its quotes. */
const TAG_END = /[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>/y;

/** The end of a tag; negative when the tag goes on in the next chunk. */
function tagEnd(text: string, open: number): number {
  TAG_END.lastIndex = open;
  return TAG_END.test(text) ? TAG_END.lastIndex - 1 : -1;
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

function handleTag(tag: string, handler: XmlHandler): void {
  if (tag.startsWith("/")) {
    handler.close(localName(tag.slice(1).trimEnd()));
    return;
  }
  const isEmpty = tag.endsWith("/");
  const body = isEmpty ? tag.slice(0, -1) : tag;
  const space = body.search(/\s/);
  const name = localName(space < 0 ? body : body.slice(0, space));
  handler.open(name, space < 0 ? "" : body.slice(space));
  if (isEmpty) handler.close(name);
}

/** Reads one construct at "<"; gives where it ends, or a negative number when it goes on in the next chunk. */
function handleMarkup(text: string, open: number, handler: XmlHandler): number {
  const after = (ending: string): number => {
    const end = text.indexOf(ending, open);
    return end < 0 ? -1 : end + ending.length;
  };
  if (text.startsWith("<!--", open)) return after("-->");
  if (text.startsWith("<?", open)) return after("?>");
  if (text.startsWith("<![CDATA[", open)) {
    const end = after("]]>");
    if (end > 0) handler.text(text.slice(open + 9, end - 3).replaceAll("&", "&amp;"));
    return end;
  }
  const end = tagEnd(text, open);
  if (end < 0) return -1;
  handleTag(text.slice(open + 1, end), handler);
  return end + 1;
}

/**
 * Splits XML without document type into tags and texts, chunk by chunk, so that a part is never in memory as a whole: the
 * tree of a 20 MB string table takes half a gigabyte.
 */
export function createXmlScanner(handler: XmlHandler): XmlScanner {
  let rest = "";
  return {
    push(chunk) {
      const text = rest + chunk;
      rest = "";
      let at = 0;
      while (at < text.length) {
        const open = text.indexOf("<", at);
        if (open !== at) handler.text(text.slice(at, open < 0 ? text.length : open));
        if (open < 0) return;
        at = handleMarkup(text, open, handler);
        if (at >= 0) continue;
        rest = text.slice(open);
        if (rest.length > ROSTER_LIMITS.tagCharacters) throw new RosterFileError("damaged_workbook");
        return;
      }
    },
    end() {
      if (rest !== "") throw new RosterFileError("damaged_workbook");
    },
  };
}
