import "./activity.css";
import { Button, Skeleton, Toast } from "antd-mobile";
import type { FormEvent } from "react";
import { useNavigate, useParams } from "react-router";
import { type ActivityForm, fieldsOf, formOf, isInPast, movedEnd, newForm } from "../../activity/activity-fields.ts";
import { draftKey, useDraft } from "../../activity/draft.ts";
import { placesWith } from "../../activity/places.ts";
import { type Activity, type ActivityKind, useActivity, useKinds } from "../../activity/use-activities.ts";
import { usePlanning } from "../../activity/use-planning.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityPlanningTerms } from "../../terms/activity-planning.ts";
import { activityRecordTerms } from "../../terms/activity-record.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { PlanMore } from "./plan-more.tsx";

interface PlanFormProps {
  readonly activity?: Activity | undefined;
  readonly tree: OrganizationTree;
  readonly kinds: readonly ActivityKind[];
}

function PlanForm({ activity, tree, kinds }: PlanFormProps) {
  const texts = useTermsOf(activityTerms);
  const { create } = useTermsOf(activityPlanningTerms);
  const { meeting } = useTermsOf(activityRecordTerms);
  const { done } = useTermsOf(activityStepTerms);
  const { terms, language } = useLanguage();
  const me = useCurrentPerson();
  const navigate = useNavigate();
  const places = placesWith(me, tree, "activity.manage");
  const empty = { ...newForm(places[0]?.organizationId ?? ""), due: "members" } as ActivityForm;
  const key = draftKey(me.accountId, activity ? `plan-${activity.activityId}` : "plan");
  const { draft, change, forget } = useDraft<ActivityForm>(key, activity ? formOf(activity) : empty);
  const hostId = draft.hostOrganizationId;
  const held = kinds.filter(({ heldBy }) => heldBy.includes(tree.find(hostId)?.kind ?? ""));
  // Whom to name one by one is chosen on a large screen.
  const choices = held.filter((one) => one.due[0] !== "named" || one.kind === activity?.kind);
  const kind = choices.find((one) => one.kind === draft.kind) ?? choices[0];
  const planning = usePlanning((saved) => {
    forget();
    Toast.show({ content: activity ? done.change : done.create });
    navigate(`/activities/${saved.activityId}`, { replace: true });
  });
  if (kind === undefined) return <p className="card notice-card">{create.onDesktop}</p>;
  const due = kind.due.some((basis) => basis === draft.due) ? draft.due : (kind.due[0] as ActivityForm["due"]);
  const form = { ...draft, kind: kind.kind, due };
  const combined = held.filter((one) => kind.combinesWith.includes(one.kind));
  const send = (event: FormEvent) => {
    event.preventDefault();
    planning.save(fieldsOf(form, kind, activity), form.jointOrganizationIds, activity ?? hostId);
  };
  return (
    <form className="card" onSubmit={send}>
      {activity === undefined && places.length > 1 && (
        <label className="field">
          <span>{texts.detail.host}</span>
          <select value={hostId} onChange={(event) => change({ hostOrganizationId: event.target.value })}>
            {places.map((place) => (
              <option key={place.organizationId} value={place.organizationId}>
                {place.shortName}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="field">
        <span>{texts.kind}</span>
        <select
          value={kind.kind}
          onChange={(event) => change({ kind: event.target.value as ActivityForm["kind"], alsoKinds: [] })}
        >
          {choices.map((one) => (
            <option key={one.kind} value={one.kind}>
              {one.name[language]}
            </option>
          ))}
        </select>
      </label>
      {kind.rule && <p className="soft">{kind.rule.citation[language]}</p>}
      <label className="field">
        <span>{create.name}</span>
        <input
          required
          minLength={2}
          maxLength={80}
          autoComplete="off"
          value={draft.title}
          onChange={(event) => change({ title: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{meeting.startsAt}</span>
        <input
          type="datetime-local"
          required
          value={draft.startsAt}
          onChange={({ target }) => change({ startsAt: target.value, endsAt: movedEnd(draft, target.value) })}
        />
      </label>
      <label className="field">
        <span>{create.endsAt}</span>
        <input
          type="datetime-local"
          required
          value={draft.endsAt}
          onChange={(event) => change({ endsAt: event.target.value })}
        />
      </label>
      {isInPast(draft.startsAt) && (
        <label className="field">
          <span>{create.late}</span>
          <input
            required
            minLength={2}
            maxLength={200}
            value={draft.retrospectiveReason}
            onChange={(event) => change({ retrospectiveReason: event.target.value })}
          />
          <span className="soft">{create.lateHint}</span>
        </label>
      )}
      <label className="field">
        <span>{texts.detail.place + terms.optional}</span>
        <input
          maxLength={80}
          autoComplete="off"
          value={draft.place}
          onChange={(event) => change({ place: event.target.value })}
        />
      </label>
      <PlanMore form={form} kind={kind} combined={combined} hostId={hostId} tree={tree} onChange={change} />
      {planning.error !== null && <Problem error={planning.error} />}
      {planning.reasons.map((reason) => (
        <p key={reason} role="alert" className="field-error">
          {reason}
        </p>
      ))}
      <Button block type="submit" color="primary" size="large" loading={planning.isPending}>
        {activity ? create.saveChange : create.save}
      </Button>
    </form>
  );
}

function ChangedPlan({ activityId, ...props }: Omit<PlanFormProps, "activity"> & { activityId: string }) {
  const { data, error, refetch } = useActivity(activityId);
  if (data) return <PlanForm activity={data} {...props} />;
  return error === null ? (
    <Skeleton.Paragraph lineCount={6} animated />
  ) : (
    <Problem error={error} onRetry={() => void refetch()} />
  );
}

/** Plans an activity on the phone, or changes one that is not held yet. */
export function PlanPage() {
  const { create } = useTermsOf(activityPlanningTerms);
  const { activityId } = useParams();
  const { tree, error, refetch } = useOrganizations();
  const kinds = useKinds();
  const failure = error ?? kinds.error;
  const isReady = tree !== undefined && kinds.data !== undefined;
  const retry = () => {
    void refetch();
    void kinds.refetch();
  };
  return (
    <>
      <PageHeader
        title={activityId === undefined ? create.new : create.change}
        up={activityId === undefined ? "/activities" : `/activities/${activityId}`}
      />
      {!isReady && failure !== null && <Problem error={failure} onRetry={retry} />}
      {!isReady && failure === null && <Skeleton.Paragraph lineCount={6} animated />}
      {isReady && activityId === undefined && <PlanForm tree={tree} kinds={kinds.data.items} />}
      {isReady && activityId !== undefined && (
        <ChangedPlan activityId={activityId} tree={tree} kinds={kinds.data.items} />
      )}
    </>
  );
}
