import fc from "fast-check";
import { expect, test } from "vitest";
import { ledgerYearOf } from "../../../lib/ledger/count-ledger.ts";
import { keepLedger, type LedgerActivity } from "../../../lib/ledger/keep-ledger.ts";
import type { LedgerEntry, PersonEntry } from "../../../lib/ledger/ledger.ts";
import type { Book, BookStore, LedgerStore } from "../../../lib/ledger/ledger-store.ts";
import { personYearOf, studyHoursOf, studyTargetOf } from "../../../lib/ledger/study-hours.ts";
import { definePolicy, nationalPolicy } from "../../../lib/rules/policy.ts";

/** A store in memory that gives others their turn before each answer, so that runs interleave. */
function fakeBooks<Entry extends { version: number; activityId: string }, Year>(): BookStore<Entry, Year> & {
  readonly entries: Map<string, Map<string, Entry>>;
  readonly years: Map<string, { year: Year; revision: number }>;
} {
  const nameOf = ({ owner, year }: Book) => `${owner}#${year}`;
  const entries = new Map<string, Map<string, Entry>>();
  const years = new Map<string, { year: Year; revision: number }>();
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    entries,
    years,
    async listEntries(book) {
      await turn();
      return [...(entries.get(nameOf(book))?.values() ?? [])];
    },
    async findEntry(book, activityId) {
      await turn();
      return entries.get(nameOf(book))?.get(activityId);
    },
    async putEntry(book, entry) {
      await turn();
      const held = entries.get(nameOf(book)) ?? new Map<string, Entry>();
      const former = held.get(entry.activityId);
      if (former !== undefined && former.version > entry.version) return false;
      entries.set(nameOf(book), held.set(entry.activityId, entry));
      return true;
    },
    async findYear(book) {
      await turn();
      const found = years.get(nameOf(book));
      return { year: found?.year, revision: found?.revision ?? 0 };
    },
    async putYear(book, year, formerRevision) {
      await turn();
      if ((years.get(nameOf(book))?.revision ?? 0) !== formerRevision) return false;
      years.set(nameOf(book), { year, revision: formerRevision + 1 });
      return true;
    },
    async findYears() {
      return { counted: new Map(), outdated: [] };
    },
  };
}

const people = ["per-1", "per-2", "per-3"];
const states = ["published", "held", "recorded", "confirmed", "cancelled"] as const;

function activityOf(
  number: number,
  version: number,
  choice: { state: string; present: readonly string[] },
): LedgerActivity {
  const activityId = `act-${number}`;
  const day = `2026-${String((number % 12) + 1).padStart(2, "0")}-15`;
  const about = { activityId, version, kind: "party_lesson", title: "党课", day, hostOrganizationId: "host" };
  const isConfirmed = choice.state === "confirmed";
  return {
    entry: {
      ...about,
      alsoKinds: number % 2 === 0 ? ["theme_party_day"] : [],
      due: people.length,
      present: choice.present.length,
      isQuorate: null,
      corrections: 0,
    },
    state: choice.state,
    organizations: [
      { organizationId: "partner", isDeclined: version % 2 === 0 },
      { organizationId: "host", isDeclined: false },
    ],
    people: isConfirmed
      ? people.map((personId) => ({
          ...about,
          personId,
          startsAt: `${day}T01:00:00.000Z`,
          isDue: true,
          attendance: choice.present.includes(personId) ? "present" : "absent",
          isOrganizationalLife: true,
          studyMinutes: 90,
        }))
      : [],
  };
}

const histories = fc.array(
  fc.array(fc.record({ state: fc.constantFrom(...states), present: fc.subarray(people) }), {
    minLength: 1,
    maxLength: 4,
  }),
  { minLength: 1, maxLength: 5 },
);

