import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import { emptyResolution, nextKey, type ResolutionDraft, voteKindNames } from "../../activity/record-draft.ts";
import type { votesOf } from "../../activity/votes.ts";
import { activityRecordTerms } from "../../terms/activity-record.ts";
import { useTermsOf } from "../../terms/language.tsx";

type Votes = ReturnType<typeof votesOf>;

interface FieldsProps {
  readonly resolution: ResolutionDraft;
  readonly name: string;
  readonly votes: Votes;
  readonly onChange: (changes: Partial<ResolutionDraft>) => void;
  readonly onRemove: () => void;
}

function Fields({ resolution, name, votes, onChange, onRemove }: FieldsProps) {
  const { form } = useTermsOf(activityRecordTerms);
  const { key, title, text, voteKind, isSecret } = resolution;
  const counts =
    voteKind === "admission" ? (["yes", "no", "abstain", "writtenYes"] as const) : (["yes", "no", "abstain"] as const);
  return (
    <div className="record-item">
      <div className="section-head">
        <h3>{name}</h3>
        <Button type="text" aria-label={form.removeOf(name)} onClick={onRemove}>
          {form.remove}
        </Button>
      </div>
      <div className="field-row">
        <Input
          aria-label={`${name} ${form.resolutionTitle}`}
          maxLength={100}
          placeholder={form.resolutionTitle}
          value={title}
          onChange={(event) => onChange({ title: event.target.value })}
        />
        <Select<ResolutionDraft["voteKind"]>
          aria-label={`${name} ${form.vote}`}
          value={voteKind}
          onChange={(value) => onChange({ voteKind: value })}
          options={voteKindNames.map((value) => ({ value, label: form.voteKinds[value] }))}
        />
      </div>
      <Input.TextArea
        aria-label={`${name} ${form.resolutionText}`}
        className="minutes-field"
        rows={2}
        maxLength={2000}
        placeholder={form.resolutionText}
        value={text}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      {voteKind !== "none" && (
        <div className="votes">
          {counts.map((count) => (
            <label key={count} htmlFor={`${count}-${key}`}>
              {form[count]}{" "}
              <InputNumber<number>
                id={`${count}-${key}`}
                min={0}
                precision={0}
                value={resolution[count]}
                onChange={(value) => onChange({ [count]: value ?? 0 })}
              />
            </label>
          ))}
          <Checkbox checked={isSecret} onChange={(event) => onChange({ isSecret: event.target.checked })}>
            {form.secret}
          </Checkbox>
          <span role="status" className={votes.isTooMany ? "field-fault" : "soft"}>
            {votes.isTooMany
              ? form.tooMany(votes.cast, votes.present)
              : `${form.votersOf(votes.due, votes.present)}，${form.cast(votes.cast)}`}
          </span>
        </div>
      )}
    </div>
  );
}

interface ResolutionFieldsProps {
  readonly resolutions: readonly ResolutionDraft[];
  readonly votes: (resolution: ResolutionDraft) => Votes;
  readonly onChange: (resolutions: readonly ResolutionDraft[]) => void;
}

/** What was decided and how it was voted; who was there comes from the attendance. */
export function ResolutionFields({ resolutions, votes, onChange }: ResolutionFieldsProps) {
  const { form } = useTermsOf(activityRecordTerms);
  return (
    <section className="panel" aria-labelledby="resolutions">
      <h2 id="resolutions">{form.resolutions}</h2>
      {resolutions.map((resolution, index) => (
        <Fields
          key={resolution.key}
          resolution={resolution}
          name={form.resolution(index + 1)}
          votes={votes(resolution)}
          onChange={(changes) =>
            onChange(resolutions.map((one) => (one.key === resolution.key ? { ...one, ...changes } : one)))
          }
          onRemove={() => onChange(resolutions.filter((one) => one.key !== resolution.key))}
        />
      ))}
      <Button onClick={() => onChange([...resolutions, emptyResolution(nextKey(resolutions))])}>
        {form.addResolution}
      </Button>
      {resolutions.length > 0 && <p className="soft">{form.judgedLater}</p>}
    </section>
  );
}
