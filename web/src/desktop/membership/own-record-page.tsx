import "./membership.css";
import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, Skeleton } from "antd";
import { useState } from "react";
import { isNotFound } from "../../api/describe-error.ts";
import { correctionsIn } from "../../membership/open-corrections.ts";
import type { Person } from "../../membership/person-fields.ts";
import { CorrectionContent, CorrectionState } from "../../membership/timeline-entry.tsx";
import { useOwnExport } from "../../membership/use-own-record.ts";
import { useOwnRecord, useTimeline } from "../../membership/use-people.ts";
import { useWords } from "../../membership/use-words.ts";
import { formatMoment } from "../../terms/dates.ts";
import { MessagePage } from "../message-page.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { AskCorrectionDrawer } from "./ask-correction-drawer.tsx";
import { PersonRecord } from "./person-record.tsx";
import { PersonSummary } from "./person-summary.tsx";
import { PersonTimeline } from "./person-timeline.tsx";

function Actions({ person }: { person: Person }) {
  const { texts } = useWords();
  const { message } = App.useApp();
  const [isAsking, setAsking] = useState(false);
  const copy = useOwnExport(() => message.success(texts.exported));
  return (
    <>
      <fieldset className="actions">
        <legend className="visually-hidden">{texts.personActions}</legend>
        <Button type="primary" onClick={() => setAsking(true)}>
          {texts.askCorrection}
        </Button>
        <Button icon={<DownloadOutlined />} loading={copy.isPending} onClick={() => copy.mutate()}>
          {texts.exportOwn}
        </Button>
        <span className="soft action-hint">{texts.exportText}</span>
      </fieldset>
      {copy.error && <ProblemAlert error={copy.error} />}
      {isAsking && <AskCorrectionDrawer person={person} onClose={() => setAsking(false)} />}
    </>
  );
}

function MyCorrections({ timeline }: { timeline: ReturnType<typeof useTimeline> }) {
  const { texts, language } = useWords();
  const lines = correctionsIn(timeline.data);
  if (lines.length === 0) return null;
  return (
    <section className="panel corrections" aria-labelledby="my-corrections">
      <h2 id="my-corrections">{texts.myCorrections}</h2>
      <ul className="plain">
        {lines.map((line) => (
          <li key={line.correctionId}>
            <div>
              <p className="line-title">
                <CorrectionState line={line} />
                <time className="soft" dateTime={line.at}>
                  {formatMoment(line.at, language)}
                </time>
              </p>
              <CorrectionContent line={line} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ready({ person }: { person: Person }) {
  const { texts } = useWords();
  const timeline = useTimeline(undefined);
  return (
    <>
      <section className="panel" aria-label={texts.ownRecord}>
        <p className="soft">{texts.ownIntro}</p>
        <PersonSummary person={person} />
        <Actions person={person} />
      </section>
      <MyCorrections timeline={timeline} />
      <section className="panel" aria-labelledby="details">
        <h2 id="details">{texts.details}</h2>
        <PersonRecord person={person} />
      </section>
      <PersonTimeline timeline={timeline} />
    </>
  );
}

/** What the organisation holds about the person who is signed in. */
export function OwnRecordPage() {
  const { texts } = useWords();
  const { data, isError, error, refetch } = useOwnRecord();
  if (isNotFound(error)) return <MessagePage title={texts.noOwnRecord} text={texts.noOwnRecordText} />;
  return (
    <>
      <PageTitle title={texts.ownRecord} />
      {data && <Ready person={data} />}
      {isError && !data && <ProblemAlert error={error} onRetry={() => refetch()} />}
      {!data && !isError && (
        <section className="panel" aria-busy="true">
          <Skeleton active paragraph={{ rows: 10 }} />
        </section>
      )}
    </>
  );
}
