import { describe, expect, it } from "vitest";
import { compareRoster, type ExistingPerson } from "../../../lib/roster/compare-roster.ts";
import { type Cells, checkPeople, makeMember } from "./support/build-roster.ts";

async function compare(cells: Cells, known: Partial<ExistingPerson["person"]> | undefined) {
  const { accepted, header } = await checkPeople(cells);
  const [row] = accepted;
  if (!row) throw new Error("the row was rejected");
  const existing = known ? [{ personId: "p1", person: { ...row.person, ...known } }] : [];
  return compareRoster(accepted, existing, new Set(header?.columns.flatMap(({ field }) => field ?? [])));
}

describe("comparing a roster with the people known", () => {
  it("finds a person whose ID number is not known new", async () => {
    const { added, changed, unchanged } = await compare(makeMember(), undefined);
    expect([added.length, changed.length, unchanged.length]).toEqual([1, 0, 0]);
  });

  it("finds an equal person unchanged", async () => {
    expect((await compare(makeMember(), {})).unchanged).toMatchObject([{ personId: "p1", row: { row: 2 } }]);
  });

  it("tells each changed field, before and after", async () => {
    const { changed } = await compare(makeMember({ 联系电话: "19900001234", 备注: "x" }), {
      name: "张山",
      contact_phone: null,
      branch_id: "cczu-library-b01",
      branch_name: "旧名",
    });
    expect(changed[0]?.changes).toEqual([
      { field: "name", before: "张山", after: "张三" },
      { field: "branch_id", before: "cczu-library-b01", after: "cczu-offices-b07" },
      { field: "contact_phone", before: null, after: "19900001234" },
    ]);
  });

  it("does not take a renamed branch for a move", async () => {
    expect((await compare(makeMember(), { branch_name: "旧名" })).changed).toEqual([]);
  });

  it("says nothing about columns that the file does not have", async () => {
    expect((await compare(makeMember(), { home_address: "某路1号" })).changed).toEqual([]);
    const { changed } = await compare(makeMember({ 家庭住址: " " }), { home_address: "某路1号" });
    expect(changed[0]?.changes).toEqual([{ field: "home_address", before: "某路1号", after: null }]);
  });

  it("does not replace a known day by its month, but another month", async () => {
    const cells = makeMember({ 入党时间: "2012-06", 转正时间: "2013-06" });
    expect((await compare(cells, { admission_date: "2012-06-20", conversion_date: "2013-06-20" })).changed).toEqual([]);
    expect((await compare(cells, { admission_date: "2012-07-01" })).changed).toHaveLength(1);
    expect((await compare(makeMember(), { admission_date: "2012-06" })).changed).toHaveLength(1);
  });
});
