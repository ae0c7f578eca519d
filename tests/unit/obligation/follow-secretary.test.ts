import * as fc from "fast-check";
import { expect, test } from "vitest";
import { followSecretary, type SecretaryReport } from "../../../lib/obligation/follow-secretary.ts";
import { circumstances, dutyPlatform } from "./duty-platform.ts";

const report = (version: number, change: Partial<SecretaryReport> = {}): SecretaryReport => ({
  appointmentId: "apt-1",
  version,
  organizationId: "branch-1",
  from: "2026-09-02",
  to: null,
  fullMemberSince: "2025-10-02",
  ...change,
});
const dutyId = "BR-34~conversion@2025-10-02";

function setUp() {
  const platform = dutyPlatform();
  const follow = followSecretary({ keep: platform.keep });
  return { ...platform, follow, stateOf: async () => (await platform.duty(dutyId))?.state };
}

test("a secretary below the usual Party age is looked at until the very day of a year, by time alone", async () => {
  const { follow, stateOf, sweepOn, duty } = setUp();
  await follow(report(2), circumstances("2026-09-02"));
  expect(await stateOf()).toBe("open");
  const kept = await duty(dutyId);
  expect(kept).toMatchObject({ due: null, what: { zh: expect.stringContaining("一般要求") } });
  expect(kept?.explanation?.zh).toMatch(/2026-10-02 = 2025-10-02 \+ 1 年.*第二十三条.*不作为违规/);
  await sweepOn("2026-10-01");
  expect(await stateOf()).toBe("open");
  await sweepOn("2026-10-02");
  expect(await stateOf()).toBe("cancelled");
});

test("it falls silent with the post, and with a day that was put right; who is old enough is never asked about", async () => {
  const { follow, stateOf, sweepOn, store } = setUp();
  await follow(report(2, { fullMemberSince: "2025-09-02" }), circumstances("2026-09-02"));
  expect((await store.listDuties("branch-1")).filter(({ ruleId }) => ruleId === "BR-34")).toEqual([]);
  await follow(report(3), circumstances("2026-09-03"));
  expect(await stateOf()).toBe("open");
  await follow(report(4, { to: "2026-09-20" }), circumstances("2026-09-04"));
  await sweepOn("2026-09-20");
  expect(await stateOf()).toBe("open");
  await sweepOn("2026-09-21");
  expect(await stateOf()).toBe("cancelled");
  await follow(report(5), circumstances("2026-09-22"));
  expect(await stateOf()).toBe("open");
  await follow(report(6, { fullMemberSince: "2020-01-01" }), circumstances("2026-09-23"));
  expect(await stateOf()).toBe("cancelled");
});

test("reports in any order and repetition give the same", async () => {
  const last = report(5, { to: "2026-12-31" });
  const reports = [report(2), report(3, { fullMemberSince: null }), report(4, { to: "2026-09-05" }), last];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...reports), { maxLength: 8 }), async (noise) => {
      const { follow, stateOf } = setUp();
      for (const one of [...noise, last]) await follow(one, circumstances("2026-09-10"));
      expect(await stateOf()).toBe("open");
    }),
    { numRuns: 25 },
  );
});
