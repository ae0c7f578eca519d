import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  idsOnPath,
  maximumDepth,
  OrganizationId,
  OrganizationName,
  OrganizationShortName,
  pathBelow,
  refuseTooDeep,
  siblingKey,
} from "../../../lib/organization/organization.ts";
import { childKinds, type OrganizationKind, organizationKinds } from "../../../lib/shared/organization-kinds.ts";

describe("a name", () => {
  test.each([
    ["第一　党支部", "第一 党支部"],
    ["  第一\t党支部 \n", "第一 党支部"],
    ["e\u0301cole", "école"],
  ])("is written in one form: %j", (given, kept) => expect(OrganizationName.parse(given)).toBe(kept));

  test("keeps the punctuation that people write", () => {
    expect(OrganizationName.parse("石油化工学院（常州）ＡＢ党支部")).toBe("石油化工学院（常州）ＡＢ党支部");
  });

  test.each(["甲\u200b乙", "甲\u202e乙", "甲\u0000乙", "甲\ufffd乙", "甲\u00ad乙", "甲\u{e0041}乙"])(
    "holds nothing invisible or damaged: %j",
    (given) => expect(OrganizationName.safeParse(given).success).toBe(false),
  );

  test("is measured in characters, whatever plane they stand on", () => {
    expect(OrganizationName.safeParse("𠮷".repeat(80)).success).toBe(true);
    expect(OrganizationName.safeParse("𠮷".repeat(81)).success).toBe(false);
    expect(OrganizationShortName.safeParse("𠮷".repeat(40)).success).toBe(true);
    expect(OrganizationShortName.safeParse("𠮷".repeat(41)).success).toBe(false);
  });

  test.each(["", " ", "甲", "𠮷", "  甲  ", "\u3000甲\u3000"])("has at least two characters: %j", (given) =>
    expect(OrganizationName.safeParse(given).success).toBe(false),
  );

  test("is measured as it is kept: one sign can become many", () => {
    expect(OrganizationName.safeParse("\u0958".repeat(40)).success).toBe(true);
    expect(OrganizationName.safeParse("\u0958".repeat(41)).success).toBe(false);
  });

  test("that was kept once is kept the same again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 2, maxLength: 40 }), (given) => {
        const kept = OrganizationName.safeParse(given);
        if (kept.success) expect(OrganizationName.parse(kept.data)).toBe(kept.data);
      }),
    );
  });
});

describe("the key of siblings", () => {
  test.each([
    ["第一 党支部", "第一党支部"],
    ["ＡＢ党支部", "ab党支部"],
    ["教工（一）党支部", "教工(一)党支部"],
    ["Ab 党支部", "aB党支部"],
  ])("takes %s and %s for one name", (a, b) => expect(siblingKey(a)).toBe(siblingKey(b)));

  test("keeps other names apart", () => expect(siblingKey("第一党支部")).not.toBe(siblingKey("第二党支部")));
});

describe("a path", () => {
  const ids = fc.array(fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,10}$/), { minLength: 1, maxLength: 8 });

  test("gives back the ids from which it was made", () => {
    fc.assert(
      fc.property(ids, (names) => {
        expect(idsOnPath(names.reduce(pathBelow, "/"))).toEqual(names);
      }),
    );
  });

  test(`has at most ${maximumDepth} levels`, () => {
    const pathOf = (levels: number) => `/${Array.from({ length: levels }, (_, index) => `n${index}`).join("/")}/`;
    expect(() => refuseTooDeep(pathOf(maximumDepth - 1), 1)).not.toThrow();
    expect(() => refuseTooDeep(pathOf(maximumDepth - 1), 2)).toThrow("refused");
    expect(() => refuseTooDeep(pathOf(maximumDepth), 1)).toThrow("refused");
  });
});

test.each(["a", "-ab", "A-1", "a_b", "a/b", "a#b", "甲乙", "a".repeat(42), "ab "])(
  "an id holds nothing that could be taken for a part of a path or key: %j",
  (id) => expect(OrganizationId.safeParse(id).success).toBe(false),
);

describe("what may stand below what", () => {
  const kinds = Object.keys(organizationKinds) as OrganizationKind[];

  test("lets every kind but the root stand somewhere", () => {
    const possible = new Set(Object.values(childKinds).flat());
    expect(kinds.filter((kind) => !possible.has(kind))).toEqual(["university_committee"]);
  });

  test("ends with groups, within the depth of a tree", () => {
    const depthOf = (kind: OrganizationKind): number => 1 + Math.max(0, ...childKinds[kind].map(depthOf));
    expect(childKinds.party_group).toEqual([]);
    expect(depthOf("university_committee")).toBeLessThanOrEqual(maximumDepth);
  });
});
