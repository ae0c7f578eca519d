import { Button, Skeleton } from "antd-mobile";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { toCampusInput } from "../../activity/campus-times.ts";
import { draftKey, useDraft } from "../../activity/draft.ts";
import { placesWith } from "../../activity/places.ts";
import { useKinds } from "../../activity/use-activities.ts";
import { directKinds, type MeetingFields, useCreateMeeting } from "../../activity/use-create-meeting.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityRecordTerms } from "../../terms/activity-record.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { PlaceField } from "./view-fields.tsx";

const durations = [30, 60, 90, 120, 180, 240];

/** When and where: the first half of recording a meeting that nobody planned. */
export function NewMeeting() {
  const texts = useTermsOf(activityTerms);
  const recordTexts = useTermsOf(activityRecordTerms);
  const { terms, language } = useLanguage();
  const me = useCurrentPerson();
  const navigate = useNavigate();
  const { tree, error: treeError, refetch } = useOrganizations();
  const kinds = useKinds();
  const [chosen, setChosen] = useState<string>();
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
  const choices = directKinds(kinds.data?.items ?? [], tree?.find(organizationId)?.kind);
  const kind = choices.find((one) => one.kind === draft.kind)?.kind ?? choices[0]?.kind ?? "";
  const send = (event: FormEvent) => {
    event.preventDefault();
    const { titleOf, late } = recordTexts.meeting;
    creating.create({ ...draft, kind }, { organizationId, kinds: choices, titleOf, late });
  };
  const failure = treeError ?? kinds.error;
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
            {choices.length === 0 ? (
              <p className="notice-card">{recordTexts.meeting.noKinds}</p>
            ) : (
              <>
                <label className="field">
                  <span>{texts.kind}</span>
                  <select value={kind} onChange={(event) => change({ kind: event.target.value })}>
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
                <label className="field">
                  <span>{recordTexts.meeting.place + terms.optional}</span>
                  <input
                    autoComplete="off"
                    maxLength={80}
                    value={draft.place}
                    onChange={(event) => change({ place: event.target.value })}
                  />
                </label>
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
