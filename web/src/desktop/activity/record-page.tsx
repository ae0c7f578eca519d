import "./activity.css";
import { Alert, App, Button, Input, Select, Skeleton } from "antd";
import { Link, useNavigate, useParams } from "react-router";
import { draftKey, useDraft } from "../../activity/draft.ts";
import { longestMinutes } from "../../activity/minutes-text.ts";
import { correctedMarks, draftOf, nextKey, type RecordDraft, recordOf } from "../../activity/record-draft.ts";
import { type Activity, type AttendanceList, useActivity, useAttendance } from "../../activity/use-activities.ts";
import { useIsCurrent } from "../../activity/use-is-current.ts";
import { useSaveRecord } from "../../activity/use-save-record.ts";
import { votesOf } from "../../activity/votes.ts";
import { fieldErrorsOf } from "../../api/describe-error.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityRecordTerms } from "../../terms/activity-record.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { AttendanceTable } from "./attendance-table.tsx";
import { ResolutionFields } from "./resolution-fields.tsx";

function RecordForm({ activity, list }: { activity: Activity; list: AttendanceList }) {
  const stepTexts = useTermsOf(activityStepTerms);
  const { form, meeting } = useTermsOf(activityRecordTerms);
  const { language, terms } = useLanguage();
  const me = useCurrentPerson();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { activityId } = activity;
  const isCorrection = activity.state === "confirmed" || activity.state === "filed";
  const key = draftKey(me.accountId, activityId);
  const { draft, change, forget, discard, isRestored } = useDraft<RecordDraft>(key, draftOf(activity));
  const saving = useSaveRecord((step) => {
    forget();
    message.success(step === "correct" ? stepTexts.done.correct : meeting.saved);
    navigate(`/activities/${activityId}`);
  });
  const people = list.items.map(({ personId, name }) => ({ value: personId, label: name }));
  const writeItem = (itemKey: number, changes: { title?: string; text?: string; speakers?: string }) =>
    change({ items: draft.items.map((item) => (item.key === itemKey ? { ...item, ...changes } : item)) });
  const correction = { reason: draft.reason.trim(), attendance: correctedMarks(list, draft.marks) };
  const save = () => saving.save(activity, recordOf(draft), isCorrection ? correction : undefined);
  return (
    <>
      {isRestored && (
        <Alert
          type="info"
          showIcon
          role="status"
          title={meeting.restored}
          action={<Button onClick={discard}>{meeting.discard}</Button>}
        />
      )}
      <section className="panel" aria-labelledby="items">
        {isCorrection && (
          <div className="record-item">
            <label htmlFor="reason">{stepTexts.reasons.correct}</label>
            <Input
              id="reason"
              maxLength={200}
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
            <p className="soft">{stepTexts.reasons.correctHint}</p>
          </div>
        )}
        <div className="field-row">
          {(["chairId", "recorderId"] as const).map((field) => (
            <div key={field}>
              <label htmlFor={field}>{field === "chairId" ? meeting.chair : meeting.recorder}</label>
              <Select<string>
                id={field}
                className="full"
                showSearch={{ optionFilterProp: "label" }}
                allowClear
                placeholder={meeting.choose}
                {...(draft[field] !== "" && { value: draft[field] })}
                onChange={(value: string | undefined) => change({ [field]: value ?? "" })}
                options={people}
              />
            </div>
          ))}
        </div>
        <h2 id="items">{form.items}</h2>
        <p className="soft">{meeting.textHint}</p>
        {draft.items.map((item, index) => (
          <div key={item.key} className="record-item">
            <div className="section-head">
              <h3>{form.item(index + 1)}</h3>
              {draft.items.length > 1 && (
                <Button
                  type="text"
                  aria-label={form.removeOf(form.item(index + 1))}
                  onClick={() => change({ items: draft.items.filter((one) => one.key !== item.key) })}
                >
                  {form.remove}
                </Button>
              )}
            </div>
            <Input
              aria-label={`${form.item(index + 1)} ${form.itemTitle}`}
              maxLength={100}
              placeholder={form.itemTitle}
              value={item.title}
              onChange={(event) => writeItem(item.key, { title: event.target.value })}
            />
            <Input
              aria-label={`${form.item(index + 1)} ${form.speakers}`}
              className="speakers-field"
              placeholder={form.speakersHint}
              value={item.speakers}
              onChange={(event) => writeItem(item.key, { speakers: event.target.value })}
            />
            <Input.TextArea
              aria-label={`${form.item(index + 1)} ${form.itemText}`}
              className="minutes-field"
              rows={5}
              maxLength={longestMinutes}
              placeholder={form.itemText}
              value={item.text}
              onChange={(event) => writeItem(item.key, { text: event.target.value })}
            />
          </div>
        ))}
        <Button onClick={() => change({ items: [...draft.items, { key: nextKey(draft.items), title: "", text: "" }] })}>
          {form.addItem}
        </Button>
      </section>
      {isCorrection && (
        <section className="panel" aria-labelledby="corrected-attendance">
          <h2 id="corrected-attendance">{stepTexts.people.title}</h2>
          <AttendanceTable
            people={list.items.map((person) => ({ ...person, state: draft.marks[person.personId] ?? person.state }))}
            onMark={(marks) =>
              change({
                marks: {
                  ...draft.marks,
                  ...Object.fromEntries(marks.map(({ personId, state }) => [personId, state])),
                },
              })
            }
          />
        </section>
      )}
      <ResolutionFields
        resolutions={draft.resolutions}
        votes={(resolution) => votesOf(resolution, list, draft.marks)}
        onChange={(resolutions) => change({ resolutions })}
      />
      <section className="panel">
        <label htmlFor="summary">{form.summary + terms.optional}</label>
        <Input.TextArea
          id="summary"
          rows={3}
          maxLength={4000}
          value={draft.summary}
          onChange={(event) => change({ summary: event.target.value })}
        />
        {saving.error !== null && (
          <div className="after-alert">
            <ProblemAlert error={saving.error} />
            {fieldErrorsOf(saving.error, language).map(({ name, reason }) => (
              <p key={name} className="field-fault">
                {reason}
              </p>
            ))}
          </div>
        )}
        <div className="actions">
          <Button
            type="primary"
            loading={saving.isPending}
            disabled={isCorrection && draft.reason.trim().length < 2}
            onClick={save}
          >
            {isCorrection ? form.saveCorrection : form.save}
          </Button>
        </div>
      </section>
    </>
  );
}

