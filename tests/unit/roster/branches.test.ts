import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBranchResolver } from "../../../lib/roster/branch-index.ts";
import { roleOf } from "../../../lib/shared/organization-kinds.ts";
import { ORGANIZATIONS } from "./support/build-roster.ts";

const resolve = createBranchResolver(ORGANIZATIONS);
const branches = ORGANIZATIONS.filter((organization) => roleOf(organization.kind) === "branch");

function found(name: string): string {
  const resolution = resolve(name);
  return resolution.outcome === "found"
    ? `${resolution.branch.id}${resolution.isLoose ? " loose" : ""}`
    : resolution.outcome;
}

describe("finding a branch by the name in a roster", () => {
  it("finds every branch by name and by short name, exactly", () => {
    for (const { id, name, shortName } of branches) expect([found(name), found(` ${shortName}　`)]).toEqual([id, id]);
  });

  it("finds every branch in every accepted other spelling, and never another one", () => {
    const change = fc.record({
      prefix: fc.constantFrom("中共常州大学", "中国共产党常州大学", "常州大学", "", "中共"),
      ending: fc.constantFrom("支部委员会", "党支部", "支部"),
      withDigits: fc.boolean(),
    });
    const numerals = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    fc.assert(
      fc.property(fc.constantFrom(...branches), change, (branch, { prefix, ending, withDigits }) => {
        const rest = branch.name.replace("中共常州大学", "").replace(/支部委员会$/, ending);
        const digits = withDigits
          ? rest.replace(/第(十[一二]?|[一二三四五六七八九])/, (_, n) => `第${numerals.indexOf(n)}`)
          : rest;
        expect(found(prefix + digits).replace(" loose", "")).toBe(branch.id);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["石油化工学院党委化学工程系教工支部", "cczu-petrochem-b01 loose"],
    ["石化学院党委化学工程系教工党支部", "cczu-petrochem-b01 loose"],
    ["图书馆党总支读者服务部支部", "cczu-library-b01 loose"],
    ["离退休第11党支部", "cczu-retired-b12 loose"],
    ["中共常州大学机关党委组织部支部委员会", "cczu-offices-b03"],
    ["机关党委党委组织部党支部", "cczu-offices-b03 loose"],
    ["华罗庚学院直属党支部", "cczu-hualuogeng"],
  ])("finds %s", (name, id) => expect(found(name)).toBe(id));

  it.each([
    ["图书馆党委读者服务部支部", "unknown"],
    ["石油化工学院化学工程与工艺专业本科生第九党支部", "unknown"],
    ["材料学院化学工程与工艺专业本科生第一党支部", "unknown"],
    ["离退休第21党支部", "unknown"],
    ["石油化工学院化学工程系教工", "unknown"],
    ["绿色催化材料与技术重点实验室师生党支部", "unknown"],
    ["博士研究生党支部", "ambiguous"],
    ["行政管理教工党支部", "ambiguous"],
    ["第一党支部", "unknown"],
    ["石油化工学院", "not_a_branch"],
    ["石化学院党委", "not_a_branch"],
    ["图书馆党总支", "not_a_branch"],
    ["中共常州大学图书馆总支部委员会", "not_a_branch"],
    ["计算机与人工智能学院党委", "not_a_branch"],
    ["中国共产党常州大学委员会", "not_a_branch"],
  ])("does not take %s for a branch (%s)", (name, outcome) => expect(found(name)).toBe(outcome));

  it("offers the nearest branches, three at most, and none when nothing is near", () => {
    const near = resolve("石油化工学院化学工程与工艺专业本科生第九党支部");
    expect(near).toMatchObject({ outcome: "unknown" });
    if (near.outcome === "found") throw new Error("unexpected");
    expect(near.candidates.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["cczu-petrochem-b08", "cczu-petrochem-b09"]),
    );
    expect(near.candidates.length).toBeLessThanOrEqual(3);
    expect(resolve("某某公司")).toEqual({ outcome: "unknown", candidates: [] });
  });

  it("hints at the one branch that a name without unit fits", () => {
    expect(resolve("绿色催化材料与技术重点实验室师生党支部")).toMatchObject({
      candidates: [{ id: "cczu-petrochem-b07" }],
    });
  });

  it("tells that temporary and functional branches hold no memberships", () => {
    const temporary = {
      id: "t",
      parentId: "cczu",
      name: "中共常州大学援建工作队临时支部委员会",
      shortName: "援建工作队临时党支部",
      kind: "temporary_branch",
    };
    expect(createBranchResolver([...ORGANIZATIONS, temporary])("援建工作队临时党支部")).toMatchObject({
      outcome: "without_membership",
    });
  });

  it("finds two branches of one name ambiguous", () => {
    const twin = ORGANIZATIONS.filter(({ id }) => id === "cczu-library-b01").map((branch) => ({
      ...branch,
      id: "twin",
    }));
    expect(createBranchResolver([...ORGANIZATIONS, ...twin])("图书馆读者服务部党支部").outcome).toBe("ambiguous");
  });

  it("refuses a tree with a kind that it does not know, and names it", () => {
    const strange = { id: "x", parentId: null, name: "x", shortName: "x", kind: "secret_cell" };
    expect(() => createBranchResolver([strange])).toThrow(/secret_cell.*organization-kinds/);
  });

  it("never throws, whatever the name", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (name) => void resolve(name)));
  });
});
