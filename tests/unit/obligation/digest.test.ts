import { expect, test } from "vitest";
import { collectDigest } from "../../../lib/obligation/collect-digest.ts";
import { defaultLadder, type Ladder } from "../../../lib/obligation/ladder.ts";
import { listReminders } from "../../../lib/obligation/read-reminders.ts";
import { type DigestNotice, tellDigests } from "../../../lib/obligation/tell-digests.ts";
import { circumstances, contextOf, dutyPlatform } from "./duty-platform.ts";

async function remindedOn(date: string, organizations: readonly string[]) {
  const platform = dutyPlatform();
  const collect = collectDigest({ store: platform.store, findRecipients: async () => ["acc", "other-account"] });
  await platform.keep("branch-1", circumstances("2026-01-20"));
  await platform.sweepOn(date);
  for (const organizationId of [...organizations, ...organizations]) {
    for (const recipient of ["committee", "head"] as const) {
      await collect({ organizationId, recipient, day: date, isPushed: recipient === "head" }, circumstances(date));
    }
  }
  return platform;
}

test("one person gets one digest a day, whatever number of organisations, steps and repetitions", async () => {
  const { store } = await remindedOn("2026-02-01", ["branch-1", "branch-2", "branch-3"]);
  const begun = store.facts.filter(({ name }) => name === "DigestBegun");
  expect(begun.map(({ subject }) => subject.id).sort()).toEqual(["acc", "other-account"]);
  expect(await store.listDigests("acc", { from: "2026-01-01" })).toHaveLength(1);
});

test("a digest names what is meant for its reader, as it stands now", async () => {
  const { store } = await remindedOn("2026-02-01", ["branch-1"]);
  const read = listReminders({ store, findName: async (id) => (id === "branch-1" ? "第一党支部" : undefined) });
  const { items } = await read({ params: {}, query: {}, body: undefined } as never, contextOf("2026-02-02"));
  expect(items.map(({ day }) => day)).toEqual(["2026-02-01"]);
  const line = items[0]?.lines.find(({ dutyId }) => dutyId === "BR-22~2026-01");
  expect(line).toMatchObject({ organizationName: "第一党支部", step: "head", state: "overdue", due: "2026-01-31" });
  // The superior's steps stand in the superior's digest.
  expect(items[0]?.lines.some(({ step }) => step === "superior" || step === "talk")).toBe(false);
});

test("each person is told once a day by other channels, and nobody when no step asks for it", async () => {
  const { store } = await remindedOn("2026-02-01", ["branch-1"]);
  const told: DigestNotice[] = [];
  const tell = tellDigests({ store, tell: async (notice) => void told.push(notice) });
  const morning = new Date("2026-02-01T07:00:00+08:00");
  expect(await tell(morning)).toEqual({ people: 2 });
  expect(await tell(morning)).toEqual({ people: 0 });
  expect(told.map(({ accountId, organizations }) => [accountId, organizations]).sort()).toEqual([
    ["acc", 1],
    ["other-account", 1],
  ]);
  expect(told[0]?.duties).toBeGreaterThan(0);
});

test("a message goes out by the channels that its steps name, and by all where one of them names none", async () => {
  const noticeFor = async (channels: Ladder["channels"]) => {
    const platform = dutyPlatform();
    const ladder = { ...defaultLadder, channels };
    const settings = { policy: {}, judgedFrom: null, ladders: [{ ruleId: null, organizationId: null, ladder }] };
    await platform.store.savePolicy({ ...settings, version: 1 }, [], undefined);
    await platform.keep("branch-1", circumstances("2026-01-20"));
    await platform.sweepOn("2026-02-01");
    const collect = collectDigest({ store: platform.store, findRecipients: async () => ["acc"] });
    for (const recipient of ["committee", "head", "superior"] as const) {
      await collect(
        { organizationId: "branch-1", recipient, day: "2026-02-01", isPushed: true },
        circumstances("2026-02-01"),
      );
    }
    const told: DigestNotice[] = [];
    await tellDigests({ store: platform.store, tell: async (notice) => void told.push(notice) })(
      new Date("2026-02-01T07:00:00+08:00"),
    );
    return told[0]?.channels;
  };
  expect(await noticeFor({})).toBeNull();
  expect(await noticeFor({ head: ["email"] })).toEqual(["email"]);
});

test("the overview of Monday comes once a week and only where something is near", async () => {
  const { store, keep, sweepOn } = dutyPlatform();
  await keep("branch-1", circumstances("2026-01-02"));
  for (const date of ["2026-01-05", "2026-01-05", "2026-01-06", "2026-01-12"]) await sweepOn(date);
  const weekly = (await store.listReminders("branch-1", { from: "2026-01-01" })).filter(({ isWeekly }) => isWeekly);
  expect(weekly.map(({ day }) => day)).toEqual(["2026-01-05", "2026-01-12"]);
});
