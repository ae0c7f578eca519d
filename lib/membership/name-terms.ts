import { pinyin } from "pinyin-pro";

/** How a name is found: pinyin of the whole name, and its initials, in letters a to z only. */
export interface NameTerms {
  readonly pinyin: string;
  readonly initials: string;
}

/**
 * The surname is read as a surname (曾 as zeng, 尉迟 as yuchi), every further character by itself: so the reading of a
 * name's beginning is the beginning of the name's reading, and typing on only narrows a search. ü is written v, as on a
 * keyboard.
 */
export function nameTermsOf(name: string): NameTerms {
  const characters = [...name];
  const head = characters.slice(0, 2).join("");
  const syllables = [head, ...characters.slice(2)].flatMap(syllablesOf);
  return { pinyin: syllables.join(""), initials: syllables.map((syllable) => syllable[0]).join("") };
}

function syllablesOf(characters: string): string[] {
  const options = { toneType: "none", type: "array", surname: "head", v: true } as const;
  return pinyin(characters, options).flatMap((syllable) => {
    const letters = syllable
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z]/gu, "");
    if (letters !== "") return [letters];
    // A character that no dictionary knows is found by its code point.
    return /\p{L}/u.test(syllable) ? [`u${syllable.codePointAt(0)?.toString(16)}`] : [];
  });
}

export type SearchTerm =
  | { readonly kind: "name"; readonly pinyin: string; readonly text: string }
  | { readonly kind: "letters"; readonly text: string }
  | { readonly kind: "number"; readonly text: string };

/** What somebody typed, as the search understands it; undefined where nothing can be found by it. */
export function readSearchTerm(typed: string): SearchTerm | undefined {
  const text = typed
    .normalize("NFKC")
    .trim()
    .replace(/[•・･.\s]/gu, (dot) => (/\s/.test(dot) ? "" : "·"));
  if (text === "") return undefined;
  if (/^[A-Za-z0-9_-]*\d[A-Za-z0-9_-]*$/.test(text)) return { kind: "number", text };
  if (/^[A-Za-züÜ']+$/.test(text)) {
    const letters = text.toLowerCase().replaceAll("ü", "v").replaceAll("'", "");
    return letters === "" ? undefined : { kind: "letters", text: letters };
  }
  const { pinyin: reading } = nameTermsOf(text);
  return reading === "" ? undefined : { kind: "name", pinyin: reading, text };
}