/** Writes the record of a meeting, or corrects a confirmed one. */
export function RecordPage() {
  const texts = useTermsOf(activityTerms);
  const recordTexts = useTermsOf(activityRecordTerms);
  const { activityId = "" } = useParams();
  const activity = useActivity(activityId);
  const list = useAttendance(activityId);
  const { data } = activity;
  const error = activity.error ?? list.error;
  const people = useIsCurrent(list) ? list.data : undefined;
  const isReady = data !== undefined && people !== undefined;
  const isOpen = data !== undefined && ["held", "recorded", "confirmed", "filed"].includes(data.state);
  return (
    <>
      <PageTitle title={data ? recordTexts.meeting.recordOf(data.title) : recordTexts.meeting.record}>
        <Link to={`/activities/${activityId}`}>{data?.title ?? texts.title}</Link>
      </PageTitle>
      {!isReady && error !== null && (
        <ProblemAlert
          error={error}
          onRetry={() => {
            void activity.refetch();
            void list.refetch();
          }}
        />
      )}
      {!isReady && error === null && <Skeleton active paragraph={{ rows: 8 }} />}
      {isReady && !isOpen && (
        <Alert type="info" showIcon title={recordTexts.meeting.cannot} description={recordTexts.meeting.cannotText} />
      )}
      {data !== undefined && people !== undefined && isOpen && (
        <RecordForm key={activityId} activity={data} list={people} />
      )}
    </>
  );
}
