import { Button } from "antd-mobile";
import { type FormEvent, useState } from "react";
import {
  type LadderStep,
  ladderStepNames,
  ladderSteps,
  type ReminderChannel,
  reminderChannelNames,
} from "../../../../lib/obligation/ladder-steps.ts";
import { type LadderFields, ladderFieldsOf, ladderSettingOf, mostDays } from "../../obligation/ladder-draft.ts";
import { type Ladder, type LadderSetting, readDays } from "../../obligation/policy-draft.ts";
import type { Rule } from "../../obligation/use-rules.ts";
import { useWords } from "../../obligation/use-words.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { ruleSettingsTerms } from "../../terms/rule-settings.ts";
import { ChoiceField } from "../choice-field.tsx";
import { TextField } from "../text-field.tsx";

interface LadderFormProps {
  readonly rules: readonly Rule[];
  readonly tree: OrganizationTree;
  readonly standard: Ladder;
  readonly onAdd: (setting: LadderSetting) => void;
  readonly onClose: () => void;
}

interface ChecksProps<Name extends string> {
  readonly legend: string;
  readonly names: readonly Name[];
  readonly labelOf: (name: Name) => string;
  readonly chosen: readonly Name[];
  readonly onChange: (chosen: Name[]) => void;
}

function Checks<Name extends string>({ legend, names, labelOf, chosen, onChange }: ChecksProps<Name>) {
  return (
    <fieldset className="setting-checks">
      <legend>{legend}</legend>
      {names.map((name) => (
        <label key={name} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={({ target }) =>
              onChange(names.filter((one) => (one === name ? target.checked : chosen.includes(one))))
            }
          />
          <span>{labelOf(name)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** One more ladder; an empty field leaves a step out. */
export function LadderForm({ rules, tree, standard, onAdd, onClose }: LadderFormProps) {
  const texts = useTermsOf(ruleSettingsTerms);
  const { cancel } = useTerms();
  const { language } = useWords();
  const [fields, setFields] = useState<LadderFields>(() => ladderFieldsOf(standard));
  const [isWrong, setWrong] = useState(false);
  const places = tree.all
    .filter(({ status }) => status === "active")
    .map(({ organizationId, shortName }) => ({ value: organizationId, label: shortName }));
  const change = (changes: Partial<LadderFields>) => setFields({ ...fields, ...changes });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const isRead = readDays(fields.quiet) !== null;
    setWrong(!isRead);
    if (isRead) onAdd(ladderSettingOf(fields));
  };
  const setChannels = (step: LadderStep, channels: ReminderChannel[]) =>
    change({ channels: { ...fields.channels, [step]: channels } });
  return (
    <form aria-label={texts.addLadder} onSubmit={send}>
      <ChoiceField
        label={texts.rule}
        value={fields.ruleId}
        options={[
          { value: "", label: texts.allRules },
          ...rules.map(({ id, statement }) => ({ value: id, label: `${id} ${statement[language]}` })),
        ]}
        onChange={(ruleId) => change({ ruleId })}
      />
      <ChoiceField
        label={texts.place}
        value={fields.organizationId ?? ""}
        options={[{ value: "", label: texts.wholeUniversity }, ...places]}
        onChange={(organizationId) => change({ organizationId })}
      />
      {(["ahead", "head", "superior", "talk"] as const).map((step) => (
        <TextField
          key={step}
          label={texts[step]}
          type="number"
          inputMode="numeric"
          min={1}
          max={mostDays[step]}
          step={1}
          placeholder={texts.skipped}
          value={fields[step] ?? ""}
          onChange={(text) => change({ [step]: text === "" ? null : Number(text) })}
        />
      ))}
      <label className="check">
        <input type="checkbox" checked={fields.due} onChange={({ target }) => change({ due: target.checked })} />
        <span>{texts.due}</span>
      </label>
      <Checks
        legend={texts.pushed}
        names={ladderStepNames}
        labelOf={(step) => ladderSteps[step][language]}
        chosen={fields.pushed}
        onChange={(pushed) => change({ pushed })}
      />
      {fields.pushed.map((step) => (
        <Checks
          key={step}
          legend={`${texts.channelsOf(ladderSteps[step][language])}（${texts.allChannels}）`}
          names={reminderChannelNames}
          labelOf={(name) => texts.channels[name]}
          chosen={fields.channels[step] ?? []}
          onChange={(channels) => setChannels(step, channels)}
        />
      ))}
      <label className="field">
        <span>{texts.quiet}</span>
        <textarea rows={2} value={fields.quiet} onChange={({ target }) => change({ quiet: target.value })} />
        <span className="soft">{texts.quietHint}</span>
      </label>
      {isWrong && (
        <p role="alert" className="field-error">
          {texts.quietWrong}
        </p>
      )}
      <div className="buttons">
        <Button block type="submit" color="primary" fill="outline" size="large">
          {texts.add}
        </Button>
        <Button block size="large" onClick={onClose}>
          {cancel}
        </Button>
      </div>
    </form>
  );
}
