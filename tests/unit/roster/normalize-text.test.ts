import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compactText, isBlank, normalizeText } from "../../../lib/roster/normalize-text.ts";

describe("text of cells", () => {
  const texts = fc.string({ unit: "binary", maxLength: 30 });

  it("does not change when it is normalised again", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(normalizeText(normalizeText(text))).toBe(normalizeText(text));
        expect(compactText(compactText(text))).toBe(compactText(text));
        expect(compactText(text)).toBe(compactText(text).normalize("NFKC"));
      }),
      { numRuns: 2000, examples: [["a¨"], ["e\u200b\u0301"], ["\u00a8\u0301"], ["ﷺ"]] },
    );
  });

  it("is blank exactly when nothing is left", () => {
    fc.assert(fc.property(texts, (text) => isBlank(text) === (compactText(text) === "")));
    expect([null, "", " \u3000\t\u200b"].map(isBlank)).toEqual([true, true, true]);
    expect([0, false, "0"].map(isBlank)).toEqual([false, false, false]);
  });
});
