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
  return termsOf([...syllablesOf(head), ...characters.slice(2).flatMap(syllableWithin)]);
}

/** Surnames that families read in more than one way, beside the reading that the dictionary gives. */
const otherSurnameReadings: Readonly<Record<string, string>> = {
  种: "chong",
  隗: "kui",
  尉: "yu",
  覃: "tan",
  翟: "di",
  柏: "bo",
  谌: "shen",
  郇: "xun",
  费: "bi",
  洗: "xian",
  祭: "zhai",
  宓: "fu",
  隽: "juan",
};
/** Compound surnames as somebody reads them who does not know them: the initials of both readings begin differently. */
const plainReadings: Readonly<Record<string, readonly [string, string]>> = {
  尉迟: ["wei", "chi"],
  万俟: ["wan", "si"],
  单于: ["chan", "yu"],
  澹台: ["dan", "tai"],
  长孙: ["chang", "sun"],
};

/**
 * Every reading by which a name is found, the one of `nameTermsOf` first. A second one where the surname has one: how
 * other families of this name read it (覃 qin, tan), or else how the character is read elsewhere (单 shan, dan), because
 * who searches does not always know.
 */
export function nameReadingsOf(name: string): readonly [NameTerms, ...NameTerms[]] {
  const main = nameTermsOf(name);
  const characters = [...name];
  const compound = plainReadings[characters.slice(0, 2).join("")];
  const [first = ""] = characters;
  const surname = compound ?? [otherSurnameReadings[first] ?? syllableWithin(first).join("")];
  const rest = syllablesOf(characters.slice(0, 2).join("")).slice(surname.length);
  const syllables = [...surname, ...rest, ...characters.slice(2).flatMap(syllableWithin)];
  const other = termsOf(syllables);
  return /^[a-z]/.test(other.pinyin) && other.pinyin !== main.pinyin ? [main, other] : [main];
}

function termsOf(syllables: readonly string[]): NameTerms {
  return { pinyin: syllables.join(""), initials: syllables.map((syllable) => syllable[0]).join("") };
}

/** A character within a given name is no surname: 乐 is le there. */
function syllableWithin(character: string): string[] {
  return syllablesOf(character, "off");
}

function syllablesOf(characters: string, surname: "head" | "off" = "head"): string[] {
  const options = { toneType: "none", type: "array", surname, v: true } as const;
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
