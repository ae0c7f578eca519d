import "../../feedback/feedback.css";
import { Button, Skeleton } from "antd-mobile";
import { useParams } from "react-router";
import type { Message } from "../../../../lib/feedback-protocol/message.ts";
import { CaseMarks } from "../../feedback/case-marks.tsx";
import { type CaseProps, joinedTo, lettersOf, publicNumberOf } from "../../feedback/describe-case.ts";
import { MessageView } from "../../feedback/message-view.tsx";
import { type Campaign, type FeedbackCase, useCaseStep } from "../../feedback/use-feedback.ts";
import { useReceivedCampaign, useReceivedCases } from "../../feedback/use-received.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { MessagePage } from "../message-page.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { AnswerStep } from "./answer-step.tsx";
import { ImprovementStep } from "./improvement-step.tsx";
import { KeyCard } from "./key-card.tsx";
import { SortStep } from "./sort-step.tsx";

/** One message and everything that is done about it. */
export function CasePage() {
  const { campaignId, commit } = useParams();
  const { notFound } = useTerms();
  const { campaign, error, refetch } = useReceivedCampaign(campaignId);
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (campaign === undefined) return <Skeleton.Paragraph lineCount={8} animated />;
  if (campaign === null) return <MessagePage title={notFound.title} text={notFound.text} />;
  return <Case key={commit} campaign={campaign} commit={commit} />;
}

function Case({ campaign, commit }: { campaign: Campaign; commit: string | undefined }) {
  const { inbox } = useTermsOf(feedbackTerms);
  const { notFound } = useTerms();
  const { cases, current, opened, isLocked, error, refetch } = useReceivedCases(campaign, commit);
  if (cases && !current) return <MessagePage title={notFound.title} text={notFound.text} />;
  const problem = error ?? opened.error;
  return (
    <>
      <PageHeader title={inbox.one} up={`/feedback/receive/${campaign.campaignId}`} />
      {isLocked && <KeyCard />}
      {problem !== null && <Problem error={problem} onRetry={() => void refetch()} />}
      {current && <Facts one={current} />}
      {problem === null && !isLocked && (!cases || opened.isPending) && <Skeleton.Paragraph lineCount={6} animated />}
      {cases && current && !isLocked && !opened.isPending && opened.error === null && (
        <Opened campaign={campaign} cases={cases} one={current} messages={opened.messages} />
      )}
    </>
  );
}

function Facts({ one }: { one: FeedbackCase }) {
  const { inbox } = useTermsOf(feedbackTerms);
  return (
    <section className="card" aria-label={inbox.number}>
      <dl className="facts">
        <dt>{inbox.number}</dt>
        <dd className="public-number">{publicNumberOf(one.commit)}</dd>
        <dt>{inbox.day}</dt>
        <dd>{one.day}</dd>
      </dl>
      <p className="case-marks">
        <CaseMarks one={one} />
        {one.state !== "answered" && <span className="soft">{inbox.answerBy(one.answerBy)}</span>}
      </p>
    </section>
  );
}

function Opened({ campaign, cases, one, messages }: CaseProps & { messages: ReadonlyMap<string, Message | null> }) {
  const { inbox } = useTermsOf(feedbackTerms);
  const message = messages.get(one.commit);
  if (!message) return <p className="card">{inbox.unreadable}</p>;
  if (one.state === "released") return <OpenStep one={one} />;
  const others = [...messages].filter(
    ([commit, other]) => other !== null && commit !== one.commit && other.mailbox === message.mailbox,
  );
  return (
    <>
      <section className="card written" aria-label={inbox.text}>
        <MessageView
          campaign={campaign}
          message={message}
          renderButton={(label, onPress) => <Button onClick={onPress}>{label}</Button>}
        />
        {others.length > 0 && (
          <p className="soft">
            {inbox.earlier}: {others.map(([commit]) => publicNumberOf(commit)).join("，")}
          </p>
        )}
      </section>
      <AnswerStep letters={lettersOf([one, ...joinedTo(one, cases)], messages)} />
      <SortStep campaign={campaign} cases={cases} one={one} />
      <ImprovementStep campaign={campaign} one={one} />
    </>
  );
}

function OpenStep({ one }: { one: FeedbackCase }) {
  const { inbox } = useTermsOf(feedbackTerms);
  const { campaignId, commit, version } = one;
  const opening = useCaseStep("POST /api/feedback/campaigns/{campaignId}/messages/{commit}/open", () => undefined);
  return (
    <section className="card" aria-label={inbox.open}>
      <p className="soft">{inbox.openText}</p>
      {opening.error !== null && <Problem error={opening.error} />}
      <Button
        block
        size="large"
        color="primary"
        disabled={opening.isPending}
        onClick={() => opening.mutate({ params: { campaignId, commit }, body: { version } })}
      >
        {inbox.open}
      </Button>
    </section>
  );
}
