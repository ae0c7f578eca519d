import "./activity.css";
import { Button, Skeleton, Toast } from "antd-mobile";
import { type FormEvent, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import {
  type ActivityForm,
  fieldsOf,
  formOf,
  isInPast,
  movedEnd,
  newForm,
  presetOf,
} from "../../activity/activity-fields.ts";
import { draftKey, useDraft } from "../../activity/draft.ts";
import { placesWith } from "../../activity/places.ts";
import {
  type Activity,
  type ActivityKind,
  useActivity,
  useAttendance,
  useKinds,
} from "../../activity/use-activities.ts";
import { usePlanning } from "../../activity/use-planning.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityPlanningTerms } from "../../terms/activity-planning.ts";
import { activityRecordTerms } from "../../terms/activity-record.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { ChoiceField } from "../choice-field.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { TextField } from "../text-field.tsx";
import { PeopleFields } from "./people-fields.tsx";
import { PlanMore } from "./plan-more.tsx";

/** With the names of those who were named, so that they can be read after a reload. */
interface PlanDraft extends ActivityForm {
  readonly named?: readonly { readonly personId: string; readonly name: string }[];
}

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
  const [params] = useSearchParams();
  const place = places.find(({ organizationId }) => organizationId === params.get("organization")) ?? places[0];
  const preset = presetOf(params, place?.kind, language);
  const empty = { ...newForm(place?.organizationId ?? ""), due: "members", ...preset } as ActivityForm;
  const planned = activity
    ? `plan-${activity.activityId}`
    : ["plan", place?.organizationId, preset.kind, params.get("day")].join("-");
  const key = draftKey(me.accountId, preset.kind || activity ? planned : "plan");
  const { draft, change, forget } = useDraft<PlanDraft>(key, activity ? formOf(activity) : empty);
  const known = useAttendance(activity?.due === "named" ? activity.activityId : undefined);
  const [isTried, setTried] = useState(false);
  const hostId = draft.hostOrganizationId;
  const held = kinds.filter(({ heldBy }) => heldBy.includes(tree.find(hostId)?.kind ?? ""));
  const kind = held.find((one) => one.kind === draft.kind) ?? held[0];
  const planning = usePlanning((saved) => {
    forget();
    Toast.show({ content: activity ? done.change : done.create });
    navigate(`/activities/${saved.activityId}`, { replace: true });
  });
  if (kind === undefined) return <p className="card notice-card">{create.noKinds}</p>;
  const due = kind.due.some((basis) => basis === draft.due) ? draft.due : (kind.due[0] as ActivityForm["due"]);
  const form = { ...draft, kind: kind.kind, due };
  const combined = held.filter((one) => kind.combinesWith.includes(one.kind));
  const isNamed = due === "named";
  const isNobodyNamed = isNamed && draft.namedPersonIds.length === 0;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isNobodyNamed) return;
    planning.save(fieldsOf(form, kind, activity), form.jointOrganizationIds, activity ?? hostId);
  };
  return (
    <form className="card" onSubmit={send}>
      {activity === undefined && places.length > 1 && (
        <ChoiceField
          label={texts.detail.host}
          value={hostId}
          options={places.map((place) => ({ value: place.organizationId, label: place.shortName }))}
          onChange={(hostOrganizationId) => change({ hostOrganizationId })}
        />
      )}
      <ChoiceField
        label={texts.kind}
        value={kind.kind}
        options={held.map((one) => ({ value: one.kind, label: one.name[language] }))}
        onChange={(value) => change({ kind: value as ActivityForm["kind"], alsoKinds: [] })}
      />
      {kind.rule && <p className="soft">{kind.rule.citation[language]}</p>}
      <TextField
        label={create.name}
        required
        minLength={2}
        maxLength={80}
        autoComplete="off"
        value={draft.title}
        onChange={(title) => change({ title })}
      />
      <TextField
        label={meeting.startsAt}
        type="datetime-local"
        required
        value={draft.startsAt}
        onChange={(value) => change({ startsAt: value, endsAt: movedEnd(draft, value) })}
      />
      <TextField
        label={create.endsAt}
        type="datetime-local"
        required
        value={draft.endsAt}
        onChange={(endsAt) => change({ endsAt })}
      />
      {isInPast(draft.startsAt) && (
        <TextField
          label={create.late}
          hint={create.lateHint}
          required
          minLength={2}
          maxLength={200}
          value={draft.retrospectiveReason}
          onChange={(retrospectiveReason) => change({ retrospectiveReason })}
        />
      )}
      <TextField
        label={texts.detail.place + terms.optional}
        maxLength={80}
        autoComplete="off"
        value={draft.place}
        onChange={(place) => change({ place })}
      />
      {isNamed && (
        <PeopleFields
          personIds={draft.namedPersonIds}
          known={[...(draft.named ?? []), ...(known.data?.items ?? [])]}
          onChange={(namedPersonIds, named) => change({ namedPersonIds, named })}
        />
      )}
      {isNobodyNamed && isTried && (
        <p role="alert" className="field-error">
          {create.namedMissing}
        </p>
      )}
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
