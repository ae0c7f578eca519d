import { formatDate } from "../terms/dates.ts";
import "./obligation.css";
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

/** Local practice has no day of issue. */
const practice = "practice";

function Item({ rule }: { rule: Rule }) {
  const { texts, language } = useWords();
  const { id, statement, citations, edition, effectiveFrom, isInForce, warnings, reading, readings } = rule;
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
      </dl>
      {warnings.map((warning) => (
        <p key={warning.zh} className="duty-notice">
          <strong>{texts.notNational}</strong> {warning[language]}
        </p>
      ))}
    </li>
  );
}

/** Rules with article, edition and numbers. */
export function RuleList({ rules }: { rules: readonly Rule[] }) {
  const { texts } = useWords();
  return (
    <>
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
          <Item key={rule.id} rule={rule} />
        ))}
      </ul>
    </>
  );
}
