import { Button, Skeleton, Toast } from "antd-mobile";
import { type ReactNode, useState } from "react";
import { fieldErrorsOf } from "../../api/describe-error.ts";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import {
  type PolicyDraft,
  type RulePolicy,
  unsettled,
  withLadder,
  withoutLadder,
  withoutNumber,
} from "../../obligation/policy-draft.ts";
import { Ladders, OwnNumbers, UnsettledRules } from "../../obligation/policy-lists.tsx";
import { usePolicy, usePolicyDraft } from "../../obligation/use-policy.ts";
import { type Rule, useRules } from "../../obligation/use-rules.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { ruleSettingsTerms } from "../../terms/rule-settings.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { LadderForm } from "./ladder-form.tsx";
import { NumberForm } from "./number-form.tsx";
import "./obligation.css";

/** What has long lists of days is read here and entered on a computer, beside the document that names them. */
function Calendar({ draft }: { draft: PolicyDraft }) {
  const texts = useTermsOf(ruleSettingsTerms);
  const { language } = useLanguage();
  const { holidayYears = [], editionStarts = {} } = draft.policy;
  const [editionStart] = Object.values(editionStarts);
  return (
    <section className="card" aria-labelledby="calendar">
      <h2 id="calendar">{texts.other}</h2>
      <dl className="facts">
        <dt>{texts.judgedFrom}</dt>
        <dd>{draft.judgedFrom === null ? texts.notSet : formatDate(draft.judgedFrom, language)}</dd>
        <dt>{texts.editionStart}</dt>
        <dd>{editionStart === undefined ? texts.notSet : formatDate(editionStart, language)}</dd>
        {holidayYears.map(({ year, source, daysOff, makeUpDays }) => [
          <dt key={`${year} year`}>{texts.holidays}</dt>,
          <dd key={year}>
            {texts.yearLine(year, daysOff.length, makeUpDays.length)} · {source}
          </dd>,
        ])}
      </dl>
      <p className="soft">{texts.calendarOnComputer}</p>
    </section>
  );
}

function Settings({ policy, rules }: { policy: RulePolicy; rules: readonly Rule[] }) {
  const texts = useTermsOf(ruleSettingsTerms);
  const { language } = useLanguage();
  const { tree } = useOrganizations();
  const mayChange = mayAnywhere(useCurrentPerson(), "rules.configure");
  const { draft, isChanged, change, save, isSaving, error } = usePolicyDraft(policy, () =>
    Toast.show({ content: texts.saved }),
  );
  const [adding, setAdding] = useState<"number" | "ladder">();
  const close = () => setAdding(undefined);
  const removal = (remove: (position: number) => PolicyDraft) =>
    mayChange && {
      action: (position: number, what: string): ReactNode => (
        <Button aria-label={texts.removeOf(what)} onClick={() => change(remove(position))}>
          {texts.remove}
        </Button>
      ),
    };
  return (
    <>
      <section className="card" aria-labelledby="own-numbers">
        <p className="soft">{mayChange ? texts.intro : texts.readOnly}</p>
        <h2 id="own-numbers">{texts.numbers}</h2>
        <OwnNumbers draft={draft} rules={rules} {...removal((position) => withoutNumber(draft, position))} />
        {mayChange && adding !== "number" && (
          <Button block onClick={() => setAdding("number")}>
            {texts.addNumber}
          </Button>
        )}
        {adding === "number" && <NumberForm draft={draft} rules={rules} onChange={change} onClose={close} />}
        <UnsettledRules rules={unsettled(rules)} />
      </section>
      <section className="card" aria-labelledby="ladders">
        <h2 id="ladders">{texts.ladders}</h2>
        <p className="soft">{texts.laddersIntro}</p>
        <Ladders
          settings={draft.ladders.map((one) => ({ ...one, organizationId: one.organizationId ?? null }) as never)}
          standard={policy.defaultLadder}
          rules={rules}
          tree={tree}
          {...removal((position) => withoutLadder(draft, position))}
        />
        {mayChange && adding !== "ladder" && (
          <Button block onClick={() => setAdding("ladder")}>
            {texts.addLadder}
          </Button>
        )}
        {adding === "ladder" && tree && (
          <LadderForm
            rules={rules}
            tree={tree}
            standard={policy.defaultLadder}
            onAdd={(setting) => {
              change(withLadder(draft, setting));
              close();
            }}
            onClose={close}
          />
        )}
      </section>
      <Calendar draft={draft} />
      {mayChange && (isChanged || error !== null) && (
        <section className="card" aria-label={texts.save}>
          {error !== null && <Problem error={error} />}
          {fieldErrorsOf(error, language).map(({ name, reason }) => (
            <p key={name} role="alert" className="field-error">
              {reason}
            </p>
          ))}
          <p role="status">{isChanged && texts.unsaved}</p>
          <Button block color="primary" size="large" loading={isSaving} disabled={!isChanged} onClick={save}>
            {texts.save}
          </Button>
        </section>
      )}
    </>
  );
}

/** What the university decided about the rules: its own numbers and ladders, changed by whoever may. */
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
