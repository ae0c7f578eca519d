import { earliest } from "../roster/partial-date.ts";
import { addMonths } from "../rules/calendar/periods.ts";
import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { explain } from "../rules/explain.ts";
import { findRule, getLimit, type ResolvedRule } from "../rules/find-rule.ts";
import { nationalPolicy, type Policy, type PolicySource } from "../rules/policy.ts";
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

/** A day, and what the university had decided about the rules. */
interface Standpoint {
  readonly today: string;
  readonly policy: Policy;
}

/** Steps that a number of a regulation allows or not. */
const judgedSteps: ReadonlySet<TransitionName> = new Set(["convert", "extend_probation"]);

/**
 * Takes a person to another stage by the table of transitions. Units: 3 reads, and half a unit where probation ends or is
 * extended; 14 writes.
 */
export function changeStage(dependencies: ChangeDependencies & PolicySource) {
  return async ({ params, body }: RouteInput<typeof route>, context: RequestContext): Promise<PersonView> => {
    const before = await getForChange(dependencies.store, params.personId, body.version);
    const policy = judgedSteps.has(body.transition) ? await dependencies.findPolicy() : nationalPolicy;
    const next = nextStage(before, body, { today: chinaDay(context.at), policy });
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
export function nextStage(before: StoredPerson, step: Step, { today, policy }: Standpoint): Partial<StoredPerson> {
  const transition: Transition = transitions[step.transition];
  refuseWrongStage(before.stage, step.transition);
  refuseWrongDay(before, transition, step.on, today);
  if (step.transition === "extend_probation") return { probationExtendedTo: extensionOf(before, step, policy) };

  const stage = transition.to === "former" ? before.formerStage : transition.to;
  if (stage === null || stage === "same") throw new AppError("internal");
  if (step.transition === "convert") refuseEarlyConversion(before, step.on, policy);
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
function refuseEarlyConversion({ fields, probationExtendedTo }: StoredPerson, on: string, policy: Policy): void {
  const end = probationExtendedTo ?? regularEnd(fields.admission_date, policy);
  if (end === null || on >= end) return;
  const { zh, en } = authorityOf(ruleOn("DEV-34", on, policy));
  throw refused("probation_not_over", {
    zh: `预备期至${end}（依据${zh}），不能提前转正。`,
    en: `Probation lasts until ${end} (${en}); conversion cannot come earlier.`,
  });
}

/** Once, by six months at least and a year at most, from the regular end (DEV-35), or as the university has it stricter. */
function extensionOf({ fields, probationExtendedTo }: StoredPerson, { extendTo, on }: Step, policy: Policy): string {
  const rule = ruleOn("DEV-35", on, policy);
  const { zh, en } = authorityOf(rule);
  const times = getLimit(rule, "times").value;
  if (times <= (probationExtendedTo === null ? 0 : 1)) {
    throw refused("extended_before", {
      zh: `预备期最多延长 ${times} 次（依据${zh}）。`,
      en: `Probation is extended ${times} ${times === 1 ? "time" : "times"} at most (${en}).`,
    });
  }
  const end = regularEnd(fields.admission_date, policy);
  if (extendTo === undefined || end === null) {
    throw dayError({ zh: "请填写延长后的截止日期", en: "Say until when probation is extended" }, "body.extendTo");
  }
  const shortest = addMonths(end, monthsOf(rule, "shortest"));
  const longest = addMonths(end, monthsOf(rule, "longest"));
  if (extendTo >= shortest && extendTo <= longest) return extendTo;
  throw refused("extension_length", {
    zh: `预备期只能延长到${shortest}至${longest}之间（依据${zh}）。`,
    en: `Probation can be extended to a day from ${shortest} to ${longest} (${en}).`,
  });
}

/** One year from the day of the branch meeting; a month without a day counts from its first day, in the person's favour. */
function regularEnd(admission: string | null, policy: Policy): PlainDate | null {
  if (admission === null) return null;
  const day = earliest(admission) as PlainDate;
  return addMonths(day, monthsOf(ruleOn("DEV-34", day, policy), "length"));
}

function ruleOn(id: RuleId, on: string, policy: Policy): ResolvedRule {
  const rule = findRule(id, { on: on as PlainDate, acceptsEarlierCause: true, policy });
  if (rule === null) throw new Error(`no edition has rule ${id}`);
  return rule;
}

function monthsOf(rule: ResolvedRule, limit: string): number {
  const { value, unit } = getLimit(rule, limit);
  return unit === "year" ? value * 12 : value;
}

/** The article, and what the university set in its place. */
function authorityOf(rule: ResolvedRule): Text {
  const { citation, overrides } = explain(rule, []);
  const parts = [citation, ...overrides];
  return { zh: parts.map(({ zh }) => zh).join("；"), en: parts.map(({ en }) => en).join("; ") };
}
