import { expect, test } from "vitest";
import { type DerivedDuty, deriveDuties } from "../../../lib/obligation/derive-duties.ts";
import { followActivity } from "../../../lib/obligation/follow-activity.ts";
import { keepDuties } from "../../../lib/obligation/keep-duties.ts";
import { type CountedRelation, relationsOf } from "../../../lib/obligation/obligation-store.ts";
import type { OrganizationHistory } from "../../../lib/obligation/organization-history.ts";
import { sweepDuties } from "../../../lib/obligation/sweep-duties.ts";
import { addDays, type PlainDate } from "../../../lib/rules/calendar/plain-date.ts";
import type { OrganizationActivityKind, RelationKind } from "../../../lib/rules/facts/organization-facts.ts";
import { nationalPolicy } from "../../../lib/rules/policy.ts";
import { fakeObligationStore } from "../../support/fake-obligation-store.ts";
import { branchHistory, day } from "./branch-history.ts";

const organizations = 300;
const first = day("2024-01-01");
const last = day("2026-12-31");

/** Numbers that look random and are the same in every run. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

interface Told {
  readonly toldOn: PlainDate;
  readonly activityId: string;
  readonly version: number;
  readonly day: PlainDate;
  readonly duties: readonly OrganizationActivityKind[];
  readonly isConfirmed: boolean;
}

/** Something about a member, as it stands from the day on which it is told. */
interface ToldRelation {
  readonly toldOn: PlainDate;
  readonly relation: CountedRelation;
}

interface Life {
  readonly organizationId: string;
  readonly facts: readonly (Told | ToldRelation)[];
  /** As it was known on a day. */
  readonly historyOn: (on: PlainDate) => OrganizationHistory;
}

const kinds: readonly OrganizationActivityKind[] = [
  "branch_members_meeting",
  "branch_committee_meeting",
  "theme_party_day",
  "party_lesson",
  "democratic_appraisal",
];

const relationKinds: readonly RelationKind[] = [
  "absent_from_life",
  "secretary_below_party_age",
  "lost_contact",
  "transfer_in",
];

/** Members to look after: each begins, and ends late, is put right or goes on. */
function relationsOfLife(organizationId: string, next: (below: number) => number): ToldRelation[] {
  return relationKinds.flatMap((kind) => {
    const startedOn = addDays(first, next(800));
    const begun = { relationId: `${organizationId}-${kind}`, kind, startedOn, endedOn: null };
    const toldOn = addDays(startedOn, next(200));
    const later = { toldOn: addDays(toldOn, next(300)), version: 2 };
    const ended = { ...begun, version: later.version, endedOn: addDays(startedOn, next(400)) };
    const outcome = [ended, { ...begun, version: later.version, startedOn: null }, null][next(3)] ?? null;
    return [
      { toldOn, relation: { ...begun, version: 1 } },
      ...(outcome === null ? [] : [{ toldOn: later.toldOn, relation: outcome }]),
    ];
  });
}

/** An organisation over three years: deeds that are told late, twice or put right, a committee that ends, an end. */
function lifeOf(number: number): Life {
  const next = numbersFrom(number + 1);
  const organizationId = `branch-${number}`;
  const dayWithin = (days: number) => addDays(first, next(days));
  const facts = Array.from({ length: 4 }, (_, index): Told[] => {
    const on = dayWithin(1_050);
    const duties = [kinds[next(kinds.length)] ?? "theme_party_day"];
    const told: Told = {
      toldOn: addDays(on, next(40)),
      activityId: `${organizationId}-${index}`,
      version: 1,
      day: on,
      duties,
      isConfirmed: true,
    };
    const isPutRight = next(3) === 0;
    if (!isPutRight) return [told];
    const corrected = { ...told, version: 2, day: dayWithin(1_050), isConfirmed: next(2) === 0 };
    return [told, { ...corrected, toldOn: addDays(told.toldOn, next(200)) }];
  }).flat();
  const isCommittee = number % 3 === 2;
  const committeeEnds = next(2) === 0 ? dayWithin(1_096) : null;
  const endsOn = next(10) === 0 ? dayWithin(1_096) : null;
  const relations = number % 5 === 0 ? relationsOfLife(organizationId, next) : [];
  return {
    organizationId,
    facts: [...facts, ...relations].filter(({ toldOn }) => toldOn <= last),
    historyOn: (on) =>
      branchHistory({
        organizationId,
        line: ["university", organizationId],
        judgedFrom: first,
        facts: {
          id: organizationId,
          kind: isCommittee ? "grassroots_committee" : "branch",
          fullMembers: 12,
          probationaryMembers: 2,
          hasCommittee: true,
        },
        committee:
          number % 3 === 1
            ? []
            : [{ from: day("2023-01-01"), to: committeeEnds !== null && committeeEnds <= on ? committeeEnds : null }],
        endedOn: endsOn !== null && endsOn <= on ? endsOn : null,
      }),
  };
}

