import "../../feedback/feedback.css";
import { Button, Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { useEntry, WritableList, WriteLink } from "../../feedback/feedback-entry.tsx";
import { useMyFeedback } from "../../feedback/use-feedback.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

function Write() {
  const texts = useTermsOf(feedbackTerms);
  const { retry } = useTerms();
  const { collected, origin, isPending, isError, error, refetch } = useEntry();
  return (
    <section className="card" aria-labelledby="write">
      <h2 id="write">{texts.write}</h2>
      {isError && <Problem error={error} onRetry={() => refetch()} />}
      {isPending && (
        <div role="status">
          <p className="soft">{texts.preparing}</p>
          <Skeleton.Paragraph lineCount={3} animated />
        </div>
      )}
      {origin !== undefined && collected.length === 0 && (
        <p>
          <strong>{texts.nothing}</strong>。{texts.nothingText}
        </p>
      )}
      <WritableList collected={collected} />
      {collected.some(({ state }) => state === "failed" || state === "keys_differ") && (
        <Button onClick={() => void refetch()}>{retry}</Button>
      )}
      {origin !== undefined && (
        <>
          <WriteLink origin={origin} className="wide-link primary" onLeave={() => refetch()} />
          <p className="soft">{texts.openHint}</p>
        </>
      )}
    </section>
  );
}

/** The way to the page on which one writes, with what it protects and what it cannot. */
export function FeedbackPage() {
  const texts = useTermsOf(feedbackTerms);
  return (
    <>
      <PageHeader title={texts.title} up="/" />
      <p className="form-note">{texts.intro}</p>
      <Write />
      <section className="card" aria-labelledby="how">
        <h2 id="how">{texts.how}</h2>
        <ul className="plain-rows">
          {texts.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </section>
      <Others />
    </>
  );
}

function Others() {
  const texts = useTermsOf(feedbackTerms);
  const { data } = useMyFeedback();
  const newDays = data?.received.reduce((sum, one) => sum + one.newDays.length, 0) ?? 0;
  return (
    <>
      {data && (
        <section className="card" aria-labelledby="ledger">
          <h2 id="ledger">{texts.ledger}</h2>
          <p className="soft">{texts.ledgerText}</p>
          <a className="wide-link" href={`${data.origin}/ledger.html`} target="_blank" rel="noopener noreferrer">
            {texts.ledgerOpen}
          </a>
        </section>
      )}
      <section className="card" aria-labelledby="receive">
        <h2 id="receive">{texts.receive}</h2>
        <p className="soft">{texts.receiveText}</p>
        {newDays > 0 && (
          <p>
            <span className="state state-warning">{texts.newDays(newDays)}</span>
          </p>
        )}
        <Link className="wide-link" to="/feedback/receive">
          {texts.receiveOpen}
        </Link>
      </section>
    </>
  );
}
