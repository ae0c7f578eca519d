import type { ReactNode } from "react";
import { ladderStepNames, ladderSteps } from "../../../lib/obligation/ladder-steps.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";
import { formatDate } from "../terms/dates.ts";
import { useTermsOf } from "../terms/language.tsx";
import { ruleSettingsTerms } from "../terms/rule-settings.ts";
import type { Ladder, LadderSetting, PolicyDraft } from "./policy-draft.ts";
import { RefusedMark } from "./refused-decisions.tsx";
import { type Rule, useRefusedDecisions } from "./use-rules.ts";
import { useWords } from "./use-words.ts";
import "./obligation.css";

interface NumbersProps {
  readonly draft: PolicyDraft;
  readonly rules: readonly Rule[];
  readonly action?: (position: number, what: string) => ReactNode;
}

/** The university's own numbers, each with its decision and what is unsettled about the rule. */
export function OwnNumbers({ draft, rules, action }: NumbersProps) {
  const texts = useTermsOf(ruleSettingsTerms);
  const words = useWords();
  const { data: refused = [] } = useRefusedDecisions();
  const { overrides = [] } = draft.policy;
  if (overrides.length === 0) return <p className="soft">{texts.noNumbers}</p>;
  return (
    <ul className="duties">
      {overrides.map(({ ruleId, limit, value, over, since, decidedBy }, position) => {
        const rule = rules.find(({ id }) => id === ruleId);
        const what = `${ruleId} ${rule?.statement[words.language] ?? ""}`;
        const lapsed = refused.find((one) => one.about === ruleId && one.limit === limit && one.since === since);
        return (
          <li key={`${ruleId} ${limit} ${since}`} className="duty">
            <div className="duty-text">
              <strong>{what}</strong>
              <span>
                {texts.ownValue} {over === undefined ? value : `${value}/${over}`}
              </span>
              <span className="soft">
                {texts.since} {formatDate(since, words.language)} · {decidedBy}
              </span>
              {lapsed && <RefusedMark decision={lapsed} />}
              {rule?.warnings.map((warning) => (
                <p key={warning.zh} className="duty-notice">
                  <strong>{words.texts.notNational}</strong> {warning[words.language]}
                </p>
              ))}
            </div>
            {action && <div className="duty-actions">{action(position, what)}</div>}
          </li>
        );
      })}
    </ul>
  );
}

/** The steps of a ladder in the order in which they are taken. */
export function LadderSteps({ ladder }: { ladder: Ladder }) {
  const texts = useTermsOf(ruleSettingsTerms);
  const { language } = useWords();
  const { days, quiet, pushed = [], channels = {} } = ladder;
  return (
    <>
      <dl className="ladder-steps">
        {ladderStepNames.map((step) => {
          const offset = days[step];
          return (
            <div key={step}>
              <dt>{ladderSteps[step][language]}</dt>
              <dd>
                {offset === null ? texts.skipped : texts.days(offset)}
                {offset !== null && pushed.includes(step) && (
                  <span className="state">
                    {" "}
                    {texts.pushedNote((channels[step] ?? []).map((name) => texts.channels[name]))}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      {quiet.map(({ from, to }) => (
        <span key={from} className="soft">
          {texts.quietOf(from, to)}
        </span>
      ))}
    </>
  );
}

interface LaddersProps {
  readonly settings: readonly LadderSetting[];
  readonly standard: Ladder;
  readonly rules: readonly Rule[];
  readonly tree: OrganizationTree | undefined;
  readonly action?: (position: number, what: string) => ReactNode;
}

/** The default ladder, then those that were set. */
export function Ladders({ settings, standard, rules, tree, action }: LaddersProps) {
  const texts = useTermsOf(ruleSettingsTerms);
  const { language } = useWords();
  const nameOf = ({ ruleId, organizationId = null }: LadderSetting) => {
    const rule = rules.find(({ id }) => id === ruleId);
    const ruleName = ruleId === null ? texts.allRules : `${ruleId} ${rule?.statement[language] ?? ""}`;
    const place = organizationId === null ? texts.wholeUniversity : tree?.find(organizationId)?.shortName;
    return texts.ladderFor(ruleName, place ?? organizationId ?? "");
  };
  return (
    <ul className="duties">
      <li className="duty">
        <div className="duty-text">
          <strong>{texts.standard}</strong>
          <LadderSteps ladder={standard} />
        </div>
      </li>
      {settings.map((setting, position) => (
        <li key={`${setting.ruleId} ${setting.organizationId}`} className="duty">
          <div className="duty-text">
            <strong>{nameOf(setting)}</strong>
            <LadderSteps ladder={setting.ladder} />
          </div>
          {action && <div className="duty-actions">{action(position, nameOf(setting))}</div>}
        </li>
      ))}
    </ul>
  );
}

/** Rules whose number no text settles, with the reason. */
export function UnsettledRules({
  rules,
  reading,
}: {
  readonly rules: readonly Rule[];
  readonly reading?: (rule: Rule) => ReactNode;
}) {
  const texts = useTermsOf(ruleSettingsTerms);
  const { texts: words, language } = useWords();
  return (
    <details className="duty-later">
      <summary>{texts.unsettled(rules.length)}</summary>
      <p className="soft">{texts.unsettledIntro}</p>
      <ul className="duties">
        {rules.map((rule) => (
          <li key={rule.id} className="duty">
            <div className="duty-text">
              <strong>
                {rule.id} {rule.statement[language]}
              </strong>
              {rule.settings.map(({ limit, min, max }) => (
                <span key={limit}>
                  {rule.limits.find(({ name }) => name === limit)?.text[language]} · {texts.range(min, max)}
                </span>
              ))}
              {rule.reading !== null && (
                <span>
                  {texts.reading}：{rule.readings[rule.reading]?.[language] ?? rule.reading}
                </span>
              )}
              {rule.warnings.map((warning) => (
                <p key={warning.zh} className="duty-notice">
                  <strong>{words.notNational}</strong> {warning[language]}
                </p>
              ))}
            </div>
            {reading && rule.reading !== null && <div className="duty-actions">{reading(rule)}</div>}
          </li>
        ))}
      </ul>
    </details>
  );
}
