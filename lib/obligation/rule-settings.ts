import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { hasRule } from "../rules/catalogue.ts";
import { describeRules } from "../rules/describe-rules.ts";
import { type RefusedDecision, ruleUnknown, standingPolicy } from "../rules/policy.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, conflict, type FieldError } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { RulePolicyChanged } from "./events.ts";
import { defaultLadder } from "./ladder.ts";
import type { ObligationStore, StoredPolicy } from "./obligation-store.ts";
import type { changeRulePolicy as changeRoute, listRules as listRoute, RulePolicy, readRulePolicy } from "./routes.ts";

type Store = Pick<ObligationStore, "findPolicy" | "savePolicy">;

/** Every rule as it stands here on a day, and the decisions that bind no more. Units: half a read. */
export function listRules({ store }: { store: Store }) {
  return async (
    { query }: RouteInput<typeof listRoute>,
    { at }: RequestContext,
  ): Promise<RouteOutput<typeof listRoute>> => {
    const on = (query.on ?? chinaDay(at)) as PlainDate;
    const stored = await store.findPolicy();
    const { policy, refused } = standingPolicy(stored?.policy ?? {});
    const items = describeRules(on, policy);
    // Lists of the rules are read-only, those of an answer are not.
    return structuredClone({ on, items, refused }) as RouteOutput<typeof listRoute>;
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

/**
 * Why a decision is refused, field by field; the duties follow by the fact. What was decided before and binds no more by a
 * later release stays as it is, left out and shown: it keeps nobody from changing something else.
 */
function refusalsOf({ policy, ladders }: RulePolicy, stored: StoredPolicy | undefined): FieldError[] {
  const known = new Set(standingPolicy(stored?.policy ?? {}).refused.map(decisionText));
  const fresh = standingPolicy(policy).refused.filter((decision) => !known.has(decisionText(decision)));
  const unknown = ladders.flatMap(({ ruleId }, index): FieldError[] => {
    if (ruleId === null || hasRule(ruleId)) return [];
    return [{ field: `body.ladders.${index}.ruleId`, reason: ruleUnknown(ruleId) }];
  });
  return [...fresh.map(({ place, reason }) => ({ field: `body.policy.${place}`, reason })), ...unknown];
}

function decisionText({ about, limit, value, since, decidedBy }: RefusedDecision): string {
  return JSON.stringify([about, limit, value, since, decidedBy]);
}

/** Replaces the settings as a whole. Units: 1 read, 2 writes. */
export function changePolicy({ store }: { store: Store }) {
  return async ({ body }: RouteInput<typeof changeRoute>, context: RequestContext): Promise<RulePolicy> => {
    const stored = await store.findPolicy();
    const errors = refusalsOf(body, stored);
    if (errors.length > 0) throw new AppError("validation_failed", { errors });
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
