import "./activity.css";
import { Button, Skeleton, Toast } from "antd-mobile";
import type { FormEvent } from "react";
import { useNavigate, useParams } from "react-router";
import { draftKey, useDraft } from "../../activity/draft.ts";
import { longestMinutes } from "../../activity/minutes-text.ts";
import {
  correctedMarks,
  draftOf,
  marksOf,
  type RecordDraft,
  recordOf,
  suggestedMark,
} from "../../activity/record-draft.ts";
import { type Activity, type AttendanceList, useActivity, useAttendance } from "../../activity/use-activities.ts";
import { useIsCurrent } from "../../activity/use-is-current.ts";
import { useSaveMeeting } from "../../activity/use-save-meeting.ts";
import { useSaveRecord } from "../../activity/use-save-record.ts";
import { isPassing } from "../../api/errors.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { activityRecordTerms } from "../../terms/activity-record.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { MarkList } from "./mark-list.tsx";
import { NewMeeting } from "./new-meeting.tsx";
import { ResolutionFields } from "./resolution-fields.tsx";

interface FormProps {
  readonly activity: Activity;
  readonly list: AttendanceList;
}

function RecordForm({ activity, list }: FormProps) {
  const { meeting, form } = useTermsOf(activityRecordTerms);
  const { reasons, done } = useTermsOf(activityStepTerms);
  const me = useCurrentPerson();
  const navigate = useNavigate();
  const { activityId } = activity;
  const key = draftKey(me.accountId, activityId);
  const { draft, change, forget, discard, isRestored } = useDraft<RecordDraft>(key, draftOf(activity));
  const isCorrection = activity.state === "confirmed" || activity.state === "filed";
  const leave = (content: string) => {
    forget();
    Toast.show({ content });
    navigate(`/activities/${activityId}`, { replace: true });
  };
  const meetingSaving = useSaveMeeting(() => leave(meeting.saved));
  const correcting = useSaveRecord(() => leave(done.correct));
  const saving = isCorrection ? correcting : meetingSaving;
  const [first] = draft.items;
  const isLong = draft.items.length > 1;
  // Whoever writes is the recorder; nobody is asked for that.
  const own = list.items.filter(({ name }) => name === me.name);
  const [recorder] = own.length === 1 ? own : [];
  const writer = draft.recorderId === "" && !isCorrection ? recorder : undefined;
  const whole = writer ? { ...draft, recorderId: writer.personId } : draft;
  const save = (event: FormEvent) => {
    event.preventDefault();
    const correction = { reason: draft.reason.trim(), attendance: correctedMarks(list, draft.marks) };
    if (isCorrection) correcting.save(activity, recordOf(whole), correction);
    else meetingSaving.mutate({ activityId, marks: marksOf(list, draft.marks), record: recordOf(whole) });
  };
  const isThere = list.items.filter((person) =>
    ["present", "late"].includes(draft.marks[person.personId] ?? suggestedMark(person)),
  );
  const write = (itemKey: number, changes: { text?: string; speakers?: string }) =>
    change({ items: draft.items.map((item) => (item.key === itemKey ? { ...item, ...changes } : item)) });
  const person = (field: "chairId" | "recorderId", label: string) => (
    <label className="field">
      <span>{label}</span>
      <select value={draft[field]} onChange={(event) => change({ [field]: event.target.value })}>
        <option value="">{meeting.choose}</option>
        {isThere.map(({ personId, name }) => (
          <option key={personId} value={personId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form onSubmit={save}>
      {isRestored && (
        <div className="card notice-card" role="status">
          <p>{meeting.restored}</p>
          <Button size="small" onClick={discard}>
            {meeting.discard}
          </Button>
        </div>
      )}
      {isCorrection && (
        <div className="card">
          <label className="field">
            <span>{reasons.correct}</span>
            <textarea
              rows={2}
              required
              minLength={2}
              maxLength={200}
              value={draft.reason}
              onChange={({ target }) => change({ reason: target.value })}
            />
            <span className="soft">{reasons.correctHint}</span>
          </label>
        </div>
      )}
      <section className="card" aria-labelledby="who">
        <h2 id="who">{meeting.who}</h2>
        {!isCorrection && <p className="soft">{meeting.whoHint}</p>}
        <MarkList list={list} marks={draft.marks} onChange={(marks) => change({ marks })} />
      </section>
      <section className="card" aria-labelledby="minutes">
        <h2 id="minutes">{meeting.text}</h2>
        {person("chairId", meeting.chair)}
        {writer && (
          <p className="soft">
            {meeting.recorder}：{writer.name}
          </p>
        )}
        {draft.items.map((item) => (
          <label key={item.key} className="field">
            <span>{isLong ? item.title : meeting.text}</span>
            <textarea
              rows={isLong ? 3 : 8}
              maxLength={longestMinutes}
              required={item.key === first?.key}
              value={item.text}
              onChange={(event) => write(item.key, { text: event.target.value })}
            />
          </label>
        ))}
        <p className="soft">{meeting.textHint}</p>
        <details className="why" open={draft.resolutions.length > 0}>
          <summary>{form.more}</summary>
          {writer === undefined && person("recorderId", meeting.recorder)}
          {draft.items.map((item) => (
            <label key={item.key} className="field">
              <span>{isLong ? `${form.speakers}：${item.title}` : form.speakers}</span>
              <input
                placeholder={form.speakersHint}
                value={item.speakers}
                onChange={(event) => write(item.key, { speakers: event.target.value })}
              />
            </label>
          ))}
          <ResolutionFields draft={draft} list={list} onChange={(resolutions) => change({ resolutions })} />
        </details>
        {saving.error !== null && <Problem error={saving.error} />}
        {saving.error !== null && isPassing(saving.error) && <p className="notice-card">{meeting.kept}</p>}
        <Button block type="submit" color="primary" size="large" loading={saving.isPending}>
          {isCorrection ? form.saveCorrection : meeting.save}
        </Button>
      </section>
    </form>
  );
}

function ExistingMeeting({ activityId }: { activityId: string }) {
  const texts = useTermsOf(activityRecordTerms);
  const up = `/activities/${activityId}`;
  const activity = useActivity(activityId);
  const list = useAttendance(activityId);
  const people = useIsCurrent(list) ? list.data : undefined;
  const error = activity.error ?? list.error;
  const retry = () => {
    void activity.refetch();
    void list.refetch();
  };
  const { data } = activity;
  const isConfirmed = data?.state === "confirmed" || data?.state === "filed";
  const isOpen = data !== undefined && data.state !== "cancelled" && (!isConfirmed || data.may.confirm);
  const isEarly = data !== undefined && data.heldAt === null && data.day > todayOnCampus();
  return (
    <>
      <PageHeader title={data ? texts.meeting.recordOf(data.title) : texts.meeting.record} up={up} />
      {data && people && isOpen && !isEarly && <RecordForm key={activityId} activity={data} list={people} />}
      {data && !(isOpen && !isEarly) && (
        <section className="card">
          <p>
            <strong>{isEarly ? texts.meeting.notYet : texts.meeting.cannot}</strong>
          </p>
          {!isEarly && <p className="soft">{texts.meeting.cannotText}</p>}
        </section>
      )}
      {!(data && people) && error !== null && <Problem error={error} onRetry={retry} />}
      {!(data && people) && error === null && (
        <section className="card">
          <Skeleton.Paragraph lineCount={8} animated />
        </section>
      )}
    </>
  );
}

/** Records a meeting: a planned one, or one that is entered now. */
export function RecordPage() {
  const { activityId = "new" } = useParams();
  return activityId === "new" ? <NewMeeting /> : <ExistingMeeting key={activityId} activityId={activityId} />;
}
