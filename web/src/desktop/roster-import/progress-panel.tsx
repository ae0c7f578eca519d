import { CheckCircleFilled } from "@ant-design/icons";
import { Alert, Progress } from "antd";
import { Link } from "react-router";
import { committedPercent } from "../../roster-import/import-phases.ts";
import type { RosterImport } from "../../roster-import/use-imports.ts";
import { useIsPausing } from "../../roster-import/use-is-pausing.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";

function Committing({ found, seenAt }: { found: RosterImport; seenAt: number }) {
  const texts = useTermsOf(rosterImportTerms);
  const isPausing = useIsPausing(found.committedRows, seenAt);
  return (
    <section className="panel" aria-labelledby="progress">
      <h2 id="progress">{texts.committingTitle}</h2>
      <Progress percent={committedPercent(found)} status="active" aria-label={texts.commitProgress} />
      <p role="status">{texts.committedSoFar(found.committedRows, found.plannedRows)}</p>
      <p className="soft">{texts.committingText}</p>
      {isPausing && <Alert type="info" showIcon title={texts.pausedTitle} description={texts.pausedText} />}
    </section>
  );
}

const outcomes = ["registered", "changed", "unchanged", "conflicting"] as const;

function Committed({ found }: { found: RosterImport }) {
  const texts = useTermsOf(rosterImportTerms);
  const { outcome, organizationId, conflictRows } = found;
  return (
    <section className="panel" aria-labelledby="progress">
      <h2 id="progress">
        <CheckCircleFilled className="done" /> {texts.committedTitle}
      </h2>
      {outcome !== null && (
        <dl className="figures">
          {outcomes.map((name) => (
            <div key={name}>
              <dt>{texts.outcome[name]}</dt>
              <dd>{outcome[name]}</dd>
            </div>
          ))}
        </dl>
      )}
      {outcome !== null && outcome.conflicting > 0 && (
        <Alert
          type="warning"
          showIcon
          title={texts.conflictTitle(outcome.conflicting)}
          description={texts.conflictText(conflictRows.join("、"))}
        />
      )}
      <p className="import-actions">
        <Link className="link-button primary" to={`/people?organizationId=${organizationId}`}>
          {texts.seePeople}
        </Link>
        <Link className="link-button" to={`/imports?organizationId=${organizationId}`}>
          {texts.another}
        </Link>
      </p>
    </section>
  );
}

/** How far the commit is; it is read from the server, so a reload shows the same. */
export function ProgressPanel({ found, seenAt }: { found: RosterImport; seenAt: number }) {
  if (found.state === "committing") return <Committing found={found} seenAt={seenAt} />;
  if (found.state === "committed") return <Committed found={found} />;
  return null;
}
