import { chinaDay } from "../shared/clock.ts";
import type { Circumstances, Outcome } from "../shared/event.ts";
import { taskIdOf } from "./duty.ts";
import { dutyFact } from "./duty-facts.ts";
import { ObligationCreated, ObligationSatisfied, TaskAccepted, TaskAssigned } from "./events.ts";
import type { keepDuties } from "./keep-duties.ts";
import type { ObligationStore, StoredDuty } from "./obligation-store.ts";
import { taskState } from "./reconcile-duties.ts";
import { newTask } from "./run-task.ts";

export interface ImprovementDependencies {
  readonly store: Pick<ObligationStore, "findDuty">;
  readonly keep: ReturnType<typeof keepDuties>;
}

/** What facts say of an improvement: whose it is, and by when; never what it is about. */
export interface ImprovementReport {
  readonly caseId: string;
  readonly organizationId: string;
}

const dutyIdOf = ({ caseId }: ImprovementReport) => taskIdOf(caseId);

/** An improvement that was promised is a task of the organisation, with the ladder of every task. Once, however often told. */
export function beginImprovement({ store, keep }: ImprovementDependencies) {
  return async (report: ImprovementReport & { due: string }, circumstances: Circumstances): Promise<Outcome> => {
    const { organizationId, due } = report;
    const dutyId = dutyIdOf(report);
    if (await store.findDuty(organizationId, dutyId)) return "already_done";
    const on = chinaDay(circumstances.at);
    const number = report.caseId.split("~")[1]?.slice(0, 8) ?? "";
    const assignment = {
      organizationId,
      title: `落实整改事项（意见公示编号 ${number}…）`,
      note: "",
      due,
      responsibleAccountId: null,
      parentId: null,
    };
    const duty = newTask(dutyId, assignment, { on, accountId: circumstances.actor ?? "" });
    const edit = (duties: readonly StoredDuty[]) => {
      const known = duties.find((one) => one.dutyId === dutyId);
      if (known !== undefined) return { duty: known, facts: [] };
      return { duty, facts: [TaskAssigned, ObligationCreated].map((event) => dutyFact(event, duty, circumstances)) };
    };
    await keep(organizationId, { ...circumstances, on, edit: { edit, receipt: undefined } });
    return "done";
  };
}

/** The recorded result meets the task. A result that comes before its improvement is tried again later. */
export function endImprovement({ store, keep }: ImprovementDependencies) {
  return async (report: ImprovementReport & { on: string }, circumstances: Circumstances): Promise<Outcome> => {
    const { organizationId, on } = report;
    const dutyId = dutyIdOf(report);
    const known = await store.findDuty(organizationId, dutyId);
    if (known === undefined) throw new Error("the improvement has no task yet");
    if (known.task === null || known.task.acceptedOn !== null) return "already_done";
    const today = chinaDay(circumstances.at);
    const edit = (duties: readonly StoredDuty[]) => {
      const before = duties.find((one) => one.dutyId === dutyId) ?? known;
      if (before.task === null || before.task.acceptedOn !== null) return { duty: before, facts: [] };
      const task = { ...before.task, submittedOn: on, acceptedOn: on };
      const satisfiedBy = [{ fact: "task_accepted", on }];
      const state = taskState(task, before.due, today);
      const duty: StoredDuty = { ...before, task, satisfiedBy, state, version: before.version + 1 };
      return { duty, facts: [TaskAccepted, ObligationSatisfied].map((event) => dutyFact(event, duty, circumstances)) };
    };
    await keep(organizationId, { ...circumstances, on: today, edit: { edit, receipt: undefined } });
    return "done";
  };
}
