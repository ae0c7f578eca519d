import type { Activity } from "../../activity/use-activities.ts";
import { activityTerms } from "../../terms/activity.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { RichMinutes } from "./rich-minutes.tsx";

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
          {text[language]}（{citation[language]}）
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
          {(vote.writtenYes ?? 0) > 0 && detail.written(vote.writtenYes ?? 0)}
          {vote.isSecret && ` · ${detail.secret}`}
        </p>
      )}
      {judgement && <Judged judgement={judgement} />}
    </div>
  );
}

/** Agenda, minutes, resolutions with their votes, and what the rules say of them. */
export function MinutesPanel({ activity: { agenda, record, may, state } }: { activity: Activity }) {
  const { detail } = useTermsOf(activityTerms);
  const isRecorded = ["recorded", "confirmed", "filed"].includes(state);
  return (
    <section className="panel minutes" aria-labelledby="minutes">
      <h2 id="minutes">{record ? detail.minutes : detail.agenda}</h2>
      {record === null && agenda.length === 0 && <p className="soft">{detail.noAgenda}</p>}
      {record === null && (
        <ol className="plain-list">
          {agenda.map(({ title, speaker }) => (
            <li key={title}>{speaker === null ? title : `${title}（${speaker}）`}</li>
          ))}
        </ol>
      )}
      {record === null && isRecorded && !may.record && <p className="soft">{detail.hiddenMinutes}</p>}
      {record && (
        <>
          {record.quorum && (
            <>
              <h3>{detail.quorum}</h3>
              <Judged judgement={record.quorum} />
            </>
          )}
          {record.items.map(({ title, speakers, minutes }) => (
            <div key={title}>
              <h3>{title}</h3>
              {speakers.length > 0 && <p className="soft">{detail.speakers(speakers.join("、"))}</p>}
              {minutes.length === 0 ? <p className="soft">{detail.noMinutes}</p> : <RichMinutes blocks={minutes} />}
            </div>
          ))}
          {record.resolutions.length > 0 && <h3>{detail.resolutions}</h3>}
          {record.resolutions.map((resolution) => (
            <Resolution key={resolution.title} resolution={resolution} />
          ))}
          {record.summary !== "" && (
            <>
              <h3>{detail.summary}</h3>
              <p>{record.summary}</p>
            </>
          )}
        </>
      )}
    </section>
  );
}
