import "./activity.css";
import { Skeleton } from "antd-mobile";
import { Link, useParams } from "react-router";
import { invitedText } from "../../activity/activity-fields.ts";
import { formatSpan } from "../../activity/campus-times.ts";
import { FormerVersions } from "../../activity/former-versions.tsx";
import { type Activity, useActivity, useRoomCode } from "../../activity/use-activities.ts";
import { useKindNames } from "../../activity/use-kind-names.ts";
import { asksForSignUp } from "../../activity/use-lists.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { doorTerms } from "../../terms/activity-door.ts";
import { activityOwnTerms } from "../../terms/activity-own.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { Attachments } from "./attachments.tsx";
import { Minutes } from "./minutes.tsx";
import { LeaveList, SignUpList } from "./people-lists.tsx";
import { Steps } from "./steps.tsx";

function RoomCode({ activityId }: { activityId: string }) {
  const stepTexts = useTermsOf(activityStepTerms);
  const { data } = useRoomCode(activityId);
  return (
    <p>
      {stepTexts.code.title} <strong className="study-hours">{data?.code ?? "······"}</strong>
    </p>
  );
}

function Facts({ activity }: { activity: Activity }) {
  const texts = useTermsOf(activityTerms);
  const ownTexts = useTermsOf(activityOwnTerms);
  const { scan } = useTermsOf(doorTerms);
  const { language } = useLanguage();
  const kindName = useKindNames();
  const { kind, state, startsAt, endsAt, place, hostName, due, capacity, onlineLink, cancelReason, remark } = activity;
  const { joint, invited } = activity;
  const { tree } = useOrganizations();
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
        <dd>
          {texts.detail.dueBases[due]}
          {capacity !== null && ` · ${texts.detail.capacity(capacity)}`}
        </dd>
        {joint.length > 0 && (
          <>
            <dt>{texts.detail.joint}</dt>
            <dd>
              {joint
                .map(
                  ({ organizationId, state: answer }) =>
                    `${tree?.find(organizationId)?.shortName ?? organizationId}（${texts.detail.jointStates[answer]}）`,
                )
                .join("、")}
            </dd>
          </>
        )}
        {invited.length > 0 && (
          <>
            <dt>{texts.detail.invited}</dt>
            <dd>{invited.map((one) => invitedText(one, texts.detail.observer)).join("、")}</dd>
          </>
        )}
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
          {data.may.record && asksForSignUp(data) && <SignUpList activityId={activityId} />}
          {data.may.record && data.state !== "draft" && data.state !== "cancelled" && <LeaveList activity={data} />}
          <Minutes activity={data} />
          {data.heldAt !== null && <Attachments activity={data} />}
          {data.may.record && data.record !== null && <FormerVersions activityId={activityId} className="card" />}
        </>
      )}
    </>
  );
}
