import { isAllowed } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, type FieldError, refused } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { ActivityCard, ActivityPlanFields, JointOrganization, StoredActivity } from "./activity.ts";
import type { ActivityStore } from "./activity-store.ts";
import type { OrganizationDirectory, PeopleDirectory, Place } from "./directories.ts";
import { type DueBasis, kindOf } from "./kinds.ts";
import { withoutMemberships } from "./without-memberships.ts";

const longestMilliseconds = 14 * 24 * 3_600_000;

/** Who is due, after every field was held to the kind and to the calendar; throws all faults of the form at once. */
export function checkFields(fields: ActivityPlanFields, host: Place, at: Date, part: string): { due: DueBasis } {
  const faults: FieldError[] = [];
  const fault = (field: string, zh: string, en: string) =>
    faults.push({ field: `${part}.${field}`, reason: { zh, en } });
  const kind = kindOf(fields.kind);
  const due = fields.due ?? (withoutMemberships.includes(host.kind) ? "named" : (kind.due[0] ?? "named"));

  if (!kind.heldBy.includes(host.kind)) {
    fault("kind", `这类党组织不召开${kind.zh}`, `An organisation of this kind does not hold: ${kind.en}`);
  }
  if (fields.alsoKinds.some((also) => !kind.combinesWith.includes(also))) {
    fault("alsoKinds", `不能与${kind.zh}合并开展`, `Cannot be combined with: ${kind.en}`);
  }
  if (fields.endsAt <= fields.startsAt) fault("endsAt", "结束时间应晚于开始时间", "The end comes after the beginning");
  else if (new Date(fields.endsAt).getTime() - new Date(fields.startsAt).getTime() > longestMilliseconds) {
    fault("endsAt", "一项活动不能超过14天", "At most 14 days");
  }
  const isNamedAnyway = due === "named" && withoutMemberships.includes(host.kind);
  if (!kind.due.includes(due) && !isNamedAnyway) {
    fault("due", "这类活动不能这样确定应到人员", "Not a way to say who is due for this kind");
  }
  if (due === "named" && fields.namedPersonIds.length === 0) {
    fault("namedPersonIds", "请指定应到人员", "Say who is due");
  }
  if (fields.signUpClosesAt !== null && fields.signUpClosesAt > fields.startsAt) {
    fault("signUpClosesAt", "报名应在开始前截止", "Sign-up closes before the beginning");
  }
  if (fields.startsAt < at.toISOString() && fields.retrospectiveReason === null) {
    fault("startsAt", "时间已过；补录请说明原因", "In the past; to enter it afterwards, say why");
  }
  if (faults.length > 0) throw new AppError("validation_failed", { errors: faults });
  return { due };
}

/** Refuses names that nobody bears. Units: 2 reads each. */
export async function checkPeople(
  people: PeopleDirectory,
  { namedPersonIds, responsiblePersonId }: ActivityPlanFields,
  part: string,
): Promise<void> {
  const wanted = [...namedPersonIds, ...(responsiblePersonId === null ? [] : [responsiblePersonId])];
  const found = await Promise.all(wanted.map((personId) => people.find(personId)));
  const index = found.indexOf(undefined);
  if (index === -1) return;
  const field = index < namedPersonIds.length ? `namedPersonIds.${index}` : "responsiblePersonId";
  throw new AppError("validation_failed", {
    errors: [{ field: `${part}.${field}`, reason: { zh: "没有这个人", en: "There is no such person" } }],
  });
}

/**
 * The joint organisations of a draft or a change. Where the caller may arrange activities anyway nobody has to be asked;
 * whoever was asked before keeps the answer; whoever is left out is kept as declined, so that its ledger can let go.
 */
export async function jointOf(
  organizations: OrganizationDirectory,
  { host, wanted, former }: { host: Place; wanted: readonly string[]; former: readonly JointOrganization[] },
  { principal }: RequestContext,
): Promise<JointOrganization[]> {
  const joint: JointOrganization[] = [];
  for (const organizationId of new Set(wanted)) {
    const place = await organizations.find(organizationId);
    if (place?.status !== "active" || organizationId === host.organizationId) throw noSuchOrganization();
    const asked = former.find((one) => one.organizationId === organizationId);
    const isOwn = isAllowed(principal, "activity.manage", place.path);
    joint.push({ organizationId, state: isOwn ? "accepted" : (asked?.state ?? "invited") });
  }
  const leftOut = former.filter(({ organizationId }) => !wanted.includes(organizationId));
  return [...joint, ...leftOut.map(({ organizationId }) => ({ organizationId, state: "declined" as const }))];
}

function noSuchOrganization(): AppError {
  return new AppError("validation_failed", {
    errors: [
      {
        field: "body.jointOrganizationIds",
        reason: {
          zh: "没有这个党组织，或已撤销，或就是主办方",
          en: "No such organisation, dissolved, or the host itself",
        },
      },
    ],
  });
}

/** Refuses two published activities of one host at the same time; what is held in one sitting is one activity of several kinds. */
export async function refuseOverlap(store: ActivityStore, activity: StoredActivity): Promise<void> {
  const from = new Date(new Date(activity.startsAt).getTime() - longestMilliseconds).toISOString();
  const place = activity.hostOrganizationId;
  let cursor: string | undefined;
  do {
    const page = await store.list({ place, from, to: activity.endsAt, isDescending: true, limit: 100, cursor });
    const other = page.items.find((card) => overlaps(card, activity));
    if (other !== undefined) {
      throw refused("overlapping_time", {
        zh: `与“${other.title}”（${chinaDay(new Date(other.startsAt))}）时间重叠；同场合并开展请在一项活动中选择多个类型。`,
        en: `Overlaps with "${other.title}" (${chinaDay(new Date(other.startsAt))}); what is held in one sitting is one activity of several kinds.`,
      });
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function overlaps(card: ActivityCard, { activityId, hostOrganizationId, startsAt, endsAt }: StoredActivity): boolean {
  const stands = card.state !== "draft" && card.state !== "cancelled";
  const isOther = card.activityId !== activityId && card.hostOrganizationId === hostOrganizationId;
  return stands && isOther && card.startsAt < endsAt && startsAt < card.endsAt;
}
