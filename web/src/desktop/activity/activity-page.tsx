import "./activity.css";
import { Skeleton } from "antd";
import { Link, useParams } from "react-router";
import { invitedText } from "../../activity/activity-fields.ts";
import { formatSpan } from "../../activity/campus-times.ts";
import { FormerVersions } from "../../activity/former-versions.tsx";
import { type Activity, useActivity } from "../../activity/use-activities.ts";
import { useKindNames } from "../../activity/use-kind-names.ts";
import { asksForSignUp } from "../../activity/use-lists.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityFileTerms } from "../../terms/activity-files.ts";
import { activityOwnTerms } from "../../terms/activity-own.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { AttachmentPanel } from "./attachment-panel.tsx";
import { AttendancePanel } from "./attendance-panel.tsx";
import { LeavePanel } from "./leave-panel.tsx";
import { MinutesPanel } from "./minutes-panel.tsx";
import { RoomCode } from "./room-code.tsx";
import { SignUpPanel } from "./sign-up-panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { StepButtons } from "./step-buttons.tsx";

function Facts({ activity }: { activity: Activity }) {
  const { detail, kind: kindLabel } = useTermsOf(activityTerms);
  const ownTexts = useTermsOf(activityOwnTerms);
  const { language } = useLanguage();
  const { tree } = useOrganizations();
  const kindName = useKindNames();
  const { kind, alsoKinds, startsAt, endsAt, place, onlineLink, hostName, joint, due, capacity, state } = activity;
  const remarks = [
    ...(alsoKinds.length > 0 ? [detail.also(alsoKinds.map(kindName).join("、"))] : []),
    ...(activity.retrospectiveReason !== null ? [detail.late(activity.retrospectiveReason)] : []),
    ...(activity.corrections > 0 ? [detail.corrections(activity.corrections)] : []),
  ];
  const warnings = [
    ...(activity.cancelReason !== null ? [detail.cancelReason(activity.cancelReason)] : []),
    ...(activity.remark !== null && state === "held" ? [detail.remark(activity.remark)] : []),
  ];
  return (
    <section className="panel" aria-label={activity.title}>
      <dl className="facts">
        <dt>{kindLabel}</dt>
        <dd>
          {kindName(kind)} <StateTag state={state} />
        </dd>
        <dt>{detail.time}</dt>
        <dd>{formatSpan(startsAt, endsAt, language)}</dd>
        {place !== null && (
          <>
            <dt>{detail.place}</dt>
            <dd>{place}</dd>
          </>
        )}
        {onlineLink !== null && (
          <>
            <dt>{detail.online}</dt>
            <dd>
              <a href={onlineLink} target="_blank" rel="noreferrer">
                {ownTexts.own.online}
              </a>
            </dd>
          </>
        )}
        <dt>{detail.host}</dt>
        <dd>{hostName}</dd>
        {joint.length > 0 && (
          <>
            <dt>{detail.joint}</dt>
            <dd>
              {joint
                .map(
                  ({ organizationId, state: answer }) =>
                    `${tree?.find(organizationId)?.shortName ?? organizationId}（${detail.jointStates[answer]}）`,
                )
                .join("、")}
            </dd>
          </>
        )}
        <dt>{detail.due}</dt>
        <dd>
          {detail.dueBases[due]}
          {capacity !== null && ` · ${detail.capacity(capacity)}`}
        </dd>
        {activity.invited.length > 0 && (
          <>
            <dt>{detail.invited}</dt>
            <dd>{activity.invited.map((one) => invitedText(one, detail.observer)).join("、")}</dd>
          </>
        )}
      </dl>
      {warnings.map((text) => (
        <p key={text}>
          <span className="state state-warning">{text}</span>
        </p>
      ))}
      {remarks.map((text) => (
        <p key={text} className="soft">
          {text}
        </p>
      ))}
      <StepButtons activity={activity} />
    </section>
  );
}

/** One activity from plan to ledger. */
export function ActivityPage() {
  const texts = useTermsOf(activityTerms);
  const { minutes } = useTermsOf(activityFileTerms);
  const { activityId = "" } = useParams();
  const { data, error, refetch } = useActivity(activityId);
  const isShown = data !== undefined && data.state !== "cancelled";
  return (
    <>
      <PageTitle title={data?.title ?? texts.title}>
        <Link to="/activities">{texts.title}</Link>
        {data?.record && <Link to={`/activities/${activityId}/minutes`}>{minutes.open}</Link>}
      </PageTitle>
      {data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 8 }} />}
      {data && <Facts activity={data} />}
      {isShown && (
        <div className="activity-columns">
          <div>
            <MinutesPanel activity={data} />
            {data.heldAt !== null && <AttachmentPanel activity={data} />}
            {data.may.record && data.record !== null && <FormerVersions activityId={activityId} className="panel" />}
          </div>
          {data.may.record && (
            <div>
              {data.state === "held" && <RoomCode activityId={activityId} title={data.title} />}
              {asksForSignUp(data) && <SignUpPanel activityId={activityId} />}
              <AttendancePanel activity={data} />
              <LeavePanel activity={data} />
            </div>
          )}
        </div>
      )}
    </>
  );
}
