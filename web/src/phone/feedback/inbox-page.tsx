import "../../feedback/feedback.css";
import { Skeleton } from "antd-mobile";
import { useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import { CaseMarks } from "../../feedback/case-marks.tsx";
import { byDay, type CaseFilter, caseFilters, isShown, publicNumberOf } from "../../feedback/describe-case.ts";
import { useUnlockedKey } from "../../feedback/unlocked-key.ts";
import { type Campaign, type FeedbackCase, useCases } from "../../feedback/use-feedback.ts";
import { useReceivedCampaign } from "../../feedback/use-received.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { ChoiceField } from "../choice-field.tsx";
import { icons } from "../icons.tsx";
import { MessagePage } from "../message-page.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { KeyCard } from "./key-card.tsx";

/** Messages of one campaign by day; each opens on a page of its own. */
export function InboxPage() {
  const { campaignId } = useParams();
  const { notFound } = useTerms();
  const { campaign, error, refetch } = useReceivedCampaign(campaignId);
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (campaign === undefined) return <Skeleton.Paragraph lineCount={8} animated />;
  return campaign ? <Inbox campaign={campaign} /> : <MessagePage title={notFound.title} text={notFound.text} />;
}

function Inbox({ campaign }: { campaign: Campaign }) {
  const { inbox } = useTermsOf(feedbackTerms);
  const privateKey = useUnlockedKey();
  const { data: cases, isError, error, refetch } = useCases(campaign.campaignId);
  const [filter, setFilter] = useState<CaseFilter>("all");
  const days = useMemo(() => byDay((cases ?? []).filter((one) => isShown(one, filter))), [cases, filter]);
  return (
    <>
      <PageHeader title={campaign.title} up="/feedback/receive" />
      {privateKey === undefined && <KeyCard />}
      <section className="card" aria-label={inbox.days}>
        <ChoiceField
          label={inbox.filter}
          value={filter}
          options={caseFilters.map((value) => ({ value, label: inbox.filters[value] }))}
          onChange={(value) => setFilter(value as CaseFilter)}
        />
        {isError && <Problem error={error} onRetry={() => void refetch()} />}
        {!cases && !isError && <Skeleton.Paragraph lineCount={6} animated />}
        {cases && days.length === 0 && (
          <p>
            <strong>{cases.length === 0 ? inbox.empty : inbox.emptyFilter}</strong>
            <br />
            {cases.length === 0 && <span className="soft">{inbox.emptyText}</span>}
          </p>
        )}
        {days.map((one) => (
          <div key={one.day}>
            <h3 className="case-day">
              {one.day} <span className="soft">{inbox.count(one.cases.length)}</span>
            </h3>
            <ul className="rows">
              {one.cases.map((each) => (
                <li key={each.commit}>
                  <CaseLink one={each} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </section>
    </>
  );
}

function CaseLink({ one }: { one: FeedbackCase }) {
  const { inbox } = useTermsOf(feedbackTerms);
  return (
    <Link to={`/feedback/receive/${one.campaignId}/${one.commit}`}>
      <span className="row-text">
        <span className="public-number">{publicNumberOf(one.commit)}</span>
        <span className="case-marks">
          <CaseMarks one={one} />
        </span>
        {one.state !== "answered" && <span className="soft">{inbox.answerBy(one.answerBy)}</span>}
      </span>
      {icons.next}
    </Link>
  );
}
