import { expect, test } from "vitest";
import { allRoutes } from "../../../lib/contract.ts";
import { describeBurden, measureBurden } from "../../../scripts/describe-burden.ts";

/** What the records of people and organisations hold already: nobody is asked for it again. */
const held = ["name", "campusId", "organizationName", "phone", "signedBy", "attendance", "present", "voters"];

test("records a meeting with at most 7 fields before saving, in two presses", () => {
  const meeting = measureBurden(allRoutes).find(({ task }) => task.en === "Record a meeting on the phone");
  expect(meeting?.steps).toBe(2);
  expect(meeting?.required.length).toBeLessThanOrEqual(7);
});

test("asks nobody for what is held already", () => {
  const asked = measureBurden(allRoutes).flatMap(({ task, required }) =>
    required.filter((name) => held.includes(name)).map((name) => `${task.en}: ${name}`),
  );
  expect(asked).toEqual([]);
});

test("tells steps and fields of each task by role", () => {
  const page = describeBurden(allRoutes);
  expect(page).toContain("| 党员 · Member | 会场签到 · Check in with the code of the room | 1 | 1（`code`） | 0 |");
});
