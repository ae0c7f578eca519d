import type { Activity } from "../../activity/use-activities.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";

type ActivityRecord = NonNullable<Activity["record"]>;
type Judgement = NonNullable<ActivityRecord["quorum"]>;

/** The arithmetic, and the article that asks for it, as the server explains them. */
function Judged({ judgement }: { judgement: Judgement }) {
  const { detail } = useTermsOf(activityTerms);
  const { language } = useLanguage();
  const { due, present, isQuorate, isPassed, explanations, faults } = judgement;
  return (
    <p>
      <span className={isQuorate ? "state state-good" : "state state-bad"}>
        {isQuorate ? detail.isQuorate : detail.notQuorate}
      </span>{" "}
      {isPassed !== null && (
        <span className={isPassed ? "state state-good" : "state state-bad"}>
          {isPassed ? detail.passed : detail.notPassed}
        </span>
      )}{" "}
      {detail.quorumOf(present, due)}
      {[...faults, ...explanations].map(({ ruleId, text, citation }) => (
        <span key={ruleId + text.zh} className="soft block">
          {text[language]}（{citation[language]}）
        </span>
      ))}
    </p>
  );
}

function Resolution({ resolution }: { resolution: ActivityRecord["resolutions"][number] }) {
  const { detail } = useTermsOf(activityTerms);
  const { title, text, vote, judgement } = resolution;
  return (
    <div>
      <h3>{title}</h3>
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

/** What was said and decided, and what the rules say of it. */
export function Minutes({ activity: { record } }: { activity: Activity }) {
  const { detail } = useTermsOf(activityTerms);
  const { people } = useTermsOf(activityStepTerms);
  if (record === null) return null;
  const { counts, quorum, items, resolutions, summary } = record;
  return (
    <section className="card minutes" aria-labelledby="minutes">
      <h2 id="minutes">{detail.minutes}</h2>
      <p>
        {people.counts(counts.due, counts.present)}
        {counts.leave > 0 && ` · ${people.leave(counts.leave)}`}
        {counts.absent > 0 && ` · ${people.absent(counts.absent)}`}
        {counts.guests > 0 && ` · ${people.guests(counts.guests)}`}
        {counts.questions > 0 && ` · ${people.questions(counts.questions)}`}
      </p>
      {quorum && <Judged judgement={quorum} />}
      {items.map((item) => (
        <div key={item.title}>
          <h3>{item.title}</h3>
          {item.speakers.length > 0 && <p className="soft">{detail.speakers(item.speakers.join("、"))}</p>}
          {item.minutes.length === 0 && <p className="soft">{detail.noMinutes}</p>}
          {item.minutes.map(({ spans }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no name and are never moved here
            <p key={index}>{spans.map(({ text }) => text).join("")}</p>
          ))}
        </div>
      ))}
      {resolutions.length > 0 && <h2>{detail.resolutions}</h2>}
      {resolutions.map((resolution) => (
        <Resolution key={resolution.title} resolution={resolution} />
      ))}
      {summary !== "" && (
        <p>
          {detail.summary}：{summary}
        </p>
      )}
    </section>
  );
}