/** A platform with a clock of its own. */
function platform(lives: ReadonlyMap<string, Life>) {
  const store = fakeObligationStore();
  let today: PlainDate = first;
  const describe = async (id: string) => lives.get(id)?.historyOn(today);
  const keep = keepDuties({ store, sources: { describe } });
  const follow = followActivity({
    store,
    keep,
    findOwner: async (organizationId) => ({ organizationId, groupId: null }),
  });
  const sweep = sweepDuties({ store, keep, lookAfter: async () => undefined, newCorrelationId: () => "sweep" });
  const occasion = () => ({ at: new Date(`${today}T10:00:00+08:00`), correlationId: "c", actor: null, on: today });
  return {
    store,
    moveTo: (date: PlainDate) => {
      today = date;
    },
    begin: (id: string) => keep(id, occasion()),
    tell: async ({ toldOn: _, ...told }: Told | ToldRelation, id: string) => {
      if ("relation" in told) await keep(id, { ...occasion(), relation: told.relation });
      else await follow({ ...told, organizationIds: [id] }, occasion());
    },
    sweep: () => sweep(new Date(`${today}T06:30:00+08:00`)),
  };
}

type Owed = Pick<DerivedDuty, "dutyId" | "state" | "due" | "satisfiedBy" | "edition">;
const summaryOf = (duties: Iterable<Owed>) =>
  new Map(
    [...duties].map(({ dutyId, state, due, edition, satisfiedBy }) => [
      dutyId,
      { state, due, edition, by: satisfiedBy.map(({ id }) => id) },
    ]),
  );

/** What the whole past gives, looked at once at its end: the newest version of each deed, whenever it was told. */
function recomputed({ facts, historyOn }: Life) {
  const newest = new Map<string, Told>();
  const relations = new Map<string, CountedRelation>();
  for (const fact of facts) {
    if ("relation" in fact) {
      const { relation } = fact;
      if ((relations.get(relation.relationId)?.version ?? 0) < relation.version)
        relations.set(relation.relationId, relation);
    } else if ((newest.get(fact.activityId)?.version ?? 0) < fact.version) newest.set(fact.activityId, fact);
  }
  const deeds = [...newest.values()].filter(({ isConfirmed }) => isConfirmed);
  const activities = deeds.flatMap(({ activityId, day: on, duties }) =>
    duties.map((kind) => ({ id: activityId, on, kind })),
  );
  const terms = { on: last, policy: nationalPolicy, relations: relationsOf([...relations.values()]) };
  return deriveDuties(historyOn(last), activities, terms);
}

test("three years of 300 organisations, followed as they come, are what their history gives in one go", async () => {
  const lives = new Map(
    Array.from({ length: organizations }, (_, number) => lifeOf(number)).map((life) => [life.organizationId, life]),
  );
  const followed = platform(lives);
  for (const id of lives.keys()) await followed.begin(id);
  const facts = [...lives.values()]
    .flatMap(({ organizationId, facts: own }) => own.map((fact) => ({ organizationId, fact })))
    .sort((left, right) => left.fact.toldOn.localeCompare(right.fact.toldOn));
  // The sweep is down for weeks now and then; it makes up for what it missed.
  const pause = numbersFrom(7);
  let position = 0;
  for (let date = first; date < last; date = addDays(date, 80 + pause(90))) {
    followed.moveTo(date);
    for (let told = facts[position]; told !== undefined && told.fact.toldOn <= date; told = facts[++position]) {
      await followed.tell(told.fact, told.organizationId);
    }
    await followed.sweep();
  }
  followed.moveTo(last);
  for (const told of facts.slice(position)) await followed.tell(told.fact, told.organizationId);
  await followed.sweep();

  let duties = 0;
  const owed = new Set<string | null>();
  for (const life of lives.values()) {
    const kept = (await followed.store.listDuties(life.organizationId)).filter(({ state }) => state !== "cancelled");
    duties += kept.length;
    for (const { ruleId } of kept) owed.add(ruleId);
    expect(summaryOf(kept), life.organizationId).toEqual(summaryOf(recomputed(life).values()));
  }
  expect(duties).toBeGreaterThan(15_000);
  expect(["EDU-22", "BR-34", "EDU-17", "EDU-10"].filter((id) => !owed.has(id))).toEqual([]);
}, 60_000);
