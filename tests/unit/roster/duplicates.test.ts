import { describe, expect, it } from "vitest";
import { checkPeople, makeIdNumber, makeMember } from "./support/build-roster.ts";

const faulty = { 转正时间: null };

describe("the same person twice in a roster", () => {
  it("keeps the first row and says which one it is", async () => {
    const { accepted, rejected } = await checkPeople(makeMember(), makeMember({ 姓名: "张三丰" }));
    expect(accepted.map(({ row }) => row)).toEqual([2]);
    expect(rejected[0]?.problems).toMatchObject([
      { reason: "duplicate_person", duplicateOf: { row: 2, isOtherBranch: false } },
    ]);
  });

  it("says when the rows name two branches", async () => {
    const { rejected } = await checkPeople(makeMember(), makeMember({ 所在党组织: "图书馆读者服务部党支部" }));
    expect(rejected[0]?.problems[0]?.duplicateOf).toEqual({ row: 2, isOtherBranch: true });
  });

  it("keeps the first sound row when the first row is faulty", async () => {
    const { accepted, rejected } = await checkPeople(makeMember(faulty), makeMember());
    expect(accepted.map(({ row }) => row)).toEqual([3]);
    expect(rejected[0]?.problems.map(({ reason }) => reason)).toEqual(["missing_conversion_date"]);
  });

  it("accepts different people of one name and warns at both", async () => {
    const other = makeMember({ 身份证号码: makeIdNumber("1990-05-17", 3), 姓名: "张 三" });
    const third = makeMember({ 身份证号码: makeIdNumber("1990-05-17", 5), 姓名: "李四" });
    const { accepted } = await checkPeople(makeMember(), other, third);
    expect(accepted.map(({ warnings }) => warnings.map(({ kind }) => kind))).toEqual([
      ["same_name"],
      ["same_name"],
      [],
    ]);
  });

  it("does not warn of a name that only a rejected row shares", async () => {
    const other = makeMember({ 身份证号码: makeIdNumber("1990-05-17", 3), ...faulty });
    const { accepted } = await checkPeople(makeMember(), other);
    expect(accepted[0]?.warnings).toEqual([]);
  });
});

describe("a rejected row", () => {
  it("tells every fault with heading, value and candidates, and leaves other rows alone", async () => {
    const bad = makeMember({ 姓名: " ", 所在党组织: "机关教务科党支部", 入党时间: "２０１２．１３．１" });
    const { accepted, rejected, header } = await checkPeople(bad, makeMember());
    expect(accepted).toHaveLength(1);
    expect(header?.headingRow).toBe(1);
    expect(rejected).toMatchObject([
      {
        row: 2,
        problems: [
          { field: "admission_date", heading: "入党时间", value: "２０１２．１３．１", reason: "invalid_date" },
          { field: "name", heading: "姓名", value: " ", reason: "missing_name" },
          { field: "branch_name", heading: "所在党组织", value: "机关教务科党支部", reason: "unknown_branch" },
        ],
      },
    ]);
    expect(rejected[0]?.problems[2]?.candidates?.map(({ id }) => id)).toContain("cczu-offices-b07");
  });

  it("keeps cells of unknown columns beside the accepted person", async () => {
    const { accepted } = await checkPeople(makeMember({ 备注: "甲", __proto__x: 1 }));
    expect(accepted[0]?.extra).toEqual([
      { heading: "备注", value: "甲" },
      { heading: "__proto__x", value: "1" },
    ]);
  });
});
