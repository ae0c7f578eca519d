import "./minutes.css";
import { activityTerms } from "../terms/activity.ts";
import { useLanguage, useTermsOf } from "../terms/language.tsx";
import { RichMinutes } from "./rich-minutes.tsx";
import type { Activity } from "./use-activities.ts";

type ActivityRecord = NonNullable<Activity["record"]>;
type Judgement = NonNullable<ActivityRecord["quorum"]>;

/** The arithmetic, and the article that asks for it, as the server explains them. */
function Judged({ judgement }: { judgement: Judgement }) {
  const { detail } = useTermsOf(activityTerms);
  const { language } = useLanguage();
  const { due, present, isQuorate, isPassed, explanations, faults } = judgement;
  return (
    <>
      <p>
        <span className={isQuorate ? "state state-good" : "state state-bad"}>
          {isQuorate ? detail.isQuorate : detail.notQuorate}
        </span>{" "}
        {detail.quorumOf(present, due)}{" "}
        {isPassed !== null && (
          <span className={isPassed ? "state state-good" : "state state-bad"}>
            {isPassed ? detail.passed : detail.notPassed}
          </span>
        )}
      </p>
      {[...faults, ...explanations].map(({ ruleId, text, citation }) => (
        <p key={ruleId + text.zh} className="soft">
          {text[language]}
          {!text[language].includes(citation[language]) && `（${citation[language]}）`}
        </p>
      ))}
    </>
  );
}

function Resolution({ resolution }: { resolution: ActivityRecord["resolutions"][number] }) {
  const { detail } = useTermsOf(activityTerms);
  const { title, text, vote, judgement } = resolution;
  return (
    <div className="resolution">
      <h4>{title}</h4>
      {text !== "" && <p>{text}</p>}
      {vote && (
        <p>
          {detail.votes(vote.yes, vote.no, vote.abstain)}
          {vote.writtenYes > 0 && detail.written(vote.writtenYes)}
          {vote.isSecret && ` · ${detail.secret}`}
        </p>
      )}
      {judgement && <Judged judgement={judgement} />}
    </div>
  );
}

/** What was said and decided, and what the rules say of it; below a heading of the second level. */
export function MinutesBody({ record: { quorum, items, resolutions, summary } }: { record: ActivityRecord }) {
  const { detail } = useTermsOf(activityTerms);
  return (
    <>
      {quorum && (
        <>
          <h3>{detail.quorum}</h3>
          <Judged judgement={quorum} />
        </>
      )}
      {items.map(({ title, speakers, minutes }) => (
        <div key={title}>
          <h3>{title}</h3>
          {speakers.length > 0 && <p className="soft">{detail.speakers(speakers.join("、"))}</p>}
          {minutes.length === 0 ? <p className="soft">{detail.noMinutes}</p> : <RichMinutes blocks={minutes} />}
        </div>
      ))}
      {resolutions.length > 0 && <h3>{detail.resolutions}</h3>}
      {resolutions.map((resolution) => (
        <Resolution key={resolution.title} resolution={resolution} />
      ))}
      {summary !== "" && (
        <>
          <h3>{detail.summary}</h3>
          <p>{summary}</p>
        </>
      )}
    </>
  );
}
