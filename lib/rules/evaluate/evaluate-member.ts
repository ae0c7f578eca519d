import { MemberFacts, type MemberFactsInput } from "../facts/member-facts.ts";
import { type Evaluation, evaluation } from "../finding.ts";
import type { RuleContext } from "../rule-context.ts";
import { memberAbsence } from "./member-absence.ts";
import { memberRelation } from "./member-relation.ts";
import { memberStudy } from "./member-study.ts";

/** What a member owes, or an organisation owes a member, on a day. Suspended members owe no study. */
export function evaluateMember(context: RuleContext, input: MemberFactsInput): Evaluation {
  const facts = MemberFacts.parse(input);
  const isSuspended = facts.suspendedOn !== undefined && facts.suspendedOn <= context.on;
  return evaluation(context.on, [
    ...(isSuspended ? [] : memberStudy(context, facts)),
    ...memberRelation(context, facts),
    ...memberAbsence(context, facts),
  ]);
}
