import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { isAllowed } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, notFound, refused } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { type DutyView, type Task, taskIdOf } from "./duty.ts";
import { dutyFact } from "./duty-facts.ts";
import { isUnfinished } from "./duty-states.ts";
import {
  ObligationCreated,
  ObligationReopened,
  ObligationSatisfied,
  TaskAccepted,
  TaskAssigned,
  TaskReturned,
  TaskSubmitted,
} from "./events.ts";
import type { findEvidenceRefusal } from "./find-evidence-refusal.ts";
import type { keepDuties } from "./keep-duties.ts";
import type { StoredDuty } from "./obligation-store.ts";
import { taskState } from "./reconcile-duties.ts";
import type { assignTask as assignRoute, decideTask as decideRoute, submitTask as submitRoute } from "./routes.ts";
import { dutyIn, keptOr404, type Supervision } from "./supervise-duty.ts";

function invalid(field: string, reason: { zh: string; en: string }): AppError {
  return new AppError("validation_failed", { errors: [{ field, reason }] });
}

/** A task is a duty with a human cause. Units: those of `keepDuties`. */
export function assignTask({ keep, newId }: { readonly keep: ReturnType<typeof keepDuties>; readonly newId: NewId }) {
  return async ({ params, body }: RouteInput<typeof assignRoute>, context: RequestContext): Promise<DutyView> => {
    const on = chinaDay(context.at);
    if (body.due < on) {
      throw invalid("body.due", { zh: "完成日期不能早于今天", en: "The day cannot lie before today" });
    }
    const dutyId = taskIdOf(newId());
    const edit = (duties: readonly StoredDuty[]) => {
      const parent = duties.find((duty) => duty.dutyId === body.parentId);
      if (body.parentId !== null && parent === undefined) {
        throw invalid("body.parentId", { zh: "没有这项上级任务", en: "There is no such task" });
      }
      if (parent?.due && body.due > parent.due) {
        throw invalid("body.due", {
          zh: `不能晚于所属任务的完成日期（${parent.due}）`,
          en: `Not later than the day of the task of which it is a part (${parent.due})`,
        });
      }
      const duty = newTask(dutyId, { ...params, ...body }, { on, accountId: context.principal.accountId });
      return { duty, facts: [TaskAssigned, ObligationCreated].map((event) => dutyFact(event, duty, context)) };
    };
    const occasion = { ...context, on, edit: { edit, receipt: context.receipt } };
    return keptOr404(await keep(params.organizationId, occasion));
  };
}

type Assignment = RouteInput<typeof assignRoute>["params"] & RouteInput<typeof assignRoute>["body"];

/** A task as it begins. */
export function newTask(
  dutyId: string,
  { organizationId, title, note, due, responsibleAccountId, parentId }: Assignment,
  { on, accountId }: { on: PlainDate; accountId: string },
): StoredDuty {
  const task: Task = {
    title,
    note,
    assignedBy: accountId,
    assignedOn: on,
    responsibleAccountId,
    parentId,
    evidence: [],
    submittedOn: null,
    acceptedOn: null,
    returnedReason: null,
  };
  return {
    dutyId,
    organizationId,
    origin: "task",
    ruleId: null,
    edition: null,
    what: { zh: title, en: title },
    due,
    state: "open",
    satisfiedBy: [],
    explanation: null,
    warnings: [],
    reminded: null,
    waiver: null,
    talk: null,
    task,
    report: null,
    withdrawnReason: null,
    version: 1,
    isDueAnnounced: false,
  };
}

/** Hands a task in: by whoever is responsible, or whoever may assign tasks there. Units: those of `keepDuties`, 1 read. */
export function submitTask({
  keep,
  findPath,
  findRefusal,
}: Supervision & { readonly findRefusal: ReturnType<typeof findEvidenceRefusal> }) {
  return async ({ params, body }: RouteInput<typeof submitRoute>, context: RequestContext): Promise<DutyView> => {
    const path = await findPath(params.organizationId);
    if (path === undefined) throw notFound();
    const on = chinaDay(context.at);
    const { principal } = context;
    const refusal = await findRefusal(params.organizationId, body.evidence);
    const edit = (duties: readonly StoredDuty[]) => {
      const responsible = duties.find(({ dutyId }) => dutyId === params.dutyId)?.task?.responsibleAccountId;
      const isTheirs = responsible === principal.accountId || isAllowed(principal, "obligation.assign", path);
      // Whoever has nothing to do with it is not told that there is such a task.
      if (!isTheirs) throw notFound();
      if (refusal !== undefined) throw refusal;
      const before = taskIn(duties, params.dutyId, body.version);
      if (!isUnfinished(before.state)) throw notOpen();
      const open = duties.filter(({ task, state }) => task?.parentId === before.dutyId && isUnfinished(state));
      if (open.length > 0) {
        throw refused("parts_open", {
          zh: `还有${open.length}项子任务没有完成。`,
          en: `${open.length} parts of the task are not done yet.`,
        });
      }
      const duty = withTask(before, { ...before.task, evidence: body.evidence, submittedOn: on }, on);
      return { duty, facts: [dutyFact(TaskSubmitted, duty, context)] };
    };
    return keptOr404(await keep(params.organizationId, { ...context, on, edit: { edit, receipt: context.receipt } }));
  };
}

/** Accepts what was handed in, or gives it back. Units: those of `keepDuties`. */
export function decideTask({ keep }: Pick<Supervision, "keep">) {
  return async ({ params, body }: RouteInput<typeof decideRoute>, context: RequestContext): Promise<DutyView> => {
    if (body.decision === "returned" && body.reason.length < 4) {
      throw invalid("body.reason", { zh: "请写明退回的理由", en: "Say why it is given back" });
    }
    const on = chinaDay(context.at);
    const edit = (duties: readonly StoredDuty[]) => {
      const before = taskIn(duties, params.dutyId, body.version);
      if (before.state !== "submitted") throw notOpen();
      const isAccepted = body.decision === "accepted";
      const task: Task = isAccepted
        ? { ...before.task, acceptedOn: on, returnedReason: null }
        : { ...before.task, submittedOn: null, returnedReason: body.reason };
      const duty = withTask(before, task, on);
      const events = isAccepted ? [TaskAccepted, ObligationSatisfied] : [TaskReturned, ObligationReopened];
      return { duty, facts: events.map((event) => dutyFact(event, duty, context)) };
    };
    return keptOr404(await keep(params.organizationId, { ...context, on, edit: { edit, receipt: context.receipt } }));
  };
}

type StoredTask = StoredDuty & { readonly task: Task };

function taskIn(duties: readonly StoredDuty[], dutyId: string, version: number): StoredTask {
  const duty = dutyIn(duties, dutyId, version);
  if (duty.task === null) throw notFound();
  return { ...duty, task: duty.task };
}

function withTask(before: StoredTask, task: Task, on: PlainDate): StoredDuty {
  const satisfiedBy = task.acceptedOn === null ? [] : [{ fact: "task_accepted", on: task.submittedOn ?? on }];
  return { ...before, task, satisfiedBy, state: taskState(task, before.due, on), version: before.version + 1 };
}

function notOpen(): AppError {
  return refused("task_in_other_state", {
    zh: "任务当前的状态不能这样做，请刷新后查看。",
    en: "The task is in another state now; reload to see it.",
  });
}
