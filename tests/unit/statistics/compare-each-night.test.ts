import { expect, test } from "vitest";
import { compareEachNight } from "../../../lib/statistics/compare-each-night.ts";
import { countKey } from "../../../lib/statistics/dimensions.ts";
import type { RebuildPosition } from "../../../lib/statistics/rebuild-position.ts";

const places = [
  { organizationId: "u", parentId: null, memberCount: 0, candidateCount: 0 },
  { organizationId: "b1", parentId: "u", memberCount: 12, candidateCount: 3 },
  { organizationId: "b2", parentId: "u", memberCount: 5, candidateCount: 0 },
];
const night = new Date("2026-11-22T16:05:00Z");

/** Three slices; each night has time for so many of them. */
function startNights(members: number, slicesANight = 9) {
  let saved: RebuildPosition | null = null;
  let slices = 0;
  const run = compareEachNight({
    store: {
      findComparison: async () => saved ?? undefined,
      async saveComparison(position) {
        saved = position;
      },
      readCounts: async () =>
        new Map([
          [countKey("member", "category", "full_member"), members - 1],
          [countKey("member", "category", "probationary_member"), 1],
          [countKey("candidate", "category", "activist"), 3],
        ]),
    },
    async rebuild(position) {
      slices += 1;
      const done = position?.phase === "organizations" ? position.done + 1 : 1;
      return { position: done < 3 ? { phase: "organizations", done } : null, people: 0, corrected: 2 };
    },
    listOrganizations: async () => places,
    hasTime: () => slices % slicesANight !== 0,
  });
  return { run, slices: () => slices };
}

test("looks at nobody while the totals are those of the tree", async () => {
  const { run, slices } = startNights(17);
  expect(await run(night)).toEqual({ corrected: 0 });
  expect(slices()).toBe(0);
});

test("compares everything where the totals differ, over as many nights as that takes", async () => {
  const { run, slices } = startNights(16, 2);
  expect(await run(night)).toEqual({ corrected: 4 });
  expect(await run(night)).toEqual({ corrected: 2 });
  expect(slices()).toBe(3);
});
