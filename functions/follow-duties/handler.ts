import { ActivityConfirmed, ActivityCorrected, type ActivityStanding } from "../../lib/activity/events.ts";
import { followActivity } from "../../lib/obligation/follow-activity.ts";
import {
  OrganizationCreated,
  OrganizationDissolved,
  OrganizationMoved,
  OrganizationRenamed,
} from "../../lib/organization/events.ts";
import { idsOnPath } from "../../lib/organization/organization.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import type { Fact, Outcome } from "../../lib/shared/event.ts";
import { dutyKeeping } from "../obligation-api/duty-keeping.ts";
import { environment } from "./environment.ts";

const { store, organizations, keep } = dutyKeeping(createDocumentClient(), readEnvironment(environment));

/** A Party group owes nothing itself: its branch does, for each of its groups. */
async function findOwner(organizationId: string) {
  const node = await organizations.find(organizationId);
  if (node === undefined) return undefined;
  const isGroup = node.kind === "party_group" && node.parentId !== null;
  return isGroup
    ? { organizationId: node.parentId ?? organizationId, groupId: organizationId }
    : { organizationId, groupId: null };
}

const follow = followActivity({ store, keep, findOwner });

const circumstancesOf = ({ correlationId, actor }: Fact) => {
  const at = new Date();
  return { at, correlationId, actor, on: chinaDay(at) };
};

const ofActivity = (fact: Fact<ActivityStanding>): Promise<Outcome> => {
  const { version, day, duties, state, organizationIds } = fact.data;
  const isConfirmed = state === "confirmed" || state === "filed";
  const report = { activityId: fact.subject.id, version, day, duties, isConfirmed, organizationIds };
  return follow(report, circumstancesOf(fact));
};

/** Whatever changed at an organisation, its duties and those of its superior (which counts its groups) are looked at anew. */
const ofOrganization = async (fact: Fact): Promise<Outcome> => {
  const path = await organizations.findPath(fact.subject.id);
  const line = path === undefined ? [] : idsOnPath(path);
  for (const organizationId of line.slice(-2)) await keep(organizationId, circumstancesOf(fact));
  return "done";
};

export const handler = factConsumer(
  [
    on(ActivityConfirmed, ofActivity),
    on(ActivityCorrected, ofActivity),
    on(OrganizationCreated, ofOrganization),
    on(OrganizationRenamed, ofOrganization),
    on(OrganizationMoved, ofOrganization),
    on(OrganizationDissolved, ofOrganization),
  ],
  () => new Date(),
);
