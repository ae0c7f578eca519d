import { Alert, Button } from "antd";
import type { Message } from "../../../../lib/feedback-protocol/message.ts";
import { CaseMarks } from "../../feedback/case-marks.tsx";
import { type CaseProps, joinedTo, lettersOf, publicNumberOf } from "../../feedback/describe-case.ts";
import { MessageView } from "../../feedback/message-view.tsx";
import { type FeedbackCase, useCaseStep } from "../../feedback/use-feedback.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { AnswerStep } from "./answer-step.tsx";
import { ImprovementStep } from "./improvement-step.tsx";
import { SortStep } from "./sort-step.tsx";

/** One message and everything that is done about it. */
export function CaseDetail({
  campaign,
  cases,
  one,
  messages,
}: CaseProps & { messages: ReadonlyMap<string, Message | null> }) {
  const { inbox } = useTermsOf(feedbackTerms);
  const message = messages.get(one.commit);
  const others = [...messages].filter(
    ([commit, other]) => other !== null && commit !== one.commit && other.mailbox === message?.mailbox,
  );
  return (
    <>
      <p>
        {inbox.number} <span className="public-number">{publicNumberOf(one.commit)}</span>
      </p>
      <p>
        <CaseMarks one={one} />{" "}
        {one.state !== "answered" && <span className="soft">{inbox.answerBy(one.answerBy)}</span>}
      </p>
      {!message && <Alert type="warning" showIcon title={inbox.unreadable} />}
      {message && one.state === "released" && <OpenStep one={one} />}
      {message && one.state !== "released" && (
        <>
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
          <SortStep campaign={campaign} cases={cases} one={one} />
          <AnswerStep letters={lettersOf([one, ...joinedTo(one, cases)], messages)} />
          <ImprovementStep campaign={campaign} one={one} />
        </>
      )}
    </>
  );
}

function OpenStep({ one }: { one: FeedbackCase }) {
  const { inbox } = useTermsOf(feedbackTerms);
  const { campaignId, commit, version } = one;
  const opening = useCaseStep("POST /api/feedback/campaigns/{campaignId}/messages/{commit}/open", () => undefined);
  return (
    <div className="case-step">
      <p className="soft">{inbox.openText}</p>
      {opening.error !== null && <ProblemAlert error={opening.error} />}
      <Button
        type="primary"
        loading={opening.isPending}
        onClick={() => opening.mutate({ params: { campaignId, commit }, body: { version } })}
      >
        {inbox.open}
      </Button>
    </div>
  );
}
