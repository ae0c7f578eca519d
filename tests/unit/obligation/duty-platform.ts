import { followActivity } from "../../../lib/obligation/follow-activity.ts";
import { keepDuties } from "../../../lib/obligation/keep-duties.ts";
import type { OrganizationHistory } from "../../../lib/obligation/organization-history.ts";
import { sweepDuties } from "../../../lib/obligation/sweep-duties.ts";
import type { RequestContext } from "../../../lib/shared/request-context.ts";
import { fakeObligationStore } from "../../support/fake-obligation-store.ts";
import { branchHistory, day } from "./branch-history.ts";

export const circumstances = (date: string) => ({
  at: new Date(`${date}T10:00:00+08:00`),
  correlationId: "c",
  actor: null,
  on: day(date),
});

export const contextOf = (date: string): RequestContext => ({
  at: new Date(`${date}T10:00:00+08:00`),
  correlationId: "c",
  actor: "acc",
  principal: { accountId: "acc", assignments: [{ role: "committee_secretary", organizationId: "university" }] },
  receipt: undefined,
});

/** A theme day of the branch, as a fact about an activity tells of it. */
export const themeDay = (activityId: string, version: number, date: string, isConfirmed = true) => ({
  activityId,
  version,
  day: date,
  duties: ["theme_party_day" as const],
  isConfirmed,
  organizationIds: ["branch-1"],
});

/** The use cases of duties over fakes, with an organisation whose history a test may change. */
export function dutyPlatform(history: () => OrganizationHistory | undefined = () => branchHistory()) {
  const store = fakeObligationStore();
  const keep = keepDuties({ store, sources: { describe: async () => history() } });
  const findOwner = async (organizationId: string) => ({ organizationId, groupId: null });
  const follow = followActivity({ store, keep, findOwner });
  const sweep = sweepDuties({ store, keep, lookAfter: async () => undefined, newCorrelationId: () => "sweep" });
  return {
    store,
    keep,
    follow,
    sweepOn: (date: string) => sweep(new Date(`${date}T06:30:00+08:00`)),
    duty: async (dutyId: string) => await store.findDuty("branch-1", dutyId),
    namesOf: (dutyId: string) =>
      store.facts.filter(({ subject }) => subject.id === `branch-1/${dutyId}`).map(({ name }) => name),
  };
}
