import { Button } from "antd-mobile";
import { type FormEvent, useState } from "react";
import {
  type Decision,
  numberChoices,
  type PolicyDraft,
  withNumber,
  withReading,
} from "../../obligation/policy-draft.ts";
import type { Rule } from "../../obligation/use-rules.ts";
import { useWords } from "../../obligation/use-words.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { ruleSettingsTerms } from "../../terms/rule-settings.ts";
import { ChoiceField } from "../choice-field.tsx";
import { TextField } from "../text-field.tsx";

interface FormProps {
  readonly draft: PolicyDraft;
  readonly rules: readonly Rule[];
  readonly onChange: (next: PolicyDraft) => void;
  readonly onClose: () => void;
}

function DecisionFields({ value, onChange }: { value: Decision; onChange: (next: Decision) => void }) {
  const texts = useTermsOf(ruleSettingsTerms);
  return (
    <>
      <TextField
        label={texts.since}
        type="date"
        required
        value={value.since}
        onChange={(since) => onChange({ ...value, since })}
      />
      <TextField
        label={texts.decision}
        hint={texts.decisionHint}
        required
        maxLength={80}
        value={value.decidedBy}
        onChange={(decidedBy) => onChange({ ...value, decidedBy })}
      />
    </>
  );
}

/** One more number of the university, or the reading of a rule whose sources disagree. */
export function NumberForm({ draft, rules, onChange, onClose }: FormProps) {
  const texts = useTermsOf(ruleSettingsTerms);
  const { cancel } = useTerms();
  const { language, today } = useWords();
  const [chosen, setChosen] = useState("");
  const [value, setValue] = useState("");
  const [decision, setDecision] = useState<Decision>({ since: today, decidedBy: "" });
  const numbers = numberChoices(rules, language);
  const number = numbers.find((one) => one.value === chosen);
  const read = rules.filter(({ reading }) => reading !== null);
  const rule = read.find(({ id }) => id === chosen);
  const options = [
    { value: "", label: texts.chooseRule },
    ...numbers.map((one) => ({ value: one.value, label: one.label })),
    ...read.map(({ id, statement }) => ({ value: id, label: `${id} ${statement[language]}（${texts.reading}）` })),
  ];
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (number) onChange(withNumber(draft, { ...number, value: Number(value) }, decision));
    else if (rule) onChange(withReading(draft, rule.id, value, decision));
    if (number ?? rule) onClose();
  };
  return (
    <form aria-label={texts.addNumber} onSubmit={send}>
      <ChoiceField
        label={texts.rule}
        value={chosen}
        options={options}
        onChange={(next) => {
          setChosen(next);
          setValue(rules.find(({ id }) => id === next)?.reading ?? "");
        }}
      />
      {number && (
        <TextField
          label={texts.ownValue}
          hint={number.range ? texts.range(number.range.min, number.range.max) : texts.stricter}
          type="number"
          required
          min={number.range?.min ?? 0}
          max={number.range?.max}
          step={1}
          inputMode="numeric"
          value={value}
          onChange={setValue}
        />
      )}
      {rule && (
        <ChoiceField
          label={texts.reading}
          value={value}
          options={Object.entries(rule.readings).map(([option, text]) => ({ value: option, label: text[language] }))}
          onChange={setValue}
        />
      )}
      {(number ?? rule)?.warnings.map((warning) => (
        <p key={warning.zh} className="duty-notice">
          {warning[language]}
        </p>
      ))}
      <DecisionFields value={decision} onChange={setDecision} />
      <div className="buttons">
        <Button block type="submit" color="primary" fill="outline" size="large" disabled={!(number ?? rule)}>
          {texts.add}
        </Button>
        <Button block size="large" onClick={onClose}>
          {cancel}
        </Button>
      </div>
    </form>
  );
}
