import fc from "fast-check";
import { expect, test } from "vitest";
import { countMembers } from "../../../lib/organization/count-members.ts";
import type { CountMove, Standing } from "../../../lib/organization/organization-store.ts";

/** Counts as the table does: the standing of a person and the counters change together or not at all. */
function fakeCounts(losesFirst = 0) {
  const standings = new Map<string, Standing>();
  let losing = losesFirst;
  return {
    standings,
    store: {
      findStandings: async (personIds: readonly string[]) =>
        new Map(personIds.flatMap((id) => standings.get(id) ?? []).map((one) => [one.personId, one])),
      async saveStandings(moves: readonly CountMove[]) {
        const isLost = moves.some(
          ({ standing, former }) => standings.get(standing.personId)?.version !== former?.version,
        );
        if (losing-- > 0 || isLost) return false;
        for (const { standing } of moves) standings.set(standing.personId, standing);
        return true;
      },
    },
  };
}

const facts = fc.array(
  fc.record({
    personId: fc.constantFrom("p1", "p2"),
    organizationId: fc.constantFrom("b1", "b2", "b3"),
    countedAs: fc.constantFrom("candidate", "probationary_member", "full_member", null),
  }),
  { minLength: 1, maxLength: 8 },
);

test("ends where the latest fact says, in whatever order and however often the facts come", async () => {
  await fc.assert(
    fc.asyncProperty(
      facts,
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 1, max: 5 }),
      async (given, random, size) => {
        const history = given.map((fact, index): Standing => ({ ...fact, version: index + 1 }));
        const delivered = [...history, ...history]
          .map((fact) => ({ fact, order: random.next().value ?? 0 }))
          .sort((one, other) => one.order - other.order);
        const { store, standings } = fakeCounts();
        const count = countMembers({ store });
        for (let start = 0; start < delivered.length; start += size) {
          await count(delivered.slice(start, start + size).map(({ fact }) => fact));
        }
        for (const personId of ["p1", "p2"]) {
          expect(standings.get(personId)).toEqual(history.findLast((fact) => fact.personId === personId));
        }
      },
    ),
  );
});

const standing: Standing = { personId: "p1", organizationId: "b1", countedAs: "full_member", version: 3 };

test("tells a repeat from a first time, and tries again when somebody else was faster", async () => {
  const { store } = fakeCounts(3);
  const count = countMembers({ store });
  expect(await count([standing])).toEqual(["done"]);
  expect(await count([standing])).toEqual(["already_done"]);
});

test("counts a person once whose facts come together, by the newest of them", async () => {
  const { store, standings } = fakeCounts();
  const later = { ...standing, organizationId: "b2", version: 4 };
  expect(await countMembers({ store })([later, standing])).toEqual(["done", "already_done"]);
  expect(standings.get("p1")).toEqual(later);
});
