import { Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { RuleList } from "../../obligation/rule-list.tsx";
import { useRulePage } from "../../obligation/use-rule-page.ts";
import { useWords } from "../../obligation/use-words.ts";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./obligation.css";

/** Every rule by which duties, days and shares are worked out. */
export function RulesPage() {
  const { texts } = useWords();
  const me = useCurrentPerson();
  const { data, error, isError, refetch, wanted, setWanted, section, setSection, sections, found, effects } =
    useRulePage();
  return (
    <>
      <PageHeader title={texts.rules} up="/" />
      {mayAnywhere(me, "obligation.read") && (
        <Link className="all-duties card" to="/rules/settings">
          {texts.seeSettings}
          {icons.next}
        </Link>
      )}
      <div className="search">
        <input
          type="search"
          aria-label={texts.search}
          placeholder={texts.searchHint}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
      </div>
      <section className="card" aria-label={texts.rules} aria-busy={!data && !isError}>
        <label className="field">
          <span>{texts.section}</span>
          <select value={section} onChange={({ target }) => setSection(target.value)}>
            {sections.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {data ? (
          <RuleList rules={found} effects={effects} />
        ) : isError ? (
          <Problem error={error} onRetry={() => refetch()} />
        ) : (
          <Skeleton.Paragraph lineCount={10} animated />
        )}
      </section>
    </>
  );
}
