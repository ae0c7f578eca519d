import { App, Form, Input, Radio } from "antd";
import { transitions } from "../../../../lib/membership/stage.ts";
import { requiredRule } from "../../membership/field-rules.ts";
import type { Person } from "../../membership/person-fields.ts";
import { outcomeOf, type StageValues, toStageRequest } from "../../membership/stage-change.ts";
import { usePersonForm } from "../../membership/use-person-form.ts";
import { useWords } from "../../membership/use-words.ts";
import { stepsOf } from "../../membership/what-may-be-done.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useTerms } from "../../terms/language.tsx";
import { showFieldErrorsIn } from "../organization/show-field-errors.ts";
import { PersonDialog } from "./person-dialog.tsx";

export function StageDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const words = useWords();
  const { texts, language } = words;
  const { optional } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<StageValues>();
  const chosen = Form.useWatch("transition", form);
  const sending = usePersonForm({
    route: "POST /api/people/{personId}/stage",
    person,
    toRequest: (values: StageValues, version) => toStageRequest(person.personId, values, version),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: () => {
      message.success(texts.stageChanged);
      onClose();
    },
  });
  return (
    <PersonDialog
      title={texts.changeStageTitle(person.fields.name ?? "")}
      submit={texts.confirmStage}
      form={form}
      initialValues={{ on: todayOnCampus() }}
      sending={sending}
      onClose={onClose}
    >
      <Form.Item name="transition" label={texts.step} required rules={requiredRule(texts.chooseStep)}>
        <Radio.Group
          className="steps"
          aria-label={texts.step}
          options={stepsOf(person).map((name) => ({ value: name, label: transitions[name][language] }))}
        />
      </Form.Item>
      {chosen !== undefined && (
        <p role="status" className="outcome">
          {outcomeOf(chosen, person, words)}
        </p>
      )}
      <div className="field-row">
        <Form.Item name="on" label={texts.stepDay} required rules={requiredRule(texts.required(texts.stepDay))}>
          <Input type="date" max={todayOnCampus()} />
        </Form.Item>
        {chosen === "extend_probation" && (
          <Form.Item
            name="extendTo"
            label={texts.extendTo}
            required
            rules={requiredRule(texts.required(texts.extendTo))}
          >
            <Input type="date" />
          </Form.Item>
        )}
      </div>
      <Form.Item name="note" label={texts.note + optional}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </PersonDialog>
  );
}
