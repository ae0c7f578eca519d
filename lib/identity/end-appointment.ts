import { chinaDay } from "../shared/clock.ts";
import { AppError, notFound, refused } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { AccountStore } from "./account-store.ts";
import { type AppointDependencies, getPlace, prepareBeginning } from "./appoint.ts";
import type { Appointment } from "./appointment.ts";
import { type AppointmentView, appointmentViewOf } from "./appointment-view.ts";
import { changePosts } from "./change-posts.ts";
import { dayBefore, isPast } from "./period.ts";
import { fieldError, refuseFromBelow, refuseOneself, refuseWrongPost } from "./post-refusals.ts";
import type { endAppointment as endRoute, replaceHolder as replaceRoute } from "./routes.ts";

export interface EndDependencies extends AppointDependencies {
  readonly accounts: AccountStore;
}

/** Ends an appointment of a committee with a last day. Units: 8 reads, 6 to 12 writes. */
export function endAppointment(dependencies: EndDependencies) {
  const change = changePosts(dependencies);
  return async ({ params, body }: RouteInput<typeof endRoute>, context: RequestContext): Promise<AppointmentView> => {
    const before = await getRunning(dependencies, params, context);
    if (body.lastDay < dayBefore(before.from)) {
      throw fieldError("body.lastDay", { zh: "早于任职起始日", en: "Lies before the first day" });
    }
    if (before.to !== null && body.lastDay > before.to) {
      throw fieldError("body.lastDay", { zh: "晚于任职截止日", en: "Lies after the last day that was set" });
    }
    const name = await nameOf(dependencies.accounts, before);
    const { appointmentId, organizationId, post } = before;
    const ending = { appointmentId, version: body.version, lastDay: body.lastDay, cause: "ended" } as const;
    const { ended } = await change({ organizationId, post, ending }, context, {
      receipt: context.receipt,
      answerOf: (changed) => changed.ended && appointmentViewOf(changed.ended, name, true),
    });
    if (ended === undefined) throw new AppError("internal");
    return appointmentViewOf(ended, name, true);
  };
}

/** One goes and another comes, in one transaction: the post is never held by both, nor by nobody. Units: 10 reads, 12 to 20 writes. */
export function replaceHolder(dependencies: EndDependencies) {
  const change = changePosts(dependencies);
  return async (
    { params, body }: RouteInput<typeof replaceRoute>,
    context: RequestContext,
  ): Promise<AppointmentView> => {
    const before = await getRunning(dependencies, params, context);
    const { appointmentId, organizationId, post } = before;
    if (body.from <= before.from) {
      throw fieldError("body.from", {
        zh: `应晚于原任职起始日（${before.from}）`,
        en: `Has to come after the first day of the one before (${before.from})`,
      });
    }
    const place = await getPlace(dependencies.places, organizationId);
    refuseWrongPost(place, post, "committee");
    const { beginning, name } = await prepareBeginning(dependencies, place, body, context);
    const lastDay = earlier(dayBefore(body.from), before.to);
    const ending = { appointmentId, version: body.version, lastDay, cause: "replaced" } as const;
    const { begun } = await change({ organizationId, post, ending, beginning }, context, {
      receipt: context.receipt,
      answerOf: (changed) => changed.begun && appointmentViewOf(changed.begun, name, true),
    });
    if (begun === undefined) throw new AppError("internal");
    return appointmentViewOf(begun, name, true);
  };
}

function earlier(day: string, other: string | null): string {
  return other !== null && other < day ? other : day;
}

async function getRunning(
  { store, places }: EndDependencies,
  { organizationId, appointmentId }: { organizationId: string; appointmentId: string },
  { principal, at }: RequestContext,
): Promise<Appointment> {
  const found = await store.findAppointment({ group: "committee", organizationId }, appointmentId);
  if (found === undefined) throw notFound();
  refuseOneself(principal, found.accountId);
  refuseFromBelow(principal, await getPlace(places, organizationId), found.post);
  refuseEnded(found, chinaDay(at));
  return found;
}

export function refuseEnded(appointment: Appointment, today: string): void {
  if (!isPast(appointment, today)) return;
  throw refused("has_ended", { zh: "该任职已结束。", en: "The appointment is over already." });
}

export async function nameOf(
  accounts: Pick<AccountStore, "findNames">,
  { accountId }: Pick<Appointment, "accountId">,
): Promise<string> {
  return (await accounts.findNames([accountId])).get(accountId) ?? accountId;
}
