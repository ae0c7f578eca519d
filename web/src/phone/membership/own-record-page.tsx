import "./membership.css";
import { Button, Skeleton, Toast } from "antd-mobile";
import { Link } from "react-router";
import { isNotFound } from "../../api/describe-error.ts";
import { correctionsIn } from "../../membership/open-corrections.ts";
import type { Person } from "../../membership/person-fields.ts";
import { CorrectionContent, CorrectionState } from "../../membership/timeline-entry.tsx";
import { useOwnExport } from "../../membership/use-own-record.ts";
import { useOwnRecord, useTimeline } from "../../membership/use-people.ts";
import { useWords } from "../../membership/use-words.ts";
import { formatMoment } from "../../terms/dates.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { PersonRecord, PersonSummary } from "./person-record.tsx";
import { PersonTimeline } from "./person-timeline.tsx";

function MyCorrections({ timeline }: { timeline: ReturnType<typeof useTimeline> }) {
  const { texts, language } = useWords();
  const lines = correctionsIn(timeline.data);
  if (lines.length === 0) return null;
  return (
    <section className="card corrections" aria-labelledby="my-corrections">
      <h2 id="my-corrections">{texts.myCorrections}</h2>
      <ul className="plain-rows">
        {lines.map((line) => (
          <li key={line.correctionId}>
            <p className="line-title">
              <CorrectionState line={line} />
              <time className="soft" dateTime={line.at}>
                {formatMoment(line.at, language)}
              </time>
            </p>
            <CorrectionContent line={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ready({ person }: { person: Person }) {
  const { texts } = useWords();
  const timeline = useTimeline(undefined);
  const copy = useOwnExport(() => Toast.show({ content: texts.exported, icon: "success" }));
  return (
    <>
      <section className="card" aria-label={texts.ownRecord}>
        <p className="soft">{texts.ownIntro}</p>
        <h2 className="own-name">{person.fields.name}</h2>
        <PersonSummary person={person} />
        <div className="actions">
          <Link className="wide-link primary" to="/account/record/correction">
            {texts.askCorrection}
          </Link>
          <Button className="wide-button" loading={copy.isPending} onClick={() => copy.mutate()}>
            {texts.exportOwn}
          </Button>
        </div>
        {copy.error && <Problem error={copy.error} />}
      </section>
      <MyCorrections timeline={timeline} />
      <PersonRecord person={person} />
      <PersonTimeline timeline={timeline} />
    </>
  );
}

/** What the organisation holds about the person who is signed in. */
export function OwnRecordPage() {
  const { texts } = useWords();
  const { data, isError, error, refetch } = useOwnRecord();
  return (
    <>
      <PageHeader title={texts.ownRecord} up="/account" />
      {data && <Ready person={data} />}
      {isNotFound(error) && (
        <section className="card">
          <strong>{texts.noOwnRecord}</strong>
          <p className="soft">{texts.noOwnRecordText}</p>
        </section>
      )}
      {isError && !data && !isNotFound(error) && <Problem error={error} onRetry={() => refetch()} />}
      {!data && !isError && (
        <section className="card" aria-busy="true">
          <Skeleton.Paragraph lineCount={10} animated />
        </section>
      )}
    </>
  );
}
