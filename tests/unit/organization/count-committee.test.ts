import { expect, test } from "vitest";
import { committeeAmong } from "../../../lib/identity/post.ts";
import { countCommittee } from "../../../lib/organization/count-committee.ts";

function setUp(sizes: number[]) {
  const saved: number[] = [];
  const count = countCommittee({
    store: {
      saveCommitteeSize: async (_, size) => {
        saved.push(size);
      },
    },
    countNow: async () => sizes.shift() ?? 0,
  });
  return { saved, count };
}

test("writes the number of people in a committee", async () => {
  const { saved, count } = setUp([5, 5]);
  expect(await count("branch-1")).toBe("done");
  expect(saved).toEqual([5]);
});

test("writes again when somebody was appointed while it counted", async () => {
  const { saved, count } = setUp([3, 4, 4]);
  await count("branch-1");
  expect(saved).toEqual([3, 4]);
});

test("leaves a committee that does not come to rest to the next delivery", async () => {
  const { count } = setUp([1, 2, 3, 4, 5, 6, 7]);
  await expect(count("branch-1")).rejects.toThrow("being changed");
});

test("a secretary and a deputy alone are no committee, and nobody is counted twice", () => {
  const secretary = { post: "branch_secretary", accountId: "1" } as const;
  const deputy = { post: "deputy_branch_secretary", accountId: "2" } as const;
  expect(committeeAmong([secretary, deputy])).toEqual([]);
  const both = { post: "publicity_commissioner", accountId: "2" } as const;
  expect(committeeAmong([secretary, deputy, both])).toEqual(["1", "2"]);
});
