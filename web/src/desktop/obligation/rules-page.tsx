import { Input, Select, Skeleton } from "antd";
import { Link } from "react-router";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { RuleList } from "../../obligation/rule-list.tsx";
import { useRulePage } from "../../obligation/use-rule-page.ts";
import { useWords } from "../../obligation/use-words.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import "./obligation.css";

/** Every rule by which duties, days and shares are worked out. */
export function RulesPage() {
  const { texts } = useWords();
  const me = useCurrentPerson();
  const { data, error, isError, refetch, wanted, setWanted, section, setSection, sections, found, effects } =
    useRulePage();
  return (
    <>
      <PageTitle title={texts.rules}>
        {mayAnywhere(me, "obligation.read") && <Link to="/rules/settings">{texts.seeSettings}</Link>}
      </PageTitle>
      <section className="panel" aria-label={texts.rules}>
        <p className="soft">{texts.rulesIntro}</p>
        <div className="rule-tools">
          <Input
            type="search"
            aria-label={texts.search}
            placeholder={texts.searchHint}
            allowClear
            value={wanted}
            onChange={({ target }) => setWanted(target.value)}
          />
          <Select aria-label={texts.section} value={section} onChange={setSection} options={sections} />
        </div>
        {data ? (
          <RuleList rules={found} effects={effects} />
        ) : isError ? (
          <ProblemAlert error={error} onRetry={() => refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 10 }} />
        )}
      </section>
    </>
  );
}
