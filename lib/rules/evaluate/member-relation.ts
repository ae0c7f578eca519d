import { both } from "../bilingual.ts";
import type { PlainDate } from "../calendar/plain-date.ts";
import { deadline } from "../derive-obligation.ts";
import type { MemberFacts } from "../facts/member-facts.ts";
import type { FactReference, Finding } from "../finding.ts";
import type { RuleContext } from "../rule-context.ts";

type Transfer = MemberFacts["transfers"][number];

/** Where the membership relation is: on its way, away from home, or kept at school after graduation. */
export function memberRelation(context: RuleContext, facts: MemberFacts): (Finding | null)[] {
  const transfers = [...new Map(facts.transfers.map((transfer) => [transfer.id, transfer])).values()];
  return [
    ...transfers.flatMap((transfer) => transferClocks(context, transfer)),
    awayClock(context, facts),
    graduateClock(context, facts),
  ];
}

/** A day that has come by the day of the evaluation. */
function past(context: RuleContext, fact: string, on: PlainDate | undefined): FactReference | null {
  return on && on <= context.on ? { fact, on } : null;
}

function transferClocks(context: RuleContext, transfer: Transfer): (Finding | null)[] {
  const subject = { kind: "transfer", id: transfer.id } as const;
  const out = past(context, "transferred_out", transfer.transferredOutOn);
  const letter = past(context, "letter_issued", transfer.letterIssuedOn);
  const received = past(context, "transfer_received", transfer.receivedOn);
  const receipt = past(context, "receipt_sent", transfer.receiptSentOn);
  const lost = both("转出后未报到，由学校处理", "transferred out and not reported: the university handles the case");
  return [
    letter && deadline(context, { ruleId: "EDU-10", subject, limit: "validity", cause: letter, done: received }),
    received && deadline(context, { ruleId: "EDU-27", subject, cause: received, done: receipt }),
    out && !received ? deadline(context, { ruleId: "EDU-28", subject, cause: out, done: null }) : null,
    out && !received
      ? deadline(context, { ruleId: "EDU-31", subject, limit: "over", cause: out, done: null, message: lost })
      : null,
  ];
}

/** Away for half a year: either the relation moves along or the member is registered as mobile. */
function awayClock(context: RuleContext, { id, movedAwayOn, isRegisteredMobile, transfers }: MemberFacts) {
  const cause = past(context, "moved_away", movedAwayOn);
  if (!cause) return null;
  const moved = transfers.find(({ transferredOutOn }) => transferredOutOn >= cause.on);
  const done = past(context, "transferred_out", moved?.transferredOutOn);
  const subject = { kind: "person", id } as const;
  if (!isRegisteredMobile) return deadline(context, { ruleId: "EDU-07", subject, limit: "away", cause, done });
  const message = both("外出未转移组织关系，按流动党员管理", "away without a transfer: kept as a mobile member");
  return deadline(context, {
    ruleId: "EDU-15",
    subject,
    limit: "away",
    cause,
    done: done ?? { fact: "registered_mobile", on: cause.on },
    message,
  });
}

function graduateClock(context: RuleContext, { id, graduation }: MemberFacts) {
  const cause = past(context, "graduated", graduation?.graduatedOn);
  if (!graduation || !cause) return null;
  const done = past(context, "left_school", graduation.leftSchoolOn);
  const subject = { kind: "person", id } as const;
  const regular = deadline(context, { ruleId: "EDU-12", subject, limit: "stay", cause, done });
  if (!graduation.isExtended || !regular?.due) return regular;
  const from = { fact: "stay_extended", on: regular.due };
  return deadline(context, { ruleId: "EDU-12", subject, limit: "extension", cause: from, done });
}
