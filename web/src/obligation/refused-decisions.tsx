import { mayAnywhere } from "../me/me.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import { formatDate } from "../terms/dates.ts";
import { type RefusedDecision, useRefusedDecisions } from "./use-rules.ts";
import { useWords } from "./use-words.ts";
import "./obligation.css";

/** Why a decision binds no more; what to do about it is for those who decide. */
export function RefusedMark({ decision }: { decision: RefusedDecision }) {
  const { texts, language } = useWords();
  const mayDecide = mayAnywhere(useCurrentPerson(), "rules.configure");
  return (
    <p className="duty-notice">
      <strong>{texts.noLongerValid}</strong> {decision.reason[language]}
      {language === "zh" ? "。" : ". "}
      {texts.regulationApplies}
      {language === "zh" ? "" : " "}
      {mayDecide && texts.setAnew}
    </p>
  );
}

/** What the university decided once and what the rules do not accept any more: it is not applied, and nobody should think so. */
export function RefusedDecisions() {
  const { texts, language } = useWords();
  const { data = [] } = useRefusedDecisions();
  return data.map((decision) => {
    const { place, about, value, since, decidedBy } = decision;
    const decided = [formatDate(since, language), decidedBy].filter(Boolean).join(" · ");
    return (
      <div key={place} role="alert">
        <strong>{texts.decisionOf(about, value)}</strong> <span className="soft">{decided}</span>
        <RefusedMark decision={decision} />
      </div>
    );
  });
}
