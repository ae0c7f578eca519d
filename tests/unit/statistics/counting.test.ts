import fc from "fast-check";
import { expect, test } from "vitest";
import { countKeysOf } from "../../../lib/statistics/count-keys.ts";
import { countPeople } from "../../../lib/statistics/count-people.ts";
import type { CountedPerson } from "../../../lib/statistics/counted-person.ts";
import { addTo, countOnce, withoutNoughts } from "../../../lib/statistics/counts.ts";
import { rollUp } from "../../../lib/statistics/roll-up.ts";
import { countedPerson, today } from "./counted-people.ts";
import { fakeStatisticsStore } from "./fake-statistics-store.ts";

const branches = ["b1", "b2", "b3"];
const superiors = ["u", "c1", "c2", "c3"];

/** A person as a step of history leaves it, or a branch or committee that goes below another. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("person" as const),
      personId: fc.constantFrom("p1", "p2", "p3"),
      organizationId: fc.constantFrom(...branches),
      stage: fc.constantFrom("full_member", "activist", "transferred_out"),
      gender: fc.constantFrom("male" as const, "female" as const),
      ethnicity: fc.constantFrom("汉族", "回族", null),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("move" as const),
      organizationId: fc.constantFrom(...branches, "c1", "c2", "c3"),
      parentId: fc.constantFrom(...superiors),
    }),
  },
);

type Step = typeof step extends fc.Arbitrary<infer Given> ? Given : never;

interface Delivery {
  readonly run: () => Promise<void>;
  tries: number;
}

/** The people and the tree as they are, with the deliveries that each change causes. */
function makeWorld(call: () => Promise<void>) {
  const people = new Map<string, CountedPerson>();
  const parents = new Map<string, string | null>([
    ["u", null],
    ["c1", "u"],
    ["c2", "u"],
    ["c3", "c2"],
    ["b1", "c1"],
    ["b2", "c3"],
    ["b3", "u"],
  ]);
  const pathOf = (id: string): string => {
    const parent = parents.get(id);
    return parent === null || parent === undefined ? `/${id}/` : `${pathOf(parent)}${id}/`;
  };
  const fake = fakeStatisticsStore(call);
  const roll = rollUp({
    store: fake.store,
    tree: {
      async findPlace(id) {
        await call();
        return {
          parentId: parents.get(id) ?? null,
          kind: id.startsWith("b") ? "student_branch" : "grassroots_committee",
        };
      },
    },
  });
  const count = countPeople({
    store: fake.store,
    rollUp: roll,
    people: {
      async findPeople(ids) {
        await call();
        return ids.flatMap((id) => people.get(id) ?? []);
      },
    },
  });
  /** Makes the change and gives what it sets off; nothing when it is none. */
  const happen = (given: Step): Delivery[] => {
    if (given.kind === "person") {
      const { kind: _, personId, gender, ethnicity, ...rest } = given;
      const before = people.get(personId);
      const version = (before?.version ?? 0) + 1;
      const former = before === undefined ? [] : [before.organizationId];
      people.set(personId, countedPerson({ ...rest, personId, version, fields: { gender, ethnicity } }));
      return [{ tries: 0, run: async () => void (await count([personId], today, former)) }];
    }
    const { organizationId, parentId } = given;
    const former = parents.get(organizationId);
    if (former === undefined || former === null || `${pathOf(parentId)}`.includes(`/${organizationId}/`)) return [];
    parents.set(organizationId, parentId);
    const run = async () => {
      await roll([organizationId]);
      await roll([former]);
    };
    return [{ tries: 0, run }];
  };
  const recount = (organizationId: string) => {
    const sum = new Map();
    for (const person of people.values()) {
      const isInside = pathOf(person.organizationId).includes(`/${organizationId}/`);
      if (isInside) addTo(sum, countOnce(countKeysOf(person, today).keys));
    }
    return withoutNoughts(sum);
  };
  return { happen, recount, store: fake.store };
}

test("counts what the people are, in whatever order, however often and however broken the facts arrive, while organisations move", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(step, { minLength: 1, maxLength: 10 }),
      fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      async (scheduler, steps, cuts) => {
        let calls = 0;
        const call = async () => {
          await scheduler.schedule(Promise.resolve());
          // A fifth of the functions die in the middle of something, and the queue delivers again.
          calls += 1;
          if (calls % 5 === 0 && cuts[calls / 5] === true) throw new Error("cut short");
        };
        const world = makeWorld(call);
        const deliver = async (delivery: Delivery): Promise<void> => {
          try {
            await delivery.run();
          } catch (error) {
            delivery.tries += 1;
            if (delivery.tries > 60) throw error;
            await deliver(delivery);
          }
        };
        const work = Promise.all(
          steps.map(async (one) => {
            await scheduler.schedule(Promise.resolve());
            const deliveries = world.happen(one);
            await Promise.all([...deliveries, ...deliveries].map((delivery) => deliver({ ...delivery })));
          }),
        );
        await scheduler.waitFor(work);
        for (const organizationId of [...superiors, ...branches]) {
          const counts = await world.store.readCounts(organizationId);
          expect(Object.fromEntries(counts), organizationId).toEqual(Object.fromEntries(world.recount(organizationId)));
        }
      },
    ),
    { numRuns: 150 },
  );
});
