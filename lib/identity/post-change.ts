import { buildFact, type Circumstances, type Fact } from "../shared/event.ts";
import type { Appointment } from "./appointment.ts";
import { AppointmentEnded, AppointmentMade, type EndCause } from "./events.ts";
import type { Register } from "./identity-store.ts";
import { type Post, rulesOf } from "./post.ts";

/** Somebody who gets a post. */
export interface NewHolder {
  readonly accountId: string;
  readonly personId: string | null;
  /** For an account that does not exist yet. */
  readonly name: string;
}

export interface Ending {
  readonly appointmentId: string;
  /** The version that the caller saw; absent: whichever it is. */
  readonly version?: number;
  readonly lastDay: string;
  readonly cause: EndCause;
}

export interface Beginning {
  readonly appointmentId: string;
  readonly holder: NewHolder;
  readonly from: string;
  readonly to: string | null;
  readonly sourceDocument: string | null;
}

/** What happens to one post of an organisation: somebody's time ends, somebody's begins, or both in one. */
export interface PostChange {
  readonly organizationId: string;
  readonly post: Post;
  readonly ending?: Ending;
  readonly beginning?: Beginning;
}

/** Where an appointment to this post stands. */
export function registerOf({ post, organizationId }: Pick<PostChange, "post" | "organizationId">): Register {
  return rulesOf(post).group === "committee" ? { group: "committee", organizationId } : { group: "administration" };
}

export function endedBy(before: Appointment, { lastDay, cause }: Ending, { at, actor }: Circumstances): Appointment {
  return {
    ...before,
    to: lastDay,
    endCause: cause,
    endedBy: actor,
    version: before.version + 1,
    updatedAt: at.toISOString(),
  };
}

export function begunBy(
  { organizationId, post }: PostChange,
  { holder, ...given }: Beginning,
  { at, actor }: Circumstances,
): Appointment {
  return {
    ...given,
    organizationId,
    post,
    accountId: holder.accountId,
    personId: holder.personId,
    endCause: null,
    version: 1,
    appointedBy: actor,
    endedBy: null,
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
  };
}

export function madeFact(appointment: Appointment, circumstances: Circumstances): Fact {
  return buildFact(AppointmentMade, circumstances, { ...aboutOf(appointment), data: contentOf(appointment) });
}

export function endedFact(appointment: Appointment, cause: EndCause, circumstances: Circumstances): Fact {
  const data = { ...contentOf(appointment), cause };
  return buildFact(AppointmentEnded, circumstances, { ...aboutOf(appointment), data });
}

function aboutOf({ appointmentId, version, organizationId }: Appointment) {
  return { subject: { kind: "appointment", id: appointmentId }, occasion: version, organizationId };
}

function contentOf({ version, post, organizationId, accountId, personId, from, to }: Appointment) {
  return { version, post, organizationId, accountId, personId, from, to };
}
