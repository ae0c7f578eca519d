import "../../feedback/feedback.css";
import { Empty, Skeleton } from "antd";
import { Link } from "react-router";
import { useMyFeedback } from "../../feedback/use-feedback.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { KeyPanel } from "./key-panel.tsx";

function Received() {
  const texts = useTermsOf(feedbackTerms);
  const { data, isError, error, refetch } = useMyFeedback();
  return (
    <section className="panel" aria-labelledby="received">
      <h2 id="received">{texts.received}</h2>
      {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
      {!data && !isError && <Skeleton active />}
      {data?.received.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.receivedNothing}</strong>}>
          <p>{texts.receivedNothingText}</p>
        </Empty>
      )}
      <ul className="campaign-list">
        {data?.received.map(({ campaign, newDays }) => (
          <li key={campaign.campaignId}>
            <div>
              <Link to={`/feedback/receive/${campaign.campaignId}`}>{campaign.title}</Link>
              <span className="soft">
                {[
                  campaign.aboutLabel,
                  texts.campaigns.scope(campaign.scopeName, campaign.eligible),
                  texts.campaigns.states[campaign.state],
                ].join(" · ")}
              </span>
            </div>
            {newDays.length > 0 && <span className="state state-warning">{texts.newDays(newDays.length)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A recipient's own key, and the campaigns that name them. */
export function ReceivePage() {
  const texts = useTermsOf(feedbackTerms);
  return (
    <>
      <PageTitle title={texts.receive} />
      <KeyPanel />
      <Received />
    </>
  );
}
