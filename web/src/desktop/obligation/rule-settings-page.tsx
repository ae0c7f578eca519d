import { App, Button, Skeleton } from "antd";
import { Link } from "react-router";
import { fieldErrorsOf } from "../../api/describe-error.ts";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { RulePolicy } from "../../obligation/policy-draft.ts";
import { usePolicy, usePolicyDraft } from "../../obligation/use-policy.ts";
import { type Rule, useRules } from "../../obligation/use-rules.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { ruleSettingsTerms } from "../../terms/rule-settings.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { CalendarSettings } from "./calendar-settings.tsx";
import { LadderSettings } from "./ladder-settings.tsx";
import { NumberSettings } from "./number-settings.tsx";
import "./obligation.css";

function Settings({ policy, rules }: { policy: RulePolicy; rules: readonly Rule[] }) {
  const texts = useTermsOf(ruleSettingsTerms);
  const { message } = App.useApp();
  const { language } = useLanguage();
  const mayChange = mayAnywhere(useCurrentPerson(), "rules.configure");
  const { draft, isChanged, change, save, isSaving, error } = usePolicyDraft(policy, () =>
    message.success(texts.saved),
  );
  const changing = mayChange ? change : undefined;
  return (
    <>
      <section className="panel" aria-labelledby="own-numbers">
        <p className="soft">{mayChange ? texts.intro : texts.readOnly}</p>
        <h2 id="own-numbers">{texts.numbers}</h2>
        <NumberSettings draft={draft} rules={rules} change={changing} />
      </section>
      <section className="panel" aria-labelledby="ladders">
        <h2 id="ladders">{texts.ladders}</h2>
        <LadderSettings draft={draft} standard={policy.defaultLadder} rules={rules} change={changing} />
      </section>
      <section className="panel" aria-labelledby="calendar">
        <h2 id="calendar">{texts.other}</h2>
        <CalendarSettings draft={draft} change={changing} />
      </section>
      {mayChange && (
        <section className="panel setting-save" aria-label={texts.save}>
          {error !== null && <ProblemAlert error={error} />}
          {fieldErrorsOf(error, language).map(({ name, reason }) => (
            <p key={name} role="alert" className="field-fault">
              {reason}
            </p>
          ))}
          <span role="status">{isChanged && texts.unsaved}</span>
          <Button type="primary" size="large" disabled={!isChanged} loading={isSaving} onClick={save}>
            {isSaving ? texts.saving : texts.save}
          </Button>
        </section>
      )}
    </>
  );
}

/** What the university decided about the rules: its own numbers, its ladders, its calendar. */
export function RuleSettingsPage() {
  const texts = useTermsOf(ruleSettingsTerms);
  const policy = usePolicy();
  const rules = useRules();
  const failed = [policy, rules].find(({ isError, data }) => isError && !data);
  return (
    <>
      <PageTitle title={texts.title}>
        <Link to="/rules">{texts.toRules}</Link>
      </PageTitle>
      {policy.data && rules.data ? (
        <Settings policy={policy.data} rules={rules.data} />
      ) : failed ? (
        <ProblemAlert error={failed.error} onRetry={() => failed.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </>
  );
}
