import "../../feedback/feedback.css";
import { Button, Empty, Skeleton } from "antd";
import { Link } from "react-router";
import { useEntry, WritableList, WriteLink } from "../../feedback/feedback-entry.tsx";
import { useMyFeedback } from "../../feedback/use-feedback.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

function Write() {
  const texts = useTermsOf(feedbackTerms);
  const { retry } = useTerms();
  const { collected, origin, isPending, isError, error, refetch } = useEntry();
  const hasFailed = collected.some(({ state }) => state === "failed" || state === "keys_differ");
  return (
    <section className="panel" aria-labelledby="write">
      <h2 id="write">{texts.write}</h2>
      {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
      {isPending && (
        <div role="status">
          <p className="soft">{texts.preparing}</p>
          <Skeleton active />
        </div>
      )}
      {origin !== undefined && collected.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.nothing}</strong>}>
          <p>{texts.nothingText}</p>
        </Empty>
      )}
      <WritableList collected={collected} />
      {hasFailed && <Button onClick={() => refetch()}>{retry}</Button>}
      {origin !== undefined && (
        <>
          <WriteLink origin={origin} className="write-link" onLeave={() => refetch()} />
          <p className="soft">{texts.openHint}</p>
        </>
      )}
    </section>
  );
}

function Receive() {
  const texts = useTermsOf(feedbackTerms);
  const { data } = useMyFeedback();
  const newDays = data?.received.reduce((sum, one) => sum + one.newDays.length, 0) ?? 0;
  return (
    <section className="panel" aria-labelledby="receive">
      <h2 id="receive">{texts.receive}</h2>
      <p className="soft">{texts.receiveText}</p>
      <p>
        <Link to="/feedback/receive">{texts.receiveOpen}</Link>{" "}
        {newDays > 0 && <span className="state state-warning">{texts.newDays(newDays)}</span>}
      </p>
      {data && (
        <p>
          <a href={`${data.origin}/ledger.html`} target="_blank" rel="noopener noreferrer">
            {texts.ledgerOpen}
          </a>{" "}
          <span className="soft">{texts.ledgerText}</span>
        </p>
      )}
    </section>
  );
}

/** The way to the page on which one writes, with what it protects and what it cannot. */
export function FeedbackPage() {
  const texts = useTermsOf(feedbackTerms);
  return (
    <>
      <PageTitle title={texts.title} />
      <p className="soft page-intro">{texts.intro}</p>
      <Write />
      <section className="panel" aria-labelledby="how">
        <h2 id="how">{texts.how}</h2>
        <ul className="plain-list promise">
          {texts.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </section>
      <Receive />
    </>
  );
}
