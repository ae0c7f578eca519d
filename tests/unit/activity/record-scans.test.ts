import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scanOrder } from "../../../lib/activity/attendance.ts";
import { holdActivity } from "../../../lib/activity/hold-activity.ts";
import { getDoor, issuePass } from "../../../lib/activity/keep-door.ts";
import { listAttendance } from "../../../lib/activity/list-attendance.ts";
import { exportPublicKey, importPublicKey, newSigningKeys, readPass, showPass } from "../../../lib/activity/pass.ts";
import { recordScans } from "../../../lib/activity/record-scans.ts";
import { activityTable } from "../../../lib/activity/table.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { contextOf, now, partsOver, personId, publishedActivity, someone } from "./activity-fixture.ts";

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(async () => tables?.stop());

const crowd = Array.from({ length: 120 }, (_, index) => someone(index + 1));
const startsAt = Date.parse("2026-11-20T07:00:00Z");
const atSecond = (second: number) => new Date(startsAt + second * 1_000);
const afterwards = new Date(startsAt + 4 * 3_600_000);

async function heldActivity() {
  const parts = partsOver(tables.client, await tables.create(activityTable), [...crowd]);
  const { activityId, version } = await publishedActivity(parts);
  const params = { activityId };
  await holdActivity(parts)({ params, query: {}, body: { version } }, contextOf("branch_secretary"));
  const passFor = async (number: number) => {
    const phone = await newSigningKeys(false);
    const body = { deviceKey: await exportPublicKey(phone.publicKey) };
    const asMember = contextOf("member", { accountId: `account-${number}` });
    const { pass } = await issuePass(parts)({ params, query: {}, body }, asMember);
    return (at: Date) => showPass(pass, phone.privateKey, at);
  };
  type Scan = Parameters<ReturnType<typeof recordScans>>[0]["body"]["scans"][number];
  const send = (scans: Scan[]) =>
    recordScans(parts)({ params, query: {}, body: { scans } }, contextOf("branch_secretary", { at: afterwards }));
  const attended = async () =>
    (await listAttendance(parts)({ params, query: {}, body: undefined }, contextOf("branch_secretary"))).items;
  const door = async () =>
    await getDoor(parts)({ params, query: {}, body: undefined }, contextOf("branch_secretary", { at: now }));
  return { activityId, passFor, send, attended, door };
}

/** A shuffled copy, the same in every run. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed;
  const draw = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state;
  };
  return items
    .map((item) => ({ item, order: draw() }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);
}

test("a thousand offline scans of three doors, sent in any order and repeatedly, give the exact attendance with the times of the doors", async () => {
  const { passFor, send, attended } = await heldActivity();
  const present = crowd.slice(0, 100).map((_, index) => index + 1);
  const passes = await Promise.all(present.map(async (number) => ({ number, show: await passFor(number) })));
  const scans = await Promise.all(
    Array.from({ length: 1_000 }, async (_, index) => {
      const { number, show } = passes[index % passes.length] ?? { number: 0, show: async () => "" };
      const at = atSecond((index * 37) % 5_000);
      const deviceId = `door-${(index % 3) + 1}`;
      return {
        number,
        scan: { pass: await show(at), scannedAt: at.toISOString(), deviceId, sequence: index, skewSeconds: 0 },
      };
    }),
  );
  const expected = new Map<string, string>();
  for (const { number, scan } of scans) {
    const order = scanOrder({ ...scan, at: scan.scannedAt });
    const known = expected.get(personId(number));
    if (known === undefined || order < known) expected.set(personId(number), order);
  }
  const sent = [...shuffled(scans, 7), ...shuffled(scans, 11).slice(0, 500)];
  const batches = Array.from({ length: 10 }, (_, index) => sent.slice(index * 150, (index + 1) * 150));
  await Promise.all(
    batches.map(async (batch) => {
      expect(await send(batch.map(({ scan }) => scan))).toEqual({ accepted: batch.length, rejected: [] });
    }),
  );
  const found = (await attended()).flatMap(({ personId: id, scan }) => (scan === null ? [] : [[id, scanOrder(scan)]]));
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  expect(found).toHaveLength(100);
});

describe("a door", () => {
  test("reads a pass without network, and refuses a photograph of it at the next rotation", async () => {
    const { activityId, passFor, door } = await heldActivity();
    const { publicKey, people } = await door();
    expect(people).toHaveLength(120);
    const show = await passFor(3);
    const read = async (shown: string, at: Date, activity = activityId) =>
      await readPass(shown, { activityId: activity, publicKey: await importPublicKey(publicKey), at });
    const photograph = await show(atSecond(0));
    expect(await read(photograph, atSecond(25))).toEqual({ personId: personId(3) });
    expect(await read(photograph, atSecond(31))).toEqual({ fault: "stale" });
    expect(await read(photograph, atSecond(-11))).toEqual({ fault: "stale" });
    expect(await read(await show(atSecond(31)), atSecond(31))).toEqual({ personId: personId(3) });
    expect(await read(photograph, atSecond(0), "act-00000000")).toEqual({ fault: "wrong_activity" });
    expect(await read(await show(atSecond(20_000)), atSecond(20_000))).toEqual({ fault: "expired" });
    expect(await read("https://example.invalid/", atSecond(0))).toEqual({ fault: "unreadable" });
  });

  test("finds out a pass of somebody else's phone, another name on it, and a signature of another activity", async () => {
    const { activityId, passFor, door } = await heldActivity();
    const other = await heldActivity();
    const publicKey = await importPublicKey((await door()).publicKey);
    const read = (shown: string) => readPass(shown, { activityId, publicKey, at: atSecond(0) });
    const [own, others] = [await (await passFor(3))(atSecond(0)), await (await passFor(4))(atSecond(0))];
    const [ownParts, otherParts] = [own.split("."), others.split(".")];
    const swapped = [...ownParts.slice(0, 7), ...otherParts.slice(7)].join(".");
    expect(await read(swapped)).toEqual({ fault: "forged" });
    expect(await read(own.replace(personId(3), personId(5)))).toEqual({ fault: "forged" });
    const elsewhere = await (await other.passFor(3))(atSecond(0));
    expect(await read(elsewhere.replace(other.activityId, activityId))).toEqual({ fault: "forged" });
  });

  test("whose clock is an hour behind keeps the true time, and the mark says so", async () => {
    const { passFor, send, attended } = await heldActivity();
    const show = await passFor(1);
    const scannedAt = atSecond(60 - 3_600).toISOString();
    const scan = { pass: await show(atSecond(60)), scannedAt, deviceId: "door-1", sequence: 1, skewSeconds: 3_600 };
    expect(await send([scan])).toEqual({ accepted: 1, rejected: [] });
    const found = (await attended()).find(({ personId: id }) => id === personId(1));
    expect(found?.scan).toMatchObject({ at: atSecond(60).toISOString(), skewSeconds: 3_600 });
    expect(found?.state).toBe("present");
  });

  test("is told which scans do not count, and the others count", async () => {
    const { passFor, send } = await heldActivity();
    const at = { scannedAt: atSecond(5).toISOString(), deviceId: "door-1", skewSeconds: 0 };
    const stale = await (await passFor(1))(atSecond(-60));
    const good = await (await passFor(2))(atSecond(5));
    const scans = [stale, good, "v1.nothing"].map((pass, sequence) => ({ ...at, pass, sequence }));
    expect(await send(scans)).toEqual({
      accepted: 1,
      rejected: [
        { index: 0, reason: "stale" },
        { index: 2, reason: "unreadable" },
      ],
    });
  });
});
