import { isAllowed, isWithin } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, conflict, notFound, refused } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { DutyView } from "./duty.ts";
import { dutyFact } from "./duty-facts.ts";
import { isUnfinished } from "./duty-states.ts";
import { ObligationWaived, TalkRecorded } from "./events.ts";
import type { keepDuties } from "./keep-duties.ts";
import type { StoredDuty } from "./obligation-store.ts";
import type { recordTalk as talkRoute, waiveDuty as waiveRoute } from "./routes.ts";
import { shown } from "./show-duty.ts";

export interface Supervision {
  readonly keep: ReturnType<typeof keepDuties>;
  readonly findPath: (organizationId: string) => Promise<string | undefined>;
}

/** The duty in the version that the caller saw. */
export function dutyIn(duties: readonly StoredDuty[], dutyId: string, version: number): StoredDuty {
  const duty = duties.find((one) => one.dutyId === dutyId);
  if (duty === undefined) throw notFound();
  if (duty.version !== version) throw conflict(duty.version);
  return duty;
}

export function keptOr404(duty: StoredDuty | undefined): DutyView {
  if (duty === undefined) throw notFound();
  return shown(duty);
}

/** Nobody lets their own organisation off: the capability must come from above. */
async function refuseOwn({ findPath }: Supervision, organizationId: string, { principal }: RequestContext) {
  const path = await findPath(organizationId);
  if (path === undefined) throw notFound();
  const above = path.slice(0, path.length - organizationId.length - 1);
  const assignments = principal.assignments.filter((held) => isWithin(above, held.organizationId));
  if (isAllowed({ ...principal, assignments }, "obligation.supervise", above)) return;
  throw new AppError("forbidden", {
    detail: {
      zh: "本组织的职责只能由上级党组织免除或约谈。",
      en: "Only a superior organisation can waive a duty or record a talk about it.",
    },
  });
}

function refuseFinished({ state }: StoredDuty): void {
  if (isUnfinished(state)) return;
  throw refused("duty_not_open", {
    zh: "这项职责已经不是待办状态，请刷新后查看。",
    en: "The duty is not open any more; reload to see how it stands.",
  });
}

/** Lets an organisation off, for good unless the cause goes away. Units: those of `keepDuties`. */
export function waiveDuty(supervision: Supervision) {
  return async ({ params, body }: RouteInput<typeof waiveRoute>, context: RequestContext): Promise<DutyView> => {
    await refuseOwn(supervision, params.organizationId, context);
    const on = chinaDay(context.at);
    const edit = (duties: readonly StoredDuty[]) => {
      const before = dutyIn(duties, params.dutyId, body.version);
      refuseFinished(before);
      const duty: StoredDuty = {
        ...before,
        state: "waived",
        waiver: { reason: body.reason, on, by: context.principal.accountId },
        version: before.version + 1,
      };
      return { duty, facts: [dutyFact(ObligationWaived, duty, context)] };
    };
    const occasion = { ...context, on, edit: { edit, receipt: context.receipt } };
    return keptOr404(await supervision.keep(params.organizationId, occasion));
  };
}

/** The last step of the ladder: that somebody talked, and what was agreed. Units: those of `keepDuties`. */
export function recordTalk(supervision: Supervision) {
  return async ({ params, body }: RouteInput<typeof talkRoute>, context: RequestContext): Promise<DutyView> => {
    await refuseOwn(supervision, params.organizationId, context);
    const on = chinaDay(context.at);
    const edit = (duties: readonly StoredDuty[]) => {
      const before = dutyIn(duties, params.dutyId, body.version);
      if (before.state !== "overdue") {
        throw refused("duty_not_overdue", {
          zh: "只有逾期的职责才记录约谈。",
          en: "A talk is recorded about an overdue duty only.",
        });
      }
      const duty: StoredDuty = {
        ...before,
        talk: { note: body.note, on, by: context.principal.accountId },
        version: before.version + 1,
      };
      return { duty, facts: [dutyFact(TalkRecorded, duty, context)] };
    };
    const occasion = { ...context, on, edit: { edit, receipt: context.receipt } };
    return keptOr404(await supervision.keep(params.organizationId, occasion));
  };
}
