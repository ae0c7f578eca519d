import { both } from "../bilingual.ts";
import type { PlainDate } from "../calendar/plain-date.ts";
import { promptDuty } from "../derive-obligation.ts";
import { explain } from "../explain.ts";
import type { OrganizationFacts, OrganizationRelation } from "../facts/organization-facts.ts";
import type { Obligation } from "../finding.ts";
import { computeDate, type RuleContext, ruleAt } from "../rule-context.ts";

const preference = both(
  "条例的表述是“一般应当”，属于一般要求，不作为违规；确需任职的，上级党组织可说明理由后免除本项。",
  "The regulation says “normally”: this is a preference and no offence; a superior may let the branch off with a reason.",
);

function reached(context: RuleContext, fullMemberSince: PlainDate) {
  const resolved = ruleAt(context, "BR-34", { on: fullMemberSince });
  if (resolved === null) return null;
  return {
    resolved,
    ...computeDate(context, resolved, { limit: "partyAge", from: fullMemberSince, reading: "latest" }),
  };
}

/** The day on which a full member has the Party age that secretaries of branches normally have; null: no edition asks for it. */
export function partyAgeDay(context: RuleContext, fullMemberSince: PlainDate): PlainDate | null {
  return reached(context, fullMemberSince)?.date ?? null;
}

/** Something to look at while a secretary is below that age: it goes by itself with the day, or with the post. */
export function secretaryPartyAge(context: RuleContext, { id, relations }: OrganizationFacts): (Obligation | null)[] {
  const young = relations.filter(({ kind, endedOn }) => {
    return kind === "secretary_below_party_age" && (endedOn === undefined || context.on <= endedOn);
  });
  return young.map(({ startedOn }: OrganizationRelation) => {
    const age = reached(context, startedOn);
    if (age === null || age.date <= context.on) return null;
    const found = promptDuty(context, {
      ruleId: "BR-34",
      subject: { kind: "organization", id },
      cause: { fact: "conversion", on: startedOn },
      done: null,
      message: both(
        "支部书记党龄未达到一般要求，请上级党组织研究",
        "the Party age of the branch secretary is below what is normal: the superior considers it",
      ),
    });
    return found && { ...found, explanation: explain(age.resolved, [age.arithmetic], [preference]) };
  });
}
