import { Button, Skeleton } from "antd-mobile";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { toCampusInput } from "../../activity/campus-times.ts";
import { draftKey, useDraft } from "../../activity/draft.ts";
import { placesWith } from "../../activity/places.ts";
import { useKinds } from "../../activity/use-activities.ts";
import { directBasis, directKinds, type MeetingFields, useCreateMeeting } from "../../activity/use-create-meeting.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityPlanningTerms } from "../../terms/activity-planning.ts";
import { activityRecordTerms } from "../../terms/activity-record.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { TextField } from "../text-field.tsx";
import { PeopleFields } from "./people-fields.tsx";
import { PlaceField } from "./view-fields.tsx";

const durations = [30, 60, 90, 120, 180, 240];

/** When and where: the first half of recording a meeting that nobody planned. */
export function NewMeeting() {
  const texts = useTermsOf(activityTerms);
  const recordTexts = useTermsOf(activityRecordTerms);
  const { create } = useTermsOf(activityPlanningTerms);
  const { terms, language } = useLanguage();
  const me = useCurrentPerson();
  const navigate = useNavigate();
  const { tree, error: treeError, refetch } = useOrganizations();
  const kinds = useKinds();
  const [chosen, setChosen] = useState<string>();
  const [isTried, setTried] = useState(false);
  const places = placesWith(me, tree, "activity.manage");
  const organizationId = chosen ?? places[0]?.organizationId ?? "";
  const { draft, change, forget } = useDraft<MeetingFields>(draftKey(me.accountId, "new"), {
    kind: "",
    startsAt: toCampusInput(new Date(Date.now() - 60 * 60_000)).replace(/\d\d$/u, "00"),
    minutes: 90,
    place: "",
  });
  const creating = useCreateMeeting(({ activityId }) => {
    forget();
    navigate(`/activities/${activityId}/record`, { replace: true });
  });
  const organizationKind = tree?.find(organizationId)?.kind;
  const choices = directKinds(kinds.data?.items ?? [], organizationKind);
  const kind = choices.find((one) => one.kind === draft.kind) ?? choices[0];
  const isNamed = kind !== undefined && directBasis(kind, organizationKind) === "named";
  const isNobodyNamed = isNamed && (draft.namedPersonIds ?? []).length === 0;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (kind === undefined || isNobodyNamed) return;
    const { titleOf, late } = recordTexts.meeting;
    const context = { organizationId, organizationKind, kinds: choices, titleOf, late };
    creating.create({ ...draft, kind: kind.kind }, context);
  };
  const failure = treeError ?? kinds.error;
  const placeField = (
    <TextField
      label={recordTexts.meeting.place + terms.optional}
      autoComplete="off"
      maxLength={80}
      value={draft.place}
      onChange={(place) => change({ place })}
    />
  );
  return (
    <>
      <PageHeader title={recordTexts.meeting.new} up="/activities" />
      <form className="card" onSubmit={send}>
        <p className="soft">{recordTexts.meeting.intro}</p>
        {failure !== null && (
          <Problem
            error={failure}
            onRetry={() => {
              void refetch();
              void kinds.refetch();
            }}
          />
        )}
        {failure === null && !(tree && kinds.data) && <Skeleton.Paragraph lineCount={5} animated />}
        {tree && kinds.data && (
          <>
            <PlaceField places={places} organizationId={organizationId} onChange={setChosen} />
            {kind === undefined ? (
              <p className="notice-card">{recordTexts.meeting.noKinds}</p>
            ) : (
              <>
                <label className="field">
                  <span>{texts.kind}</span>
                  <select value={kind.kind} onChange={(event) => change({ kind: event.target.value })}>
                    {choices.map((one) => (
                      <option key={one.kind} value={one.kind}>
                        {one.name[language]}
                      </option>
                    ))}
                  </select>
                </label>
                <div className="two-fields">
                  <label className="field">
                    <span>{recordTexts.meeting.startsAt}</span>
                    <input
                      type="datetime-local"
                      required
                      value={draft.startsAt}
                      onChange={(event) => change({ startsAt: event.target.value })}
                    />
                  </label>
                  <label className="field">
                    <span>{recordTexts.meeting.duration}</span>
                    <select value={draft.minutes} onChange={(event) => change({ minutes: Number(event.target.value) })}>
                      {durations.map((minutes) => (
                        <option key={minutes} value={minutes}>
                          {recordTexts.meeting.minutes(minutes)}
                        </option>
                      ))}
                    </select>
                  </label>
                </div>
                {isNamed || placeField}
                {isNamed && (
                  <PeopleFields
                    personIds={draft.namedPersonIds ?? []}
                    known={draft.named ?? []}
                    onChange={(namedPersonIds, named) => change({ namedPersonIds, named })}
                  />
                )}
                {isNobodyNamed && isTried && (
                  <p role="alert" className="field-error">
                    {create.namedMissing}
                  </p>
                )}
                {isNamed && (
                  <details className="why">
                    <summary>{recordTexts.meeting.place + terms.optional}</summary>
                    {placeField}
                  </details>
                )}
                {creating.error !== null && <Problem error={creating.error} />}
                <Button block type="submit" color="primary" size="large" loading={creating.isPending}>
                  {recordTexts.meeting.next}
                </Button>
              </>
            )}
          </>
        )}
      </form>
    </>
  );
}
