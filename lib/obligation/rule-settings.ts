import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { getRule } from "../rules/catalogue.ts";
import { describeRules } from "../rules/describe-rules.ts";
import { definePolicy, overrideRefusal } from "../rules/policy.ts";
import { RuleError } from "../rules/rule-error.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, conflict, type FieldError } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { RulePolicyChanged } from "./events.ts";
import { defaultLadder } from "./ladder.ts";
import type { ObligationStore } from "./obligation-store.ts";
import type { changeRulePolicy as changeRoute, listRules as listRoute, RulePolicy, readRulePolicy } from "./routes.ts";

type Store = Pick<ObligationStore, "findPolicy" | "savePolicy">;

/** Every rule as it stands here on a day. Units: half a read. */
export function listRules({ store }: { store: Store }) {
  return async (
    { query }: RouteInput<typeof listRoute>,
    { at }: RequestContext,
  ): Promise<RouteOutput<typeof listRoute>> => {
    const on = (query.on ?? chinaDay(at)) as PlainDate;
    const stored = await store.findPolicy();
    const items = describeRules(on, definePolicy(stored?.policy ?? {}));
    // Lists of the rules are read-only, those of an answer are not.
    return structuredClone({ on, items }) as RouteOutput<typeof listRoute>;
  };
}

const nothingSet: RulePolicy = {
  version: 0,
  policy: { overrides: [], readings: [], editionStarts: {}, holidayYears: [] },
  judgedFrom: null,
  ladders: [],
};

/** What was decided here. Units: half a read. */
export function readPolicy({ store }: { store: Store }) {
  return async (): Promise<RouteOutput<typeof readRulePolicy>> => {
    const stored = (await store.findPolicy()) as RulePolicy | undefined;
    return { ...(stored ?? nothingSet), defaultLadder };
  };
}

/** Why a decision is refused, field by field; the duties follow by the fact. */
function refusalsOf({ policy, ladders }: RulePolicy): FieldError[] {
  const overrides = policy.overrides.flatMap((override, index): FieldError[] => {
    const field = `body.policy.overrides.${index}`;
    const reason = reasonOf(() => overrideRefusal(override));
    return reason === null ? [] : [{ field, reason }];
  });
  if (overrides.length > 0) return overrides;
  const whole = reasonOf(() => {
    definePolicy(policy);
    return null;
  });
  const unknown = ladders.flatMap(({ ruleId }, index): FieldError[] => {
    const reason = ruleId === null ? null : reasonOf(() => refusalOfId(ruleId));
    return reason === null ? [] : [{ field: `body.ladders.${index}.ruleId`, reason }];
  });
  return [...(whole === null ? [] : [{ field: "body.policy", reason: whole }]), ...unknown];
}

/** An unknown id throws. */
function refusalOfId(ruleId: string): null {
  getRule(ruleId);
  return null;
}

function reasonOf(check: () => { zh: string; en: string } | null): { zh: string; en: string } | null {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { zh: "规则库不接受这项设置，请核对编号、数值和日期。", en: error.message };
  }
}

/** Replaces the settings as a whole. Units: 1 read, 2 writes. */
export function changePolicy({ store }: { store: Store }) {
  return async ({ body }: RouteInput<typeof changeRoute>, context: RequestContext): Promise<RulePolicy> => {
    const errors = refusalsOf(body);
    if (errors.length > 0) throw new AppError("validation_failed", { errors });
    const stored = await store.findPolicy();
    const version = stored?.version ?? 0;
    if (version !== body.version) throw conflict(version);
    const after = { ...body, version: version + 1 };
    const fact = buildFact(RulePolicyChanged, context, {
      subject: { kind: "rule_policy", id: "policy" },
      occasion: after.version,
      organizationId: null,
      data: { version: after.version },
    });
    if (!(await store.savePolicy(after, [fact], context.receipt))) throw conflict(version + 1);
    return after;
  };
}
