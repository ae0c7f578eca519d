import { Button } from "antd-mobile";
import {
  emptyResolution,
  nextKey,
  type RecordDraft,
  type ResolutionDraft,
  voteKindNames,
} from "../../activity/record-draft.ts";
import type { AttendanceList } from "../../activity/use-activities.ts";
import { votesOf } from "../../activity/votes.ts";
import { activityRecordTerms } from "../../terms/activity-record.ts";
import { useTermsOf } from "../../terms/language.tsx";

interface FieldsProps {
  readonly resolution: ResolutionDraft;
  readonly name: string;
  readonly votes: ReturnType<typeof votesOf>;
  readonly onChange: (changes: Partial<ResolutionDraft>) => void;
  readonly onRemove: () => void;
}

function Fields({ resolution, name, votes, onChange, onRemove }: FieldsProps) {
  const { form } = useTermsOf(activityRecordTerms);
  const { title, text, voteKind, isSecret } = resolution;
  const counts =
    voteKind === "admission" ? (["yes", "no", "abstain", "writtenYes"] as const) : (["yes", "no", "abstain"] as const);
  return (
    <fieldset className="resolution-fields">
      <legend>{name}</legend>
      <label className="field">
        <span>{form.resolutionTitle}</span>
        <input maxLength={100} value={title} onChange={(event) => onChange({ title: event.target.value })} />
      </label>
      <label className="field">
        <span>{form.resolutionText}</span>
        <textarea rows={3} maxLength={2000} value={text} onChange={(event) => onChange({ text: event.target.value })} />
      </label>
      <label className="field">
        <span>{form.vote}</span>
        <select
          value={voteKind}
          onChange={(event) => onChange({ voteKind: event.target.value as ResolutionDraft["voteKind"] })}
        >
          {voteKindNames.map((kind) => (
            <option key={kind} value={kind}>
              {form.voteKinds[kind]}
            </option>
          ))}
        </select>
      </label>
      {voteKind !== "none" && (
        <>
          <div className="vote-counts">
            {counts.map((count) => (
              <label key={count} className="field">
                <span>{form[count]}</span>
                <input
                  inputMode="numeric"
                  value={resolution[count]}
                  onChange={(event) => onChange({ [count]: Number(event.target.value.replace(/\D/gu, "")) })}
                />
              </label>
            ))}
          </div>
          <label className="check">
            <input
              type="checkbox"
              checked={isSecret}
              onChange={(event) => onChange({ isSecret: event.target.checked })}
            />
            <span>{form.secret}</span>
          </label>
          <p role="status" className={votes.isTooMany ? "field-error" : "soft"}>
            {votes.isTooMany
              ? form.tooMany(votes.cast, votes.present)
              : `${form.votersOf(votes.due, votes.present)}，${form.cast(votes.cast)}`}
          </p>
        </>
      )}
      <Button size="small" onClick={onRemove} aria-label={form.removeOf(name)}>
        {form.remove}
      </Button>
    </fieldset>
  );
}

interface ResolutionFieldsProps {
  readonly draft: RecordDraft;
  readonly list: AttendanceList;
  readonly onChange: (resolutions: readonly ResolutionDraft[]) => void;
}

/** What was decided and how it was voted; who was there comes from the ticks above. */
export function ResolutionFields({ draft: { resolutions, marks }, list, onChange }: ResolutionFieldsProps) {
  const { form } = useTermsOf(activityRecordTerms);
  return (
    <>
      {resolutions.map((resolution, index) => (
        <Fields
          key={resolution.key}
          resolution={resolution}
          name={form.resolution(index + 1)}
          votes={votesOf(resolution, list, marks)}
          onChange={(changes) =>
            onChange(resolutions.map((one) => (one.key === resolution.key ? { ...one, ...changes } : one)))
          }
          onRemove={() => onChange(resolutions.filter((one) => one.key !== resolution.key))}
        />
      ))}
      <Button block onClick={() => onChange([...resolutions, emptyResolution(nextKey(resolutions))])}>
        {form.addResolution}
      </Button>
      {resolutions.length > 0 && <p className="soft">{form.judgedLater}</p>}
    </>
  );
}
