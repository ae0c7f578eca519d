import { dutyOutcomeNames } from "../../../lib/obligation/duty-states.ts";
import type { Organization } from "../organization/organization-rules.ts";
import { formatDate } from "../terms/dates.ts";
import { CountLink } from "./count-link.tsx";
import type { Counts } from "./grid-answers.ts";
import "./obligation.css";
import { RefusedDecisions } from "./refused-decisions.tsx";
import type { Rule } from "./use-rules.ts";
import { useWords } from "./use-words.ts";

/** The numbers of a rule, and what the university decided about them. */
function Numbers({ rule: { limits, settings } }: { rule: Rule }) {
  const { texts, language } = useWords();
  const rangeOf = (name: string) => settings.find(({ limit }) => limit === name);
  if (limits.length === 0) return null;
  return (
    <>
      <dt>{texts.numbers}</dt>
      {limits.map(({ name, text, override }) => {
        const range = rangeOf(name);
        return (
          <dd key={name}>
            {text[language]}
            {range && <span className="soft"> {texts.settable(range.min, range.max)}</span>}
            {override && (
              <span className="state state-warning">
                {texts.ownNumber(
                  override.over === undefined ? String(override.value) : `${override.value}/${override.over}`,
                  formatDate(override.since, language),
                  override.decidedBy,
                )}
              </span>
            )}
          </dd>
        );
      })}
    </>
  );
}

/** What is owed by the rules in a year, at an organisation and below it. */
export interface RuleEffects {
  readonly place: Organization;
  readonly year: number;
  readonly countsOf: ReadonlyMap<string, Counts>;
}

/** The duties that a rule causes, each number with its list. */
function Effects({ ruleId, effects: { place, year, countsOf } }: { ruleId: string; effects: RuleEffects }) {
  const { texts } = useWords();
  const counts = countsOf.get(ruleId);
  if (counts === undefined) return null;
  const outcomes = dutyOutcomeNames.filter((outcome) => counts[outcome] > 0);
  return (
    <>
      <dt>{texts.effects}</dt>
      <dd>
        {texts.effectsAt(place.shortName, year)}
        <span className="rule-effects">
          {outcomes.map((outcome) => (
            <span key={outcome}>
              {texts.counts[outcome]}{" "}
              <CountLink
                organizationId={place.organizationId}
                year={year}
                quarter={null}
                outcome={outcome}
                count={counts[outcome]}
                rule={ruleId}
              />
            </span>
          ))}
        </span>
      </dd>
    </>
  );
}

/** Local practice has no day of issue. */
const practice = "practice";

function Item({ rule, effects }: { rule: Rule; effects: RuleEffects | undefined }) {
  const { texts, language } = useWords();
  const { id, statement, citations, edition, effectiveFrom, isInForce, warnings, reading, readings, following } = rule;
  return (
    <li className="rule">
      <p>
        <strong>{id}</strong> {statement[language]}
        {!isInForce && <span className="state state-warning">{texts.notInForce}</span>}
      </p>
      <dl className="rule-facts">
        <dt>{texts.article}</dt>
        {citations.map((citation) => (
          <dd key={citation.zh}>{citation[language]}</dd>
        ))}
        {edition !== practice && <dd className="soft">{texts.effectiveFrom(formatDate(effectiveFrom, language))}</dd>}
        <Numbers rule={rule} />
        {reading !== null && (
          <>
            <dt>{texts.reading}</dt>
            <dd>{readings[reading]?.[language] ?? reading}</dd>
          </>
        )}
        <dt>{texts.following}</dt>
        <dd>{texts.followed[following.how](following.note?.[language] ?? "")}</dd>
        {effects && <Effects ruleId={id} effects={effects} />}
      </dl>
      {warnings.map((warning) => (
        <p key={warning.zh} className="duty-notice">
          <strong>{texts.notNational}</strong> {warning[language]}
        </p>
      ))}
    </li>
  );
}

interface RuleListProps {
  readonly rules: readonly Rule[];
  /** Absent: the person may not see what others owe. */
  readonly effects: RuleEffects | undefined;
}

/** Rules with article, edition and numbers, and where they bite. */
export function RuleList({ rules, effects }: RuleListProps) {
  const { texts } = useWords();
  return (
    <>
      <RefusedDecisions />
      <p role="status" className="soft">
        {texts.rulesFound(rules.length)}
      </p>
      {rules.length === 0 && (
        <p>
          <strong>{texts.noRules}</strong>
          <br />
          {texts.noRulesText}
        </p>
      )}
      <ul className="duties">
        {rules.map((rule) => (
          <Item key={rule.id} rule={rule} effects={effects} />
        ))}
      </ul>
    </>
  );
}
