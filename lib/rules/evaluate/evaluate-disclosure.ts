import { type Bilingual, both } from "../bilingual.ts";
import { deadline } from "../derive-obligation.ts";
import { bound, verdict } from "../derive-verdict.ts";
import { DisclosureFacts, type DisclosureFactsInput, disclosureSteps } from "../facts/disclosure-facts.ts";
import { type Evaluation, evaluation, type FactReference, type Finding, type Subject } from "../finding.ts";
import type { RuleId } from "../rule.ts";
import { type RuleContext, ruleAt } from "../rule-context.ts";

type Item = DisclosureFacts["items"][number];

/** Whether the catalogue is whole, items went through their steps, and members' requests are answered. */
export function evaluateDisclosure(context: RuleContext, input: DisclosureFactsInput): Evaluation {
  const { organizationId, items, requests } = DisclosureFacts.parse(input);
  const subject = { kind: "organization", id: organizationId } as const;
  const groups = new Set(items.filter(({ isInCatalogue }) => isInCatalogue).map(({ group }) => group)).size;
  const whole = bound(context, { ruleId: "DIS-02", subject, limit: "groups", value: groups });
  return evaluation(context.on, [
    whole && { ...whole, level: "attention" },
    ...items.flatMap((item) => itemFindings(context, item)),
    ...requests.map(({ id, requestedOn, isExtended, answeredOn }) => {
      if (requestedOn > context.on) return null;
      const done = answeredOn && answeredOn <= context.on ? { fact: "disclosure_answered", on: answeredOn } : null;
      const cause = { fact: "disclosure_requested", on: requestedOn, id };
      const limit = isExtended ? "extended" : "within";
      return deadline(context, { ruleId: "DIS-06", subject: { kind: "disclosure", id }, limit, cause, done });
    }),
  ]);
}

function itemFindings(context: RuleContext, item: Item): (Finding | null)[] {
  const subject = { kind: "disclosure", id: item.id } as const;
  const { insideOn, outsideOn, steps, isInCatalogue } = item;
  const outside = outsideOn && outsideOn <= context.on ? { fact: "disclosed_outside", on: outsideOn } : null;
  const implemented =
    steps.implemented && steps.implemented <= context.on ? { fact: "implemented", on: steps.implemented } : null;
  const outsideFirst = both("先向社会公开、后在党内公开", "Disclosed outside before inside the Party");
  const uncatalogued = both("公开事项不在党务公开目录内", "The disclosed item is not in the catalogue");
  return [
    ...stepOrder(context, item, subject),
    outside && (!insideOn || insideOn > outside.on)
      ? judged(context, { ruleId: "DIS-07", subject, at: outside, message: outsideFirst })
      : null,
    implemented && !isInCatalogue
      ? judged(context, { ruleId: "DIS-04", subject, at: implemented, message: uncatalogued })
      : null,
  ];
}

function stepOrder(context: RuleContext, { steps }: Item, subject: Subject): (Finding | null)[] {
  const message = both("公开程序缺步骤或顺序颠倒", "A step of the procedure is missing or out of order");
  return disclosureSteps.map((step, index) => {
    const on = steps[step];
    const before = disclosureSteps[index - 1];
    const previous = before && steps[before];
    if (!on || on > context.on || !before || (previous && previous <= on)) return null;
    return judged(context, { ruleId: "DIS-03", subject, at: { fact: step, on }, message });
  });
}

function judged(
  context: RuleContext,
  { ruleId, subject, at, message }: { ruleId: RuleId; subject: Subject; at: FactReference; message: Bilingual },
): Finding | null {
  const resolved = ruleAt(context, ruleId, { on: at.on });
  return resolved && verdict(resolved, { ruleId, subject, occasion: `${at.fact}@${at.on}`, message, about: [at] });
}
