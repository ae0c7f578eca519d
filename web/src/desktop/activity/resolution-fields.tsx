import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import { emptyResolution, nextKey, type ResolutionDraft } from "../../activity/record-draft.ts";
import { activityRecordTerms } from "../../terms/activity-record.ts";
import { useTermsOf } from "../../terms/language.tsx";

const voteKinds = ["none", "ordinary", "admission", "committee"] as const;

interface FieldsProps {
  readonly resolution: ResolutionDraft;
  readonly name: string;
  readonly onChange: (changes: Partial<ResolutionDraft>) => void;
  readonly onRemove: () => void;
}

function Fields({ resolution, name, onChange, onRemove }: FieldsProps) {
  const { form } = useTermsOf(activityRecordTerms);
  const { key, title, voteKind, isSecret } = resolution;
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
          options={voteKinds.map((value) => ({ value, label: form.voteKinds[value] }))}
        />
      </div>
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
        </div>
      )}
    </div>
  );
}

interface ResolutionFieldsProps {
  readonly resolutions: readonly ResolutionDraft[];
  readonly onChange: (resolutions: readonly ResolutionDraft[]) => void;
}

/** What was decided and how it was voted; who was there comes from the attendance. */
export function ResolutionFields({ resolutions, onChange }: ResolutionFieldsProps) {
  const { form } = useTermsOf(activityRecordTerms);
  return (
    <section className="panel" aria-labelledby="resolutions">
      <h2 id="resolutions">{form.resolutions}</h2>
      {resolutions.map((resolution, index) => (
        <Fields
          key={resolution.key}
          resolution={resolution}
          name={form.resolution(index + 1)}
          onChange={(changes) =>
            onChange(resolutions.map((one) => (one.key === resolution.key ? { ...one, ...changes } : one)))
          }
          onRemove={() => onChange(resolutions.filter((one) => one.key !== resolution.key))}
        />
      ))}
      <Button onClick={() => onChange([...resolutions, emptyResolution(nextKey(resolutions))])}>
        {form.addResolution}
      </Button>
    </section>
  );
}
