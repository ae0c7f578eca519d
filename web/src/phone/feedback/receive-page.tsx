import "../../feedback/feedback.css";
import { Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { useMyFeedback } from "../../feedback/use-feedback.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { KeyCard } from "./key-card.tsx";

/** A recipient's own key, and the campaigns that name them. */
export function ReceivePage() {
  const texts = useTermsOf(feedbackTerms);
  const { data, isError, error, refetch } = useMyFeedback();
  return (
    <>
      <PageHeader title={texts.receive} up="/feedback" />
      <KeyCard />
      <section className="card" aria-labelledby="received">
        <h2 id="received">{texts.received}</h2>
        {isError && <Problem error={error} onRetry={() => void refetch()} />}
        {!data && !isError && <Skeleton.Paragraph lineCount={4} animated />}
        {data?.received.length === 0 && (
          <p>
            <strong>{texts.receivedNothing}</strong>
            <br />
            <span className="soft">{texts.receivedNothingText}</span>
          </p>
        )}
        <ul className="rows">
          {data?.received.map(({ campaign, newDays }) => (
            <li key={campaign.campaignId}>
              <Link to={`/feedback/receive/${campaign.campaignId}`}>
                <span className="row-text">
                  <strong>{campaign.title}</strong>
                  <span className="soft">
                    {[
                      campaign.aboutLabel,
                      texts.campaigns.scope(campaign.scopeName, campaign.eligible),
                      texts.campaigns.states[campaign.state],
                    ].join(" · ")}
                  </span>
                  {newDays.length > 0 && <span className="state state-warning">{texts.newDays(newDays.length)}</span>}
                </span>
                {icons.next}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
