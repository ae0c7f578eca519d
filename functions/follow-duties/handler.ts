import { ActivityConfirmed, ActivityCorrected, type ActivityStanding } from "../../lib/activity/events.ts";
import { FeedbackImprovementDecided, FeedbackResultRecorded } from "../../lib/feedback/events.ts";
import { AppointmentEnded, AppointmentMade } from "../../lib/identity/events.ts";
import { listCurrentPosts } from "../../lib/identity/list-current-posts.ts";
import type { Participation } from "../../lib/ledger/absences.ts";
import { dynamodbContactLosses, tellsOfContact } from "../../lib/membership/contact-losses.dynamodb.ts";
import {
  MembershipChanged,
  PersonChanged,
  PersonMoved,
  PersonRegistered,
  type PersonStanding,
} from "../../lib/membership/events.ts";
import { tellsOfExpectation } from "../../lib/membership/expected-member.dynamodb.ts";
import { tellsOfPartyAge } from "../../lib/membership/full-member-since.dynamodb.ts";
import { collectDigest } from "../../lib/obligation/collect-digest.ts";
import { DutyReminderIssued } from "../../lib/obligation/events.ts";
import { followAbsence } from "../../lib/obligation/follow-absence.ts";
import { followActivity } from "../../lib/obligation/follow-activity.ts";
import { followContact } from "../../lib/obligation/follow-contact.ts";
import { beginImprovement, endImprovement } from "../../lib/obligation/follow-improvement.ts";
import { followSecretary } from "../../lib/obligation/follow-secretary.ts";
import { followTransfer } from "../../lib/obligation/follow-transfer.ts";
import type { Recipient } from "../../lib/obligation/ladder.ts";
import {
  OrganizationCreated,
  OrganizationDissolved,
  OrganizationMoved,
  OrganizationRenamed,
  OrganizationTermExtended,
  OrganizationTermRenewed,
} from "../../lib/organization/events.ts";
import { idsOnPath } from "../../lib/organization/organization.ts";
import { addDays } from "../../lib/rules/calendar/plain-date.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import type { Fact, Outcome } from "../../lib/shared/event.ts";
import { TransferReceived, TransferRefused, TransferReleased, TransferWithdrawn } from "../../lib/transfer/events.ts";
import { dynamodbTransferStore } from "../../lib/transfer/transfer-store.dynamodb.ts";
import { dutyKeeping } from "../obligation-api/duty-keeping.ts";
import { findAbsences } from "../sweep-duties/find-absences.ts";
import { environment } from "./environment.ts";
import { followAttendance } from "./follow-attendance.ts";
import { recipientsAmong } from "./recipients.ts";
import { secretaries } from "./secretaries.ts";

const tables = readEnvironment(environment);
const client = createDocumentClient();
const { store, organizations, posts, keep } = dutyKeeping(client, tables);
const transfers = dynamodbTransferStore(client, tables.TRANSFER_TABLE);
const findLosses = dynamodbContactLosses(client, tables.MEMBERSHIP_TABLE);
const moveClocks = followAttendance(client, tables.ACTIVITY_TABLE);

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

const collect = collectDigest({
  store,
  findRecipients: async (organizationId, recipient, day) => {
    const path = await organizations.findPath(organizationId);
    const [superior, own] = idsOnPath(path ?? "").slice(-2);
    const at = recipient === "superior" ? superior : (own ?? superior);
    if (at === undefined) return [];
    const held = await listCurrentPosts({ store: posts })(at, day);
    return recipientsAmong(held, recipient);
  },
});

const circumstancesOf = ({ correlationId, actor }: Fact) => {
  const at = new Date();
  return { at, correlationId, actor, on: chinaDay(at) };
};

const lookAfter = followAbsence({ store, keep, find: findAbsences(client, tables) });

const ofActivity = async (fact: Fact<ActivityStanding>): Promise<Outcome> => {
  const { version, day, duties, state, organizationIds } = fact.data;
  const isConfirmed = state === "confirmed" || state === "filed";
  const report = { activityId: fact.subject.id, version, day, duties, isConfirmed, organizationIds };
  const outcome = await follow(report, circumstancesOf(fact));
  if (isConfirmed && outcome === "done") {
    const look = (personId: string, told: Participation) => lookAfter(personId, circumstancesOf(fact), told);
    await moveClocks(fact.subject.id, { store, lookAfter: look });
  }
  return outcome;
};

/** A new organisation owes nothing before its first period begins; a tree of hundreds comes in at once. */
const ofNewOrganization = async (fact: Fact<{ kind: string; parentId: string | null }>): Promise<Outcome> => {
  const { on, ...circumstances } = circumstancesOf(fact);
  await store.begin(fact.subject.id, addDays(on, 1));
  const { kind, parentId } = fact.data;
  if (kind === "party_group" && parentId !== null) await keep(parentId, { ...circumstances, on });
  return "done";
};

