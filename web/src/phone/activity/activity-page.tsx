import "./activity.css";
import { Button, Dialog, Skeleton, Toast } from "antd-mobile";
import { Link, useParams } from "react-router";
import { formatSpan } from "../../activity/campus-times.ts";
import { type Activity, useActivity, useRoomCode } from "../../activity/use-activities.ts";
import { useActivityStep } from "../../activity/use-activity-step.ts";
import { useKindNames } from "../../activity/use-kind-names.ts";
import { activityTerms } from "../../terms/activity.ts";
import { doorTerms } from "../../terms/activity-door.ts";
import { activityOwnTerms } from "../../terms/activity-own.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { LeaveList, SignUpList } from "./people-lists.tsx";

function RoomCode({ activityId }: { activityId: string }) {
  const stepTexts = useTermsOf(activityStepTerms);
  const { data } = useRoomCode(activityId);
  return (
    <p>
      {stepTexts.code.title} <strong className="study-hours">{data?.code ?? "······"}</strong>
    </p>
  );
}

/** What can be done on a phone; the rest is on a large screen. */
function Steps({ activity }: { activity: Activity }) {
  const stepTexts = useTermsOf(activityStepTerms);
  const { terms } = useLanguage();
  const { activityId, state, may, version, day } = activity;
  const steps = useActivityStep((step) => Toast.show({ content: stepTexts.done[step] }));
  const params = { activityId };
  const confirm = async () => {
    const isSure = await Dialog.confirm({
      content: stepTexts.confirmText,
      confirmText: stepTexts.steps.confirm,
      cancelText: terms.cancel,
    });
    if (isSure) steps.confirm.mutate({ params, body: { version } });
  };
  const isDay = day <= todayOnCampus();
  const mayRecord = may.record && (state === "held" || state === "recorded" || (state === "published" && isDay));
  const mayRecordDraft = may.record && may.manage && state === "draft" && isDay;
  return (
    <div className="buttons">
      {steps.error !== null && <Problem error={steps.error} />}
      {may.manage && state === "draft" && !isDay && (
        <Button
          block
          color="primary"
          size="large"
          loading={steps.isPending}
          onClick={() => steps.publish.mutate({ params, body: { version } })}
        >
          {stepTexts.steps.publish}
        </Button>
      )}
      {may.record && state === "published" && isDay && (
        <Button
          block
          size="large"
          loading={steps.isPending}
          onClick={() => steps.hold.mutate({ params, body: { version } })}
        >
          {stepTexts.steps.hold}
        </Button>
      )}
      {may.confirm && state === "recorded" && (
        <Button block color="primary" size="large" loading={steps.isPending} onClick={() => void confirm()}>
          {stepTexts.steps.confirm}
        </Button>
      )}
      {(mayRecord || mayRecordDraft) && (
        <Link
          className={state === "recorded" ? "wide-link" : "wide-link primary"}
          to={`/activities/${activityId}/record`}
        >
          {state === "recorded" ? stepTexts.steps.rerecord : stepTexts.steps.record}
        </Link>
      )}
    </div>
  );
}

function Minutes({ activity: { record } }: { activity: Activity }) {
  const texts = useTermsOf(activityTerms);
  const stepTexts = useTermsOf(activityStepTerms);
  const { language } = useLanguage();
  if (record === null) return null;
  const { counts, quorum, items, resolutions } = record;
  return (
    <section className="card minutes" aria-labelledby="minutes">
      <h2 id="minutes">{texts.detail.minutes}</h2>
      <p>
        {stepTexts.people.counts(counts.due, counts.present)}
        {counts.leave > 0 && ` · ${stepTexts.people.leave(counts.leave)}`}
        {counts.absent > 0 && ` · ${stepTexts.people.absent(counts.absent)}`}
      </p>
      {quorum && (
        <p>
          <span className={quorum.isQuorate ? "state state-good" : "state state-bad"}>
            {quorum.isQuorate ? texts.detail.isQuorate : texts.detail.notQuorate}
          </span>{" "}
          {texts.detail.quorumOf(quorum.present, quorum.due)}
          {quorum.explanations.map(({ ruleId, text }) => (
            <span key={ruleId} className="soft block">
              {text[language]}
            </span>
          ))}
        </p>
      )}
      {items.map((item) => (
        <div key={item.title}>
          <h3>{item.title}</h3>
          {item.minutes.length === 0 && <p className="soft">{texts.detail.noMinutes}</p>}
          {item.minutes.map(({ spans }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no name and are never moved here
            <p key={index}>{spans.map(({ text }) => text).join("")}</p>
          ))}
        </div>
      ))}
      {resolutions.map(({ title, judgement }) => (
        <p key={title}>
          <strong>{title}</strong>
          {judgement?.isPassed != null && ` ${judgement.isPassed ? texts.detail.passed : texts.detail.notPassed}`}
        </p>
      ))}
    </section>
  );
}

function Facts({ activity }: { activity: Activity }) {
  const texts = useTermsOf(activityTerms);
  const ownTexts = useTermsOf(activityOwnTerms);
  const { scan } = useTermsOf(doorTerms);
  const { language } = useLanguage();
  const kindName = useKindNames();
  const { kind, state, startsAt, endsAt, place, hostName, due, onlineLink, cancelReason, remark } = activity;
  return (
    <section className="card" aria-label={activity.title}>
      <dl className="facts">
        <dt>{texts.kind}</dt>
        <dd>
          {kindName(kind)} <span className="state">{texts.states[state]}</span>
        </dd>
        <dt>{texts.detail.time}</dt>
        <dd>{formatSpan(startsAt, endsAt, language)}</dd>
        {place !== null && (
          <>
            <dt>{texts.detail.place}</dt>
            <dd>{place}</dd>
          </>
        )}
        <dt>{texts.detail.host}</dt>
        <dd>{hostName}</dd>
        <dt>{texts.detail.due}</dt>
        <dd>{texts.detail.dueBases[due]}</dd>
      </dl>
      {onlineLink !== null && (
        <a className="wide-link" href={onlineLink} target="_blank" rel="noreferrer">
          {ownTexts.own.online}
        </a>
      )}
      {cancelReason !== null && <p className="notice-card">{texts.detail.cancelReason(cancelReason)}</p>}
      {remark !== null && state === "held" && <p className="notice-card">{texts.detail.remark(remark)}</p>}
      {state === "held" && activity.may.record && (
        <>
          <RoomCode activityId={activity.activityId} />
          <Link className="wide-link" to={`/activities/${activity.activityId}/scan`}>
            {scan.open}
          </Link>
        </>
      )}
    </section>
  );
}

/** One activity, as far as a phone needs it. */
export function ActivityPage() {
  const texts = useTermsOf(activityTerms);
  const { activityId = "" } = useParams();
  const { data, error, refetch } = useActivity(activityId);
  return (
    <>
      <PageHeader title={data?.title ?? texts.title} up="/activities" />
      {data === undefined && error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <section className="card">
          <Skeleton.Paragraph lineCount={6} animated />
        </section>
      )}
      {data && (
        <>
          <Facts activity={data} />
          <Steps activity={data} />
          {data.may.record && (data.capacity !== null || data.due === "signed_up") && (
            <SignUpList activityId={activityId} />
          )}
          {data.may.record && data.state !== "draft" && data.state !== "cancelled" && <LeaveList activity={data} />}
          <Minutes activity={data} />
        </>
      )}
    </>
  );
}
