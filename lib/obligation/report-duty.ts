import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, notFound, refused } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { DutyView } from "./duty.ts";
import { dutyFact } from "./duty-facts.ts";
import { isUnfinished } from "./duty-states.ts";
import { DutyReported, DutyReportWithdrawn } from "./events.ts";
import type { findEvidenceRefusal } from "./find-evidence-refusal.ts";
import type { keepDuties } from "./keep-duties.ts";
import type { CountedActivity, StoredDuty } from "./obligation-store.ts";
import { reportedDeedOf } from "./reported-deeds.ts";
import type { reportDuty as reportRoute, withdrawDutyReport as withdrawRoute } from "./routes.ts";
import { dutyIn, keptOr404 } from "./supervise-duty.ts";

interface Reporting {
  readonly keep: ReturnType<typeof keepDuties>;
  readonly findRefusal: ReturnType<typeof findEvidenceRefusal>;
}

/** The version of a duty only grows, and so does that of the deed by which it is met. */
function deedOf(
  dutyId: string,
  version: number,
  { on, duties }: Pick<CountedActivity, "on" | "duties">,
): CountedActivity {
  return { activityId: `report-${dutyId}`, version, on, duties, groupId: null };
}

/**
 * Takes somebody's word, with evidence, that a duty is met. The deed is counted like a confirmed activity, so that a
 * report which is taken back opens the duty again. Units: those of `keepDuties`.
 */
export function reportDuty({ keep, findRefusal }: Reporting) {
  return async ({ params, body }: RouteInput<typeof reportRoute>, context: RequestContext): Promise<DutyView> => {
    const today = chinaDay(context.at);
    if (body.on > today) throw dayRefused("不能晚于今天", "Not later than today");
    const deed = reportedDeedOf({ dutyId: params.dutyId, ruleId: params.dutyId.split("~")[0] ?? null });
    if (deed === null) throw notReported();
    const refusal = await findRefusal(params.organizationId, body.evidence);
    if (refusal !== undefined) throw refusal;
    const edit = (duties: readonly StoredDuty[]) => {
      const before = dutyIn(duties, params.dutyId, body.version);
      if (!isUnfinished(before.state)) throw notOpen();
      const report = {
        on: body.on,
        evidence: body.evidence,
        by: context.principal.accountId,
        reportedOn: today,
      };
      const duty: StoredDuty = { ...before, report, withdrawnReason: null, version: before.version + 1 };
      return { duty, facts: [dutyFact(DutyReported, duty, context)] };
    };
    const check = ({ state }: StoredDuty) => {
      if (isUnfinished(state))
        throw dayRefused("这一天不在这项职责的期间内", "The day lies outside the period of the duty");
    };
    const activity = deedOf(params.dutyId, body.version, { on: body.on, duties: [deed] });
    const occasion = { ...context, on: today as PlainDate, activity };
    return keptOr404(
      await keep(params.organizationId, { ...occasion, edit: { edit, check, receipt: context.receipt } }),
    );
  };
}

/** Takes a report back that was wrong: the duty is owed again. Units: those of `keepDuties`. */
export function withdrawDutyReport({ keep }: Pick<Reporting, "keep">) {
  return async ({ params, body }: RouteInput<typeof withdrawRoute>, context: RequestContext): Promise<DutyView> => {
    const on = chinaDay(context.at);
    const edit = (duties: readonly StoredDuty[]) => {
      const before = dutyIn(duties, params.dutyId, body.version);
      if (before.report === null) throw notFound();
      const duty: StoredDuty = {
        ...before,
        report: null,
        withdrawnReason: body.reason,
        version: before.version + 1,
      };
      return { duty, facts: [dutyFact(DutyReportWithdrawn, duty, context)] };
    };
    const activity = deedOf(params.dutyId, body.version, { on, duties: [] });
    const occasion = { ...context, on, activity, edit: { edit, receipt: context.receipt } };
    return keptOr404(await keep(params.organizationId, occasion));
  };
}

function dayRefused(zh: string, en: string): AppError {
  return new AppError("validation_failed", { errors: [{ field: "body.on", reason: { zh, en } }] });
}

function notReported(): AppError {
  return refused("met_by_a_record", {
    zh: "这项职责由活动记录、换届登记等自动确认完成，不用上报。",
    en: "This duty is met by a record of the platform and is not reported.",
  });
}

function notOpen(): AppError {
  return refused("duty_not_open", {
    zh: "这项职责已经不是待办状态，请刷新后查看。",
    en: "The duty is not open any more; reload to see how it stands.",
  });
}
