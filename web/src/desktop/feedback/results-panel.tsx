import { App, Button, Skeleton } from "antd";
import { useState } from "react";
import { suppressSmallCells } from "../../../../lib/feedback/suppress-small-cells.ts";
import { type Counted, countAnswers } from "../../feedback/count-answers.ts";
import { daysOf } from "../../feedback/describe-case.ts";
import { useOpenedMessages } from "../../feedback/open-messages.ts";
import { useUnlockedKey } from "../../feedback/unlocked-key.ts";
import { type Campaign, type FeedbackCase, useCampaignChange } from "../../feedback/use-feedback.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";

/** Numbers of answers: counted here, because only here they can be read; small ones are not shown to anybody. */
export function ResultsPanel({ campaign, cases }: { campaign: Campaign; cases: readonly FeedbackCase[] }) {
  const { results, inbox } = useTermsOf(feedbackTerms);
  const [isCounting, setCounting] = useState(false);
  const privateKey = useUnlockedKey();
  const isCountable = campaign.questions.some(({ kind }) => kind !== "text");
  return (
    <section className="panel" aria-labelledby="results">
      <h2 id="results">{results.title}</h2>
      <p className="soft">{isCountable ? results.intro : results.none}</p>
      {isCountable && privateKey === undefined && <p>{inbox.locked}</p>}
      {isCountable && privateKey !== undefined && !isCounting && (
        <Button onClick={() => setCounting(true)}>{results.count}</Button>
      )}
      {isCountable && privateKey !== undefined && isCounting && (
        <Count campaign={campaign} cases={cases} privateKey={privateKey} />
      )}
    </section>
  );
}

interface CountProps {
  readonly campaign: Campaign;
  readonly cases: readonly FeedbackCase[];
  readonly privateKey: CryptoKey;
}

function Count({ campaign, cases, privateKey }: CountProps) {
  const { results } = useTermsOf(feedbackTerms);
  const { message } = App.useApp();
  const { messages, isPending, error } = useOpenedMessages(campaign.campaignId, daysOf(cases), privateKey);
  const publishing = useCampaignChange("POST /api/feedback/campaigns/{campaignId}/results", () =>
    message.success(results.published),
  );
  if (error !== null) return <ProblemAlert error={error} />;
  if (isPending) {
    return (
      <div role="status">
        <p>{results.counting}</p>
        <Skeleton active />
      </div>
    );
  }
  const counted = countAnswers(campaign, messages.values());
  const publish = () =>
    publishing.mutate({
      params: { campaignId: campaign.campaignId },
      body: {
        version: campaign.version,
        questions: counted.map(({ questionId, cells }) => ({ questionId, cells: { ...cells } })),
      },
    });
  return (
    <>
      {counted.map((one) => (
        <Preview key={one.questionId} counted={one} />
      ))}
      {publishing.error !== null && <ProblemAlert error={publishing.error} />}
      <div className="actions">
        <Button type="primary" loading={publishing.isPending} onClick={publish}>
          {results.publish}
        </Button>
      </div>
    </>
  );
}

function Preview({ counted: { text, cells } }: { counted: Counted }) {
  const { results } = useTermsOf(feedbackTerms);
  const shown = suppressSmallCells(cells);
  return (
    <>
      <h3>{text}</h3>
      {shown === null && <p className="soft">{results.tooFew}</p>}
      <TableBox label={text}>
        <table className="entries">
          <thead>
            <tr>
              <th scope="col">{results.answer}</th>
              <th scope="col">{results.number}</th>
              <th scope="col">{results.shown}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(cells).map(([name, count]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{count}</td>
                <td>{shown?.[name] ?? results.hidden}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  );
}