test("books kept fact by fact, repeated, out of order and side by side, equal books counted anew", async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.infiniteStream(fc.nat()), async (given, picks) => {
      const store = {
        organizations: fakeBooks<LedgerEntry, ReturnType<typeof ledgerYearOf>>(),
        people: fakeBooks<PersonEntry, ReturnType<typeof personYearOf>>(),
      };
      const now = new Map<string, LedgerActivity>();
      const keep = keepLedger({
        store: store as LedgerStore,
        activities: { find: async (id) => now.get(id), markFiled: async () => undefined },
      });
      const steps = given.flatMap((history, number) =>
        history.map((choice, index) => activityOf(number, index + 1, choice)),
      );
      // The queue brings back what could not be done, as often as it takes.
      const deliver = async (id: string): Promise<unknown> => keep(id).catch(() => deliver(id));
      const running: Promise<unknown>[] = [];
      for (const activity of steps) {
        now.set(activity.entry.activityId, activity);
        const [pick = 0] = [...picks.take(1)];
        const late = steps[pick % steps.length]?.entry.activityId ?? "";
        running.push(deliver(activity.entry.activityId), deliver(late));
        if (pick % 3 === 0) await Promise.all(running);
      }
      await Promise.all(running);
      for (const id of now.keys()) await keep(id);

      for (const [book, { year }] of store.organizations.years) {
        expect(year).toEqual(
          ledgerYearOf([...(store.organizations.entries.get(book)?.values() ?? [])], book.split("#")[0] ?? ""),
        );
      }
      for (const [book, { year }] of store.people.years) {
        expect(year).toEqual(personYearOf([...(store.people.entries.get(book)?.values() ?? [])]));
      }
      const filed = [...now.values()].filter(({ state }) => state === "confirmed");
      const host = store.organizations.years.get("host#2026")?.year;
      expect(host?.filed).toBe(filed.length);
      expect(host?.present).toBe(filed.reduce((sum, { entry }) => sum + entry.present, 0));
    }),
    { numRuns: 60 },
  );
});

const entry = (activityId: string, startsAt: string, studyMinutes: number, attendance = "present"): PersonEntry => ({
  activityId,
  version: 1,
  kind: "study_session",
  title: "学习",
  startsAt,
  day: startsAt.slice(0, 10),
  hostOrganizationId: "host",
  isDue: true,
  attendance,
  isOrganizationalLife: false,
  studyMinutes,
});

test("an hour is a study hour, up to the cap of a half day, and only for whoever was there", () => {
  const hours = studyHoursOf([
    entry("morning", "2026-11-20T00:00:00.000Z", 180),
    entry("same-morning", "2026-11-20T03:30:00.000Z", 120),
    entry("afternoon", "2026-11-20T06:00:00.000Z", 120),
    entry("missed", "2026-11-21T06:00:00.000Z", 120, "absent"),
  ]);
  expect(Object.fromEntries(hours)).toEqual({ morning: 3, "same-morning": 1, afternoon: 2, missed: 0 });
});

test("members owe 32 hours a year, secretaries and committee members 56, with the rule that says so", () => {
  expect([studyTargetOf(false, 2026, nationalPolicy), studyTargetOf(true, 2026, nationalPolicy)]).toMatchObject([
    { hours: 32, ruleId: "EDU-01" },
    { hours: 56, ruleId: "EDU-02" },
  ]);
});

test("a university's own numbers decide what is asked for and what a half day counts, and show themselves", () => {
  const decision = { since: "2026-01-01", decidedBy: "校党委会2026年第1次会议" } as const;
  const policy = definePolicy({
    overrides: [
      { ruleId: "EDU-01", limit: "hours", value: 40, ...decision },
      { ruleId: "EDU-33", limit: "perHalfDay", value: 3, ...decision },
    ],
  });
  const target = studyTargetOf(false, 2026, policy);
  expect(target.hours).toBe(40);
  expect(target.explanation.zh).toContain("校党委会2026年第1次会议");
  const day = [entry("a", "2026-03-02T00:00:00Z", 300)];
  expect([personYearOf(day).studyHours, personYearOf(day, policy).studyHours]).toEqual([4, 3]);
});
