import { expect, test } from "vitest";
import type { PlannedRow } from "../../../lib/roster-import/person-register.ts";
import { planCommit, shareOut, togetherRows } from "../../../lib/roster-import/plan-commit.ts";

const row = (number: number, branch: string): PlannedRow => ({
  row: number,
  person: { branch_id: branch } as PlannedRow["person"],
  change: null,
});

test("rows are shared out evenly, and those of one branch go to one share", () => {
  const rows = [..."aaabbbccd"].map((branch, index) => row(index + 2, branch));
  const shares = shareOut(rows, 3);
  expect(shares.map((share) => share.map(({ person }) => person.branch_id).join(""))).toEqual(["aaa", "bbb", "ccd"]);
  expect(shareOut(rows.slice(0, 3), 3)).toEqual([rows.slice(0, 3)]);
});

test("the first rows of every branch are planned before the next ones of any", () => {
  const rows = [..."a".repeat(togetherRows + 2), ..."bb"].map((branch, index) => row(index + 2, branch));
  const comparison = { added: rows.toReversed(), changed: [] } as unknown as Parameters<typeof planCommit>[0];
  const branches = planCommit(comparison).map(({ person }) => person.branch_id);
  expect(branches.join("")).toBe(`${"a".repeat(togetherRows)}bbaa`);
  expect(planCommit(comparison).map(({ row: number }) => number)).toEqual(
    [...rows.slice(0, togetherRows), ...rows.slice(-2), ...rows.slice(togetherRows, -2)].map(
      ({ row: number }) => number,
    ),
  );
});
