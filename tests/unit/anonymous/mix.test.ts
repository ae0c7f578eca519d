import { beforeAll, describe, expect, test } from "vitest";
import { shuffled } from "../../../lib/anonymous/shuffle.ts";
import { commitsDigest } from "../../../lib/feedback-protocol/ledger.ts";
import { outerBytes } from "../../../lib/feedback-protocol/sizes.ts";
import { type Envelope, mixerWorld, sealedEnvelope } from "../../support/fake-mixer.ts";
import { noiseOf } from "../../support/feedback-issuer.ts";

const monday = "2026-11-16";
const tuesday = "2026-11-17";
const thursday = "2026-11-19";
let envelopes: Envelope[];
let commits: string[];

beforeAll(async () => {
  envelopes = await Promise.all(Array.from({ length: 5 }, () => sealedEnvelope()));
  commits = envelopes.map(({ commit }) => commit).sort();
});

/** What has to be true whatever happened on the way: each message once, under its day, listed and told of. */
async function expectHandedOn(world: ReturnType<typeof mixerWorld>): Promise<void> {
  expect(
    world
      .delivered()
      .map(({ commit }) => commit)
      .sort(),
  ).toEqual(commits);
  expect(world.pooled).toBe(0);
  for (const { day, commit } of world.delivered()) expect(world.listOf(day)?.commits).toContain(commit);
  for (const release of world.releases.values()) {
    expect(release.isComplete).toBe(true);
    expect(world.listOf(release.day)?.commits).toEqual(release.commits);
    const told = world.facts.filter(({ id }) => id.endsWith(`/${release.day}`));
    expect(told.length).toBeGreaterThan(0);
    for (const { data } of told) {
      expect(data).toMatchObject({ count: release.commits.length, commits: await commitsDigest(release.commits) });
    }
  }
}

describe("the mixer", () => {
  test("B18 lists every message that it hands on, sorted, so that nothing tells the order in which they came", async () => {
    const world = mixerWorld();
    world.put(envelopes);
    await world.run(monday);
    expect(world.listOf(monday)?.commits).toEqual(commits);
    expect(world.facts).toMatchObject([{ at: `${monday}T00:00:00.000Z`, data: { day: monday, count: 5 } }]);
    await expectHandedOn(world);
  });

  test("B14 lets fewer than five wait for others, and hands them on alone after three days at most", async () => {
    const world = mixerWorld();
    world.put(envelopes.slice(0, 4));
    await world.run(monday);
    await world.run(tuesday);
    expect(world.delivered()).toEqual([]);
    await world.run(thursday);
    expect(world.delivered()).toHaveLength(4);

    const joined = mixerWorld();
    joined.put(envelopes.slice(0, 4));
    await joined.run(monday);
    joined.put(envelopes.slice(4));
    await joined.run(tuesday);
    expect(joined.delivered().map(({ day }) => day)).toEqual(Array(5).fill(tuesday));
  });

  test("hands nothing on twice, nor late arrivals on the same day", async () => {
    const world = mixerWorld();
    world.put(envelopes);
    await world.run(monday);
    world.put(await Promise.all(Array.from({ length: 5 }, () => sealedEnvelope())));
    await world.run(monday);
    expect(world.delivered()).toHaveLength(5);
    await world.run(tuesday);
    expect(world.delivered()).toHaveLength(10);
  });

  test("is killed before or after any of its steps, and the next run brings the day to its end", async () => {
    const whole = mixerWorld();
    whole.put(envelopes);
    await whole.run(monday);
    for (let at = 0; at < whole.steps; at++) {
      for (const isAfter of [false, true]) {
        const world = mixerWorld();
        world.put(envelopes);
        world.killAt({ step: at, isAfter });
        await expect(world.run(monday)).rejects.toThrow("killed");
        world.killAt(undefined);
        await world.run(isAfter ? tuesday : monday);
        await expectHandedOn(world);
      }
    }
  });

  test("killed half way through the mailbox it keeps the day, and what came meanwhile goes with the next", async () => {
    const world = mixerWorld();
    world.put(envelopes);
    const stepsBeforeMailbox = 6;
    world.killAt({ step: stepsBeforeMailbox + 2, isAfter: true });
    await expect(world.run(monday)).rejects.toThrow("killed");
    expect(world.delivered()).toHaveLength(3);
    world.killAt(undefined);
    const late = await Promise.all(Array.from({ length: 5 }, () => sealedEnvelope()));
    world.put(late);
    await world.run(tuesday);
    const ofDay = (day: string) =>
      world
        .delivered()
        .filter((one) => one.day === day)
        .map(({ commit }) => commit)
        .sort();
    expect(ofDay(monday)).toEqual(commits);
    expect(ofDay(tuesday)).toEqual(late.map(({ commit }) => commit).sort());
  });

  test("drops what nobody can ever open and hands the others on", async () => {
    const world = mixerWorld();
    world.put([...envelopes, { outer: noiseOf(outerBytes) }]);
    await world.run(monday);
    await expectHandedOn(world);
  });
});

describe("B13 the shuffle", () => {
  test("gives every order as often", () => {
    const draws = 24_000;
    const seen = new Map<string, number>();
    for (let draw = 0; draw < draws; draw++) {
      const order = shuffled(["a", "b", "c", "d"]).join("");
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    const expected = draws / 24;
    const chiSquare = [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // Of 23 degrees of freedom: a fair shuffle exceeds 110 once in 10^12 runs.
    expect(chiSquare).toBeLessThan(110);
  });

  test("loses and doubles nothing, whatever the number", () => {
    for (const length of [0, 1, 2, 100]) {
      const items = Array.from({ length }, (_, index) => index);
      expect(shuffled(items).sort((a, b) => a - b)).toEqual(items);
    }
  });
});
