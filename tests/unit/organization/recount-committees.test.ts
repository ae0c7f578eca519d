import { expect, test } from "vitest";
import { recountCommittees } from "../../../lib/organization/recount-committees.ts";

const nodes = [
  { organizationId: "b1", status: "active", committeeSize: 3 },
  { organizationId: "b2", status: "active", committeeSize: 2 },
  { organizationId: "b3", status: "active", committeeSize: null },
  { organizationId: "b4", status: "dissolved", committeeSize: 1 },
] as const;

test("counts anew where posts ran out or began with the day, and looks at nobody else", async () => {
  const sizes: Record<string, number> = { b1: 3, b2: 0 };
  const [asked, recounted]: [string[], string[]] = [[], []];
  const run = recountCommittees({
    listOrganizations: async () => nodes,
    countOn: async (id, day) => {
      asked.push(`${id} ${day}`);
      return sizes[id] ?? 0;
    },
    recount: async (id) => recounted.push(id),
  });
  expect(await run("2026-11-22")).toEqual({ committees: 2, changed: 1 });
  expect(asked).toEqual(["b1 2026-11-22", "b2 2026-11-22"]);
  expect(recounted).toEqual(["b2"]);
});