/** Whatever changed at an organisation, its duties and those of its superior (which counts its groups) are looked at anew. */
const ofOrganization = async (fact: Fact): Promise<Outcome> => {
  const path = await organizations.findPath(fact.subject.id);
  const line = path === undefined ? [] : idsOnPath(path);
  for (const organizationId of line.slice(-2)) await keep(organizationId, circumstancesOf(fact));
  return "done";
};

const young = secretaries(client, { posts, membershipTable: tables.MEMBERSHIP_TABLE });
const ofSecretary = followSecretary({ keep });

const ofAppointment = async (fact: Fact<{ organizationId: string; post: string }>): Promise<Outcome> => {
  const { organizationId, post } = fact.data;
  const [report] = post === "branch_secretary" ? await young.of(organizationId, fact.subject.id) : [];
  if (report !== undefined) return await ofSecretary(report, circumstancesOf(fact));
  await keep(organizationId, circumstancesOf(fact));
  return "done";
};

const ofReminder = (fact: Fact<{ day: string; recipient: Recipient; isPushed: boolean }>): Promise<Outcome> => {
  const { day, recipient, isPushed } = fact.data;
  return collect({ organizationId: fact.organizationId ?? "", day, recipient, isPushed }, circumstancesOf(fact));
};

const passOn = followTransfer({ keep });

/** Who was erased meanwhile is nobody's duty any more. */
const ofTransfer = async (fact: Fact<{ personId: string }>): Promise<Outcome> => {
  const transfer = await transfers.find(fact.data.personId, fact.subject.id);
  if (transfer === undefined) return "already_done";
  const isLookedAfter = transfer.state === "released" || transfer.state === "received";
  const dayOf = (at: string | null) => (at === null || !isLookedAfter ? null : chinaDay(new Date(at)));
  const { transferId, version, fromOrganizationId, toOrganizationId, releasedAt, closedAt } = transfer;
  const days = { releasedOn: dayOf(releasedAt), receivedOn: dayOf(closedAt) };
  return await passOn({ transferId, version, fromOrganizationId, toOrganizationId, ...days }, circumstancesOf(fact));
};

const search = followContact({ keep });

/** Whatever is told of a person, the whole history of the record says when contact was lost. */
const ofPerson = async (fact: Fact<PersonStanding>, isTold = false): Promise<Outcome> => {
  const known = await findLosses(fact.subject.id, isTold);
  if (known === undefined) return "already_done";
  return await search({ personId: fact.subject.id, ...known }, circumstancesOf(fact));
};

/** The branch that expects a person may be another one now, or none. */
const ofExpectation = async (fact: Fact<PersonStanding>): Promise<Outcome> => {
  const [clocked] = await store.listClocked([fact.subject.id]);
  return clocked === undefined ? "already_done" : await lookAfter(clocked, circumstancesOf(fact));
};

const ofMember = async (fact: Fact<PersonStanding>): Promise<Outcome> => {
  await ofExpectation(fact);
  return await ofPerson(fact);
};

const ofChange = async (fact: Fact<PersonStanding & { fields: readonly string[] }>): Promise<Outcome> => {
  if (tellsOfExpectation(fact.data.fields)) await ofExpectation(fact);
  const reports = tellsOfPartyAge(fact.data.fields) ? await young.heldBy(fact.subject.id) : [];
  for (const report of reports) await ofSecretary(report, circumstancesOf(fact));
  return tellsOfContact(fact.data.fields) ? await ofPerson(fact, true) : "already_done";
};

const begin = beginImprovement({ store, keep });
const end = endImprovement({ store, keep });

export const handler = factConsumer(
  [
    on(ActivityConfirmed, ofActivity),
    on(ActivityCorrected, ofActivity),
    on(AppointmentMade, ofAppointment),
    on(AppointmentEnded, ofAppointment),
    on(DutyReminderIssued, ofReminder),
    on(FeedbackImprovementDecided, (fact) => begin(fact.data, circumstancesOf(fact))),
    on(FeedbackResultRecorded, (fact) => end(fact.data, circumstancesOf(fact))),
    on(PersonRegistered, (fact) => ofPerson(fact)),
    on(PersonChanged, ofChange),
    on(PersonMoved, ofMember),
    on(MembershipChanged, ofMember),
    on(OrganizationCreated, ofNewOrganization),
    on(OrganizationRenamed, ofOrganization),
    on(OrganizationMoved, ofOrganization),
    on(OrganizationDissolved, ofOrganization),
    on(OrganizationTermRenewed, ofOrganization),
    on(OrganizationTermExtended, ofOrganization),
    on(TransferReleased, ofTransfer),
    on(TransferReceived, ofTransfer),
    on(TransferRefused, ofTransfer),
    on(TransferWithdrawn, ofTransfer),
  ],
  () => new Date(),
);
