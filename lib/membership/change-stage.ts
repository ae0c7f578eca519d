import { earliest } from "../roster/partial-date.ts";
import { addMonths } from "../rules/calendar/periods.ts";
import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { citation } from "../rules/explain.ts";
import { findRule, getLimit } from "../rules/find-rule.ts";
import type { RuleId } from "../rules/rule.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, refused } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { Text } from "../shared/text.ts";
import { applyChange, type ChangeDependencies } from "./change-person.ts";
import { refuseFaultyRecord } from "./check-record.ts";
import type { StoredPerson } from "./person-store.ts";
import type { PersonView } from "./person-view.ts";
import type { changeStage as route } from "./routes.ts";
import {
  isEnded,
  type Stage,
  stages,
  type Transition,
  type TransitionName,
  transitions,
  transitionsFrom,
} from "./stage.ts";
import { getForChange } from "./write-person.ts";

interface Step {
  readonly transition: TransitionName;
  readonly on: string;
  readonly extendTo?: string | undefined;
}

/** Takes a person to another stage by the table of transitions. Units: 3 reads, 14 writes. */
export function changeStage(dependencies: ChangeDependencies) {
  return async ({ params, body }: RouteInput<typeof route>, context: RequestContext): Promise<PersonView> => {
    const before = await getForChange(dependencies.store, params.personId, body.version);
    const today = chinaDay(context.at);
    const next = nextStage(before, body, today);
    await refuseReturnToNowhere(dependencies, before, next);
    return await applyChange(dependencies, before, next, context, {
      transition: body.transition,
      effectiveOn: body.on,
      ...(body.note !== undefined && { note: body.note }),
    });
  };
}

/** While somebody was away, the branch may have been dissolved. */
async function refuseReturnToNowhere(
  { organizations }: ChangeDependencies,
  before: StoredPerson,
  { stage = before.stage }: Partial<StoredPerson>,
): Promise<void> {
  if (!isEnded(before.stage) || isEnded(stage)) return;
  const branch = await organizations.find(before.organizationId);
  if (branch?.status === "active") return;
  throw refused("branch_dissolved", {
    zh: "原所在支部已撤销，请先调整到现有支部。",
    en: "The former branch is dissolved; let the person belong to another branch first.",
  });
}

/** The state after a step; throws `refused` where the table or a regulation does not allow it. */
export function nextStage(before: StoredPerson, step: Step, today: string): Partial<StoredPerson> {
  const transition: Transition = transitions[step.transition];
  refuseWrongStage(before.stage, step.transition);
  refuseWrongDay(before, transition, step.on, today);
  if (step.transition === "extend_probation") return { probationExtendedTo: extensionOf(before, step) };

  const stage = transition.to === "former" ? before.formerStage : transition.to;
  if (stage === null || stage === "same") throw new AppError("internal");
  if (step.transition === "convert") refuseEarlyConversion(before, step.on);
  const { dateField } = transition;
  const fields = dateField === undefined ? before.fields : { ...before.fields, [dateField]: step.on };
  // Whoever starts again starts without the dates of the first attempt; the history keeps them.
  const kept = step.transition === "apply_again" ? { ...fields, ...noMilestones } : fields;
  refuseFaultyRecord({ fields: kept, stage }, today);
  return {
    stage,
    fields: kept,
    stageSince: step.on,
    formerStage: isEnded(stage) ? (isEnded(before.stage) ? before.formerStage : before.stage) : null,
    ...(stage !== "probationary_member" && { probationExtendedTo: null }),
  };
}

const noMilestones = { activist_date: null, target_date: null, admission_date: null, conversion_date: null };

function refuseWrongStage(stage: Stage, name: TransitionName): void {
  if (transitionsFrom(stage).includes(name)) return;
  throw refused("transition_not_allowed", {
    zh: `“${stages[stage].zh}”不能${transitions[name].zh}。`,
    en: `"${transitions[name].en}" is not possible for: ${stages[stage].en}.`,
  });
}

function refuseWrongDay({ fields }: StoredPerson, { notBefore }: Transition, on: string, today: string): void {
  if (on > today) throw dayError({ zh: "日期晚于今天", en: "The date lies in the future" });
  const former = notBefore === undefined ? null : fields[notBefore];
  if (typeof former === "string" && on < earliest(former)) {
    throw dayError({
      zh: `不能早于上一步的日期（${former}）`,
      en: `Lies before the step that precedes it (${former})`,
    });
  }
}

function dayError(reason: Text, field = "body.on"): AppError {
  return new AppError("validation_failed", { errors: [{ field, reason }] });
}

/** Conversion comes at the end of probation, extended or not (DEV-34, DEV-35). */
function refuseEarlyConversion({ fields, probationExtendedTo }: StoredPerson, on: string): void {
  const end = probationExtendedTo ?? regularEnd(fields.admission_date);
  if (end === null || on >= end) return;
  throw refused("probation_not_over", {
    zh: `预备期至${end}（依据${articleOf("DEV-34", on).zh}），不能提前转正。`,
    en: `Probation lasts until ${end} (${articleOf("DEV-34", on).en}); conversion cannot come earlier.`,
  });
}

/** Once, by six months at least and a year at most, from the regular end (DEV-35). */
function extensionOf({ fields, probationExtendedTo }: StoredPerson, { extendTo, on }: Step): string {
  if (probationExtendedTo !== null) {
    const { zh, en } = articleOf("DEV-35", on);
    throw refused("extended_before", {
      zh: `预备期只能延长一次（依据${zh}）。`,
      en: `Probation is extended once only (${en}).`,
    });
  }
  const end = regularEnd(fields.admission_date);
  if (extendTo === undefined || end === null) {
    throw dayError({ zh: "请填写延长后的截止日期", en: "Say until when probation is extended" }, "body.extendTo");
  }
  const shortest = addMonths(end, monthsOf("DEV-35", "shortest", on));
  const longest = addMonths(end, monthsOf("DEV-35", "longest", on));
  if (extendTo >= shortest && extendTo <= longest) return extendTo;
  throw refused("extension_length", {
    zh: `预备期只能延长到${shortest}至${longest}之间（依据${articleOf("DEV-35", on).zh}）。`,
    en: `Probation can be extended to a day from ${shortest} to ${longest} (${articleOf("DEV-35", on).en}).`,
  });
}

/** One year from the day of the branch meeting; a month without a day counts from its first day, in the person's favour. */
function regularEnd(admission: string | null): PlainDate | null {
  if (admission === null) return null;
  const day = earliest(admission) as PlainDate;
  return addMonths(day, monthsOf("DEV-34", "length", day));
}

function ruleOn(id: RuleId, on: string) {
  const rule = findRule(id, { on: on as PlainDate, acceptsEarlierCause: true });
  if (rule === null) throw new Error(`no edition has rule ${id}`);
  return rule;
}

function monthsOf(id: RuleId, limit: string, on: string): number {
  const { value, unit } = getLimit(ruleOn(id, on), limit);
  return unit === "year" ? value * 12 : value;
}

function articleOf(id: RuleId, on: string): Text {
  return citation(ruleOn(id, on).provision);
}
