import { Button } from "antd-mobile";
import { useState } from "react";
import { newPlanForm, numbersTo, type PlanForm, planInputOf, plannedKinds } from "../../activity/plan-form.ts";
import { useKinds } from "../../activity/use-activities.ts";
import type { PlanInput, usePlanSteps } from "../../activity/use-plans.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { ChoiceField } from "../choice-field.tsx";
import { Problem } from "../problem.tsx";
import { TextField } from "../text-field.tsx";

interface NumberFieldProps {
  readonly label: string;
  readonly count: number;
  readonly value: number;
  readonly nameOf: (number: number) => string;
  readonly onChange: (value: number) => void;
}

function NumberField({ count, nameOf, onChange, ...field }: NumberFieldProps) {
  const options = numbersTo(count).map((number) => ({ value: number, label: nameOf(number) }));
  return <ChoiceField {...field} options={options} onChange={(value) => onChange(Number(value))} />;
}

interface NewPlanProps {
  readonly organizationId: string;
  readonly steps: ReturnType<typeof usePlanSteps>;
  readonly onClose: () => void;
}

/** One more relatively fixed day. */
export function NewPlan({ organizationId, steps, onClose }: NewPlanProps) {
  const texts = useTermsOf(activityTerms);
  const { plans } = useTermsOf(activityListTerms);
  const { terms, language } = useLanguage();
  const { tree } = useOrganizations();
  const { data } = useKinds();
  const [form, setForm] = useState(newPlanForm);
  const change = (changes: Partial<PlanForm>) => setForm({ ...form, ...changes });
  const kinds = plannedKinds(data?.items ?? [], tree?.find(organizationId)?.kind);
  const kind = form.kind ?? kinds[0]?.kind;
  return (
    <form
      className="card"
      aria-label={plans.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (kind !== undefined) steps.create(planInputOf(form, kind, organizationId));
      }}
    >
      <h2>{plans.add}</h2>
      <ChoiceField
        label={texts.kind}
        value={kind ?? ""}
        options={kinds.map((one) => ({ value: one.kind, label: one.name[language] }))}
        onChange={(value) => change({ kind: value as PlanInput["kind"] })}
      />
      <TextField
        label={plans.name}
        required
        minLength={2}
        maxLength={80}
        autoComplete="off"
        value={form.title}
        onChange={(title) => change({ title })}
      />
      <ChoiceField
        label={plans.on}
        value={form.by}
        options={[
          { value: "day", label: plans.byDay },
          { value: "weekday", label: plans.byWeekday },
        ]}
        onChange={(value) => change({ by: value as PlanForm["by"] })}
      />
      {form.by === "day" ? (
        <NumberField
          label={plans.day}
          count={31}
          value={form.day}
          nameOf={plans.dayOf}
          onChange={(day) => change({ day })}
        />
      ) : (
        <div className="two-fields">
          <NumberField
            label={plans.week}
            count={5}
            value={form.week}
            nameOf={plans.weekOf}
            onChange={(week) => change({ week })}
          />
          <NumberField
            label={plans.weekday}
            count={7}
            value={form.weekday}
            nameOf={(number) => plans.weekdays[number] ?? ""}
            onChange={(weekday) => change({ weekday })}
          />
        </div>
      )}
      <div className="two-fields">
        <TextField
          label={plans.startTime}
          type="time"
          required
          value={form.startTime}
          onChange={(startTime) => change({ startTime })}
        />
        <TextField
          label={plans.minutes}
          inputMode="numeric"
          required
          value={form.durationMinutes}
          onChange={(value) => change({ durationMinutes: Number(value.replace(/\D/gu, "")) })}
        />
      </div>
      <TextField
        label={plans.fromMonth}
        type="month"
        required
        value={form.fromMonth}
        onChange={(fromMonth) => change({ fromMonth })}
      />
      {steps.error !== null && <Problem error={steps.error} />}
      <div className="buttons">
        <Button block type="submit" color="primary" size="large" loading={steps.isPending}>
          {plans.save}
        </Button>
        <Button block size="large" onClick={onClose}>
          {terms.cancel}
        </Button>
      </div>
    </form>
  );
}
