import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlacedSignUp, placesOf, type SignUp } from "../../../lib/activity/sign-up.ts";
import { activityTable } from "../../../lib/activity/table.ts";
import { readPlaces, signUp, withdrawSignUp } from "../../../lib/activity/take-place.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { contextOf, now, type Parts, partsOver, personId, publishedActivity, someone } from "./activity-fixture.ts";

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(async () => tables?.stop());

const later = new Date(now.getTime() + 60_000);
const crowd = Array.from({ length: 200 }, (_, index) => someone(index + 1));

async function freshParts(): Promise<Parts> {
  return partsOver(tables.client, await tables.create(activityTable), crowd);
}

const inputFor = (activityId: string) => ({ params: { activityId }, query: {}, body: {} });
const asPerson = (number: number) => contextOf("member", { accountId: `account-${number}` });
const countIn = (placed: readonly PlacedSignUp[], state: string) =>
  placed.filter(({ place }) => place.state === state).length;

test("gives 50 places to 200 people who sign up in the same second: 50 in, 150 waiting in order, nobody lost", async () => {
  const parts = await freshParts();
  const activity = await publishedActivity(parts, { kind: "volunteer_service", capacity: 50 });
  const input = inputFor(activity.activityId);
  const answers = await Promise.all(crowd.map((_, index) => signUp(parts)(input, asPerson(index + 1))));
  const placed = await readPlaces(parts, activity, now);
  expect([countIn(placed, "in"), countIn(placed, "waiting")]).toEqual([50, 150]);
  expect(placed.map(({ place }) => place.position)).toEqual([
    ...Array.from({ length: 50 }, (_, index) => index + 1),
    ...Array.from({ length: 150 }, (_, index) => index + 1),
  ]);
  expect(new Set(placed.map(({ signUp }) => signUp.personId)).size).toBe(200);
  // Whoever was told "in" is in, also after everybody else has come.
  const toldIn = answers.flatMap(({ place }, index) => (place.state === "in" ? [personId(index + 1)] : []));
  const areIn = new Set(placed.filter(({ place }) => place.state === "in").map(({ signUp }) => signUp.personId));
  expect(toldIn.filter((id) => !areIn.has(id))).toEqual([]);
});

test("moves the first who waits up when somebody withdraws, and lets a return stand at the end", async () => {
  const parts = await freshParts();
  const activity = await publishedActivity(parts, { kind: "volunteer_service", capacity: 2 });
  const input = inputFor(activity.activityId);
  for (const number of [1, 2, 3, 4]) await signUp(parts)(input, asPerson(number));
  await withdrawSignUp(parts)(input, asPerson(1));
  await signUp(parts)(input, asPerson(1));
  const placed = await readPlaces(parts, activity, later);
  expect(placed.map(({ signUp, place }) => [signUp.personId, place.state, place.position])).toEqual([
    [personId(2), "in", 1],
    [personId(3), "in", 2],
    [personId(4), "waiting", 1],
    [personId(1), "waiting", 2],
  ]);
});

test("takes a press twice at the same moment for one", async () => {
  const parts = await freshParts();
  const activity = await publishedActivity(parts, { kind: "volunteer_service", capacity: 2 });
  const input = inputFor(activity.activityId);
  await Promise.all(Array.from({ length: 5 }, () => signUp(parts)(input, asPerson(1))));
  await signUp(parts)(input, asPerson(2));
  const placed = await readPlaces(parts, activity, later);
  expect(placed.map(({ place }) => place)).toEqual([
    { state: "in", position: 1 },
    { state: "in", position: 2 },
  ]);
});

test("after everything has settled the lowest numbers that stand have the places, whatever was lost or withdrawn", () => {
  const number = fc.record({ isLost: fc.boolean(), isWithdrawn: fc.boolean() });
  fc.assert(
    fc.property(fc.array(number, { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (numbers, capacity) => {
      const signUps = numbers.flatMap(({ isLost, isWithdrawn }, index): SignUp[] =>
        isLost ? [] : [aSignUp(index + 1, isWithdrawn ? now.toISOString() : null)],
      );
      const standing = signUps.filter(({ withdrawnAt }) => withdrawnAt === null);
      const settled = placesOf([...signUps].reverse(), capacity, later);
      expect(settled.map(({ signUp }) => signUp)).toEqual(standing);
      expect(countIn(settled, "in")).toBe(Math.min(capacity, standing.length));
      // While numbers may be on their way nobody is promised a place that could be taken back.
      const early = placesOf(signUps, capacity, now).filter(({ place }) => place.state === "in");
      expect(early.every(({ signUp }) => signUp.sequence <= capacity + withdrawnBelow(signUps, signUp))).toBe(true);
    }),
  );
});

function withdrawnBelow(signUps: readonly SignUp[], { sequence }: SignUp): number {
  return signUps.filter((one) => one.withdrawnAt !== null && one.sequence < sequence).length;
}

function aSignUp(sequence: number, withdrawnAt: string | null): SignUp {
  const signedUpAt = now.toISOString();
  return {
    personId: personId(sequence),
    organizationId: "branch-1",
    stage: "full_member",
    sequence,
    signedUpAt,
    withdrawnAt,
  };
}
