import { activityKinds, type KindDefinition } from "../../../lib/activity/kinds.ts";
import type { RequestOf } from "../api/contract.ts";
import { fromCampusInput, toCampusInput } from "./campus-times.ts";
import type { Activity, ActivityKind } from "./use-activities.ts";

type Created = RequestOf<"POST /api/activities">["body"];
export type PlanFields = RequestOf<"POST /api/activities/{activityId}/change">["body"]["activity"];

/** The form in which an activity is planned; times are campus times as a field of date and time holds them. */
export interface ActivityForm {
  readonly hostOrganizationId: string;
  readonly kind: Created["kind"];
  readonly alsoKinds: readonly Created["kind"][];
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly onlineLink: string;
  readonly agenda: string;
  readonly due: NonNullable<Created["due"]>;
  readonly namedPersonIds: readonly string[];
  readonly capacity: number | null;
  readonly studyMinutes: number | null;
  readonly retrospectiveReason: string;
  readonly jointOrganizationIds: readonly string[];
  readonly invited: readonly InvitedFields[];
}

/** Somebody from outside, as the form holds them. */
export interface InvitedFields {
  readonly name: string;
  readonly from?: string;
  readonly isObserver?: boolean;
}

const nothing = {
  alsoKinds: [],
  place: "",
  onlineLink: "",
  agenda: "",
  namedPersonIds: [],
  capacity: null,
  jointOrganizationIds: [],
  invited: [],
} as const;
const hour = 3_600_000;
const kindNames = Object.keys(activityKinds) as (keyof typeof activityKinds)[];

const plainDay = /^\d{4}-\d{2}-\d{2}$/;

/** What somebody came to plan, by the address: a kind, named as it is, where the organisation holds it, and its day. */
export function presetOf(
  params: URLSearchParams,
  hostKind: string | undefined,
  language: "zh" | "en",
): Partial<ActivityForm> {
  const kind = kindNames.find((name) => name === params.get("kind"));
  if (kind === undefined || hostKind === undefined) return {};
  const { heldBy, due, ...title }: KindDefinition = activityKinds[kind];
  if (!heldBy.includes(hostKind)) return {};
  const day = params.get("day") ?? "";
  const times = plainDay.test(day) ? { startsAt: `${day}T14:00`, endsAt: `${day}T16:00` } : {};
  return { kind, title: title[language], ...(due[0] && { due: due[0] }), ...times };
}

/** Tomorrow at the same full hour, for two hours. */
export function newForm(hostOrganizationId: string, now = new Date()): Partial<ActivityForm> {
  const start = new Date(Math.ceil((now.getTime() + 24 * hour) / hour) * hour);
  const times = { startsAt: toCampusInput(start), endsAt: toCampusInput(new Date(start.getTime() + 2 * hour)) };
  return { ...nothing, hostOrganizationId, ...times, title: "", retrospectiveReason: "", studyMinutes: null };
}

export function formOf(activity: Activity): ActivityForm {
  const { kind, alsoKinds, title, place, onlineLink, due, namedPersonIds, capacity, studyMinutes } = activity;
  return {
    hostOrganizationId: activity.hostOrganizationId,
    kind,
    alsoKinds,
    title,
    startsAt: toCampusInput(new Date(activity.startsAt)),
    endsAt: toCampusInput(new Date(activity.endsAt)),
    place: place ?? "",
    onlineLink: onlineLink ?? "",
    agenda: activity.agenda.map((item) => item.title).join("\n"),
    due,
    namedPersonIds,
    capacity,
    studyMinutes,
    retrospectiveReason: activity.retrospectiveReason ?? "",
    jointOrganizationIds: activity.joint
      .filter(({ state }) => state !== "declined")
      .map(({ organizationId }) => organizationId),
    invited: activity.invited,
  };
}

/** A guest as one word, with where the guest comes from. */
export function invitedText({ name, from, isObserver }: InvitedFields, observer: string): string {
  const about = [from, isObserver ? observer : ""].filter((part) => part !== undefined && part !== "");
  return about.length === 0 ? name : `${name}（${about.join("，")}）`;
}

/** The end that goes with another beginning: it takes as long as before. */
export function movedEnd({ startsAt, endsAt }: Pick<ActivityForm, "startsAt" | "endsAt">, to: string): string {
  const [before, end, after] = [startsAt, endsAt, to].map(fromCampusInput);
  if (before === undefined || end === undefined || after === undefined || end <= before) return endsAt;
  return toCampusInput(new Date(after.getTime() + end.getTime() - before.getTime()));
}

/** What is sent. What the form does not show is kept from `before`. */
export function fieldsOf(form: ActivityForm, kind: ActivityKind | undefined, before?: Activity): PlanFields {
  const lines = form.agenda
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const titles = lines.length > 0 ? lines : (kind?.agenda.map(({ zh }) => zh) ?? []);
  const speakerOf = (title: string) => before?.agenda.find((item) => item.title === title)?.speaker ?? null;
  const isPast = isInPast(form.startsAt);
  return {
    kind: form.kind,
    alsoKinds: [...form.alsoKinds],
    title: form.title,
    startsAt: fromCampusInput(form.startsAt)?.toISOString() ?? "",
    endsAt: fromCampusInput(form.endsAt)?.toISOString() ?? "",
    place: form.place.trim() === "" ? null : form.place,
    onlineLink: form.onlineLink.trim() === "" ? null : form.onlineLink.trim(),
    agenda: titles.map((title) => ({ title, speaker: speakerOf(title) })),
    due: form.due,
    namedPersonIds: form.due === "named" ? [...form.namedPersonIds] : [],
    capacity: form.capacity,
    signUpClosesAt: before?.signUpClosesAt ?? null,
    invited: form.invited
      .filter(({ name }) => name?.trim())
      .map(({ name, from, isObserver }) => ({ name, from: from ?? "", isObserver: isObserver ?? false })),
    responsiblePersonId: before?.responsiblePersonId ?? null,
    studyMinutes: form.studyMinutes,
    retrospectiveReason: isPast && form.retrospectiveReason.trim() !== "" ? form.retrospectiveReason : null,
  };
}

export function isInPast(startsAt: string): boolean {
  const at = fromCampusInput(startsAt);
  return at !== undefined && at.getTime() < Date.now();
}
