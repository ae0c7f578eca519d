import { expect } from "vitest";
import type { ActivityView } from "../../lib/activity/views.ts";
import type { LedgerCell, LedgerEntry, PersonEntry } from "../../lib/ledger/ledger.ts";
import { type ActivityJourney, branch } from "./activity-journey.ts";
import { people } from "./api-client.ts";
import { eventually } from "./eventually.ts";

/** What follows from a confirmed activity: the ledger of the branch, and the member's own record with its study hours. */
export async function readBooks({ accepted }: ActivityJourney, filed: ActivityView): Promise<void> {
  const { activityId } = filed;
  const year = filed.day.slice(0, 4);
  const ledger = await accepted<{ cells: LedgerCell[]; entries: LedgerEntry[] }>(
    `GET /api/ledger?organizationId=${branch}&year=${year}`,
    undefined,
    people.member,
  );
  expect(ledger.entries).toContainEqual(expect.objectContaining({ activityId, due: 5, present: 4, state: "filed" }));
  const month = Number(filed.day.slice(5, 7));
  for (const kind of ["theme_party_day", "members_meeting"]) {
    expect(ledger.cells.find((cell) => cell.month === month && cell.kind === kind)?.filed).toBeGreaterThan(0);
  }
  const own = await accepted<{ studyHours: number; target: object; entries: PersonEntry[] }>(
    `GET /api/me/ledger?year=${year}`,
    undefined,
    people.member,
  );
  expect(own.entries).toContainEqual(expect.objectContaining({ activityId, studyHours: 2, attendance: "present" }));
  expect(own.target).toMatchObject({ hours: 32, ruleId: "EDU-01" });
}

/** A correction changes the books and keeps the former version; the hours of a member open to the activities behind them. */
export async function correctBooks(
  { accepted, step, settle }: ActivityJourney,
  filed: ActivityView,
  personId: string,
): Promise<void> {
  const { activityId } = filed;
  const year = filed.day.slice(0, 4);
  const correction = {
    reason: "签到表核对有误",
    attendance: [{ personId: personId, state: "absent" }],
  };
  const corrected = await step(filed, "correct", correction);
  expect(corrected).toMatchObject({ corrections: 1, record: { counts: { present: 3, absent: 1 } } });
  await settle();
  await eventually(async () => {
    const key = `GET /api/me/ledger?year=${year}`;
    const after = await accepted<{ entries: PersonEntry[] }>(key, undefined, people.member);
    expect(after.entries).toContainEqual(expect.objectContaining({ activityId, studyHours: 0, attendance: "absent" }));
  });
  const versions = await accepted<{ items: object[] }>(
    `GET /api/activities/${activityId}/versions`,
    undefined,
    people.branchSecretary,
  );
  expect(versions.items).toMatchObject([
    {
      step: "corrected",
      reason: "签到表核对有误",
      attendance: [{ before: "present", after: "absent" }],
      activity: { record: { counts: { present: 4 } } },
    },
  ]);
  const study = await accepted<{ items: { name: string; target: object }[] }>(
    `GET /api/study-hours?organizationId=${branch}&year=${year}`,
    undefined,
    people.deputySecretary,
  );
  expect(study.items.find(({ name }) => name === "许志远")?.target).toMatchObject({ hours: 56, ruleId: "EDU-02" });
  const grid = await accepted<{ items: { organizationId: string; cells: LedgerCell[] }[] }>(
    `GET /api/ledger-grid?organizationId=cczu-petrochem&year=${year}`,
    undefined,
    people.petrochemSecretary,
  );
  expect(grid.items.find(({ organizationId }) => organizationId === branch)?.cells).not.toEqual([]);
  const figures = await accepted<{ kinds: { kind: string; held: number }[] }>(
    `GET /api/activity-figures?organizationId=cczu-petrochem&year=${year}`,
    undefined,
    people.petrochemSecretary,
  );
  const kind = figures.kinds.find((one) => one.kind === "theme_party_day");
  const counted = await accepted<{ items: { activityId: string }[]; nextCursor: string | null }>(
    `GET /api/counted-activities?organizationId=cczu-petrochem&year=${year}&kind=${kind?.kind}&limit=50`,
    undefined,
    people.petrochemSecretary,
  );
  expect(counted.nextCursor).toBeNull();
  expect(counted.items).toHaveLength(kind?.held ?? 0);
  expect(counted.items.map((one) => one.activityId)).toContain(activityId);
  const behind = await accepted<{ entries: PersonEntry[] }>(
    `GET /api/study-hours/${personId}?organizationId=${branch}&year=${year}`,
    undefined,
    people.deputySecretary,
  );
  expect(behind.entries).toContainEqual(expect.objectContaining({ activityId, attendance: "absent" }));
}
