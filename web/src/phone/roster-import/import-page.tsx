import { ProgressBar, Skeleton } from "antd-mobile";
import { Fragment } from "react";
import { Link, useParams } from "react-router";
import { committedPercent } from "../../roster-import/import-phases.ts";
import { type RosterImport, useImport } from "../../roster-import/use-imports.ts";
import { useIsPausing } from "../../roster-import/use-is-pausing.ts";
import { formatMoment } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";
import { nameOf } from "../../terms/zh.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

type Figures = Readonly<Record<string, number>>;

function FigureList({ figures, names }: { figures: Figures; names: Readonly<Record<string, string>> }) {
  return (
    <dl className="facts">
      {Object.entries(figures).map(([name, count]) => (
        <Fragment key={name}>
          <dt>{nameOf(names, name)}</dt>
          <dd>{count}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Committing({ found, seenAt }: { found: RosterImport; seenAt: number }) {
  const texts = useTermsOf(rosterImportTerms);
  const isPausing = useIsPausing(found.committedRows, seenAt);
  return (
    <>
      <ProgressBar percent={committedPercent(found)} text aria-label={texts.commitProgress} />
      <p role="status">{texts.committedSoFar(found.committedRows, found.plannedRows)}</p>
      <p className="soft">{isPausing ? texts.pausedText : texts.committingText}</p>
    </>
  );
}

function State({ found, seenAt }: { found: RosterImport; seenAt: number }) {
  const texts = useTermsOf(rosterImportTerms);
  const { language } = useLanguage();
  const { state, failure, counts, outcome, organizationId } = found;
  return (
    <section className="card" aria-labelledby="state">
      <h2 id="state">{texts.states[state]}</h2>
      <p className="soft">
        {texts.uploadedAt} {formatMoment(found.createdAt, language)}
      </p>
      {state === "checking" && <p role="status">{texts.checkedSoFar(found.checkedRows)}</p>}
      {state === "cancelled" && <p>{texts.cancelledText}</p>}
      {failure !== null && (
        <>
          <p role="alert">{language === "zh" ? failure.reason : failure.reasonEn}</p>
          <p className="soft">{nameOf(texts.advice, failure.code)}</p>
        </>
      )}
      {state === "committing" && <Committing found={found} seenAt={seenAt} />}
      {state === "committed" && outcome !== null && (
        <>
          <FigureList figures={outcome} names={texts.outcome} />
          <Link className="wide-link primary" to={`/people?organizationId=${organizationId}`}>
            {texts.seePeople}
          </Link>
        </>
      )}
      {state === "checked" && counts !== null && <FigureList figures={counts} names={texts.counts} />}
      {state === "checked" && <p className="soft">{texts.onPhone}</p>}
    </section>
  );
}

/** How far an import is, and what came of it. */
export function ImportPage() {
  const { importId = "" } = useParams();
  const texts = useTermsOf(rosterImportTerms);
  const { data: found, dataUpdatedAt, error, refetch } = useImport(importId);
  return (
    <>
      <PageHeader title={found?.fileName ?? texts.title} up="/imports" />
      {!found && !error && <Skeleton.Paragraph lineCount={6} animated />}
      {error && <Problem error={error} onRetry={() => refetch()} />}
      {found && <State found={found} seenAt={dataUpdatedAt} />}
    </>
  );
}
