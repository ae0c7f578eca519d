import { expect, test } from "vitest";
import { contactLossesOf, type StandingSince } from "../../../lib/membership/contact-losses.ts";

const here = {
  organizationId: "b1",
  stage: "full_member",
  isLost: false,
  lostOn: null,
  isSuspended: false,
  effectiveOn: null,
} as const;

const since = (day: string, change: Partial<StandingSince> = {}): StandingSince => ({
  ...here,
  at: `${day}T04:00:00.000Z`,
  ...change,
});
const lost = { isLost: true, lostOn: "2026-03-01" };
const loss = {
  organizationId: "b1",
  kind: "lost_contact",
  since: "2026-03-01",
  startedOn: "2026-03-01",
  endedOn: null,
};

test("a member out of contact is looked after from the last contact on until the day of being found", () => {
  const begun = [since("2025-01-01"), since("2026-04-02", lost)];
  expect(contactLossesOf(begun)).toEqual([loss]);
  expect(contactLossesOf([...begun, since("2026-05-06", { lostOn: "2026-03-01" })])).toEqual([
    { ...loss, endedOn: "2026-05-06" },
  ]);
});

test("of a month its last day counts, and a loss without any day starts no clock", () => {
  const [found] = contactLossesOf([since("2026-04-02", { isLost: true, lostOn: "2026-02" })]);
  expect(found).toMatchObject({ since: "2026-02-28" });
  expect(contactLossesOf([since("2026-04-02", { isLost: true })])).toEqual([]);
});

test("a day that was put right, or a branch that was left, is no duty any more, and the other is", () => {
  const corrected = contactLossesOf([
    since("2026-04-02", lost),
    since("2026-04-03", { ...lost, lostOn: "2026-03-11" }),
  ]);
  expect(corrected).toEqual([
    { ...loss, startedOn: null },
    { ...loss, since: "2026-03-11", startedOn: "2026-03-11" },
  ]);
  const moved = contactLossesOf([since("2026-04-02", lost), since("2026-04-03", { ...lost, organizationId: "b2" })]);
  expect(moved).toEqual([
    { ...loss, startedOn: null },
    { ...loss, organizationId: "b2" },
  ]);
});

test("a suspension ends the search for one half-year and begins the one for two years, until the member is found or removed", () => {
  const suspended = { ...lost, isSuspended: true };
  const history = [since("2026-04-02", lost), since("2026-10-08", suspended)];
  const longer = { ...loss, kind: "suspended_out_of_contact", since: "2026-10-08", startedOn: "2026-10-08" };
  const first = { ...loss, endedOn: "2026-10-08" };
  expect(contactLossesOf(history)).toEqual([first, longer]);
  // The same suspension under another branch keeps its day.
  expect(contactLossesOf([...history, since("2027-01-05", { ...suspended, organizationId: "b2" })])).toEqual([
    first,
    { ...longer, startedOn: null },
    { ...longer, organizationId: "b2" },
  ]);
  const removed = since("2028-11-02", { ...suspended, stage: "left", effectiveOn: "2028-10-20" });
  expect(contactLossesOf([...history, removed])).toEqual([first, { ...longer, endedOn: "2028-10-20" }]);
});

test("nobody but members is looked after, and who is lost a second time is so from the second day on", () => {
  expect(contactLossesOf([since("2026-04-02", { ...lost, stage: "activist" })])).toEqual([]);
  const twice = [
    since("2026-04-02", lost),
    since("2026-05-06"),
    since("2026-09-01", { isLost: true, lostOn: "2026-08-20" }),
  ];
  expect(contactLossesOf(twice)).toEqual([
    { ...loss, endedOn: "2026-05-06" },
    { ...loss, since: "2026-08-20", startedOn: "2026-08-20" },
  ]);
});
