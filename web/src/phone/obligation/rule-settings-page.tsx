import { Skeleton } from "antd-mobile";
import { draftOf, type RulePolicy, unsettled } from "../../obligation/policy-draft.ts";
import { Ladders, OwnNumbers, UnsettledRules } from "../../obligation/policy-lists.tsx";
import { usePolicy } from "../../obligation/use-policy.ts";
import { type Rule, useRules } from "../../obligation/use-rules.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ruleSettingsTerms } from "../../terms/rule-settings.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./obligation.css";

function Settings({ policy, rules }: { policy: RulePolicy; rules: readonly Rule[] }) {
  const texts = useTermsOf(ruleSettingsTerms);
  const { tree } = useOrganizations();
  return (
    <>
      <section className="card" aria-labelledby="own-numbers">
        <p className="soft">{texts.readOnlyPhone}</p>
        <h2 id="own-numbers">{texts.numbers}</h2>
        <OwnNumbers draft={draftOf(policy)} rules={rules} />
        <UnsettledRules rules={unsettled(rules)} />
      </section>
      <section className="card" aria-labelledby="ladders">
        <h2 id="ladders">{texts.ladders}</h2>
        <Ladders settings={policy.ladders} standard={policy.defaultLadder} rules={rules} tree={tree} />
      </section>
    </>
  );
}

/** What the university decided about the rules, to look at. */
export function RuleSettingsPage() {
  const texts = useTermsOf(ruleSettingsTerms);
  const policy = usePolicy();
  const rules = useRules();
  const failed = [policy, rules].find(({ isError, data }) => isError && !data);
  return (
    <>
      <PageHeader title={texts.title} up="/rules" />
      {policy.data && rules.data ? (
        <Settings policy={policy.data} rules={rules.data} />
      ) : (
        <section className="card" aria-busy={failed === undefined}>
          {failed ? (
            <Problem error={failed.error} onRetry={() => failed.refetch()} />
          ) : (
            <Skeleton.Paragraph lineCount={10} animated />
          )}
        </section>
      )}
    </>
  );
}
