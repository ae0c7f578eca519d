import "../../feedback/feedback.css";
import { Empty, Segmented, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import { byDay, type CaseFilter, caseFilters, isShown } from "../../feedback/describe-case.ts";
import type { Campaign, FeedbackCase } from "../../feedback/use-feedback.ts";
import { useReceivedCampaign, useReceivedCases } from "../../feedback/use-received.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { MessagePage } from "../message-page.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { CaseDetail } from "./case-detail.tsx";
import { CaseList } from "./case-list.tsx";
import { KeyPanel } from "./key-panel.tsx";
import { ResultsPanel } from "./results-panel.tsx";

/** Messages of one campaign, opened in this browser and handled step by step. */
export function InboxPage() {
  const { campaignId } = useParams();
  const { notFound } = useTerms();
  const { campaign, error, refetch } = useReceivedCampaign(campaignId);
  if (error !== null) return <ProblemAlert error={error} onRetry={() => refetch()} />;
  if (campaign === undefined) return <Skeleton active paragraph={{ rows: 8 }} />;
  return campaign ? <Inbox campaign={campaign} /> : <MessagePage title={notFound.title} text={notFound.text} />;
}

function Inbox({ campaign }: { campaign: Campaign }) {
  const texts = useTermsOf(feedbackTerms);
  const { inbox } = texts;
  const [filter, setFilter] = useState<CaseFilter>("all");
  const [chosen, setChosen] = useState<string>();
  const { cases, current, opened, isLocked, error, refetch } = useReceivedCases(campaign, chosen);
  const shown = useMemo(() => byDay((cases ?? []).filter((one) => isShown(one, filter))), [cases, filter]);
  return (
    <>
      <PageTitle title={campaign.title}>
        <Link to="/feedback/receive">{texts.receive}</Link>
      </PageTitle>
      {isLocked && <KeyPanel />}
      {error !== null && <ProblemAlert error={error} onRetry={() => refetch()} />}
      <div className="feedback-inbox">
        <section className="panel" aria-label={inbox.days}>
          <Segmented<CaseFilter>
            aria-label={inbox.filter}
            value={filter}
            onChange={setFilter}
            options={caseFilters.map((value) => ({ value, label: inbox.filters[value] }))}
          />
          {!cases && error === null && <Skeleton active paragraph={{ rows: 6 }} />}
          {cases && shown.length === 0 && (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={<strong>{cases.length === 0 ? inbox.empty : inbox.emptyFilter}</strong>}
            >
              {cases.length === 0 && <p>{inbox.emptyText}</p>}
            </Empty>
          )}
          <CaseList days={shown} opened={opened.messages} chosen={chosen} onChoose={setChosen} />
        </section>
        <section className="panel" aria-live="polite" aria-label={inbox.text}>
          {current === undefined || isLocked ? (
            <p className="soft">{isLocked ? inbox.locked : inbox.choose}</p>
          ) : (
            <Chosen key={current.commit} campaign={campaign} cases={cases ?? []} one={current} opened={opened} />
          )}
        </section>
      </div>
      {cases && cases.length > 0 && <ResultsPanel campaign={campaign} cases={cases} />}
    </>
  );
}

interface ChosenProps {
  readonly campaign: Campaign;
  readonly cases: readonly FeedbackCase[];
  readonly one: FeedbackCase;
  readonly opened: ReturnType<typeof useReceivedCases>["opened"];
}

function Chosen({ campaign, cases, one, opened }: ChosenProps) {
  if (opened.error !== null) return <ProblemAlert error={opened.error} />;
  if (opened.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  return <CaseDetail campaign={campaign} cases={cases} one={one} messages={opened.messages} />;
}
