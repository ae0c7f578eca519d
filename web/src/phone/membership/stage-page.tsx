import "./membership.css";
import { Form, Input, TextArea } from "antd-mobile";
import { transitions } from "../../../../lib/membership/stage.ts";
import { requiredRule } from "../../membership/field-rules.ts";
import { personAddress } from "../../membership/people-address.ts";
import type { Person } from "../../membership/person-fields.ts";
import { outcomeOf, type StageValues, toStageRequest } from "../../membership/stage-change.ts";
import { usePersonForm } from "../../membership/use-person-form.ts";
import { useWords } from "../../membership/use-words.ts";
import { stepsOf } from "../../membership/what-may-be-done.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useTerms } from "../../terms/language.tsx";
import { showFieldErrorsIn } from "../organization/organization-form.tsx";
import { PersonForm, useFinishPerson, WithPerson } from "./person-form.tsx";

function ChangeStage({ person }: { person: Person }) {
  const words = useWords();
  const { texts, language } = words;
  const { optional } = useTerms();
  const finish = useFinishPerson();
  const [form] = Form.useForm();
  const chosen: StageValues["transition"] | "" | undefined = Form.useWatch("transition", form);
  const sending = usePersonForm({
    route: "POST /api/people/{personId}/stage",
    person,
    toRequest: (values: StageValues, version) => toStageRequest(person.personId, values, version),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (changed) => finish(texts.stageChanged, changed),
  });
  return (
    <PersonForm
      title={texts.changeStageTitle(person.fields.name ?? "")}
      up={personAddress(person.personId)}
      submit={texts.confirmStage}
      form={form}
      initialValues={{ transition: "", on: todayOnCampus() }}
      sending={sending}
    >
      <Form.Item
        name="transition"
        label={texts.step}
        required
        rules={requiredRule(texts.chooseStep)}
        description={chosen ? outcomeOf(chosen, person, words) : undefined}
      >
        <select id="transition" className="select">
          <option value="">{texts.chooseStep}</option>
          {stepsOf(person).map((name) => (
            <option key={name} value={name}>
              {transitions[name][language]}
            </option>
          ))}
        </select>
      </Form.Item>
      <Form.Item name="on" label={texts.stepDay} required rules={requiredRule(texts.required(texts.stepDay))}>
        <Input id="on" type="date" />
      </Form.Item>
      {chosen === "extend_probation" && (
        <Form.Item name="extendTo" label={texts.extendTo} required rules={requiredRule(texts.required(texts.extendTo))}>
          <Input id="extendTo" type="date" />
        </Form.Item>
      )}
      <Form.Item name="note" label={texts.note + optional}>
        <TextArea id="note" rows={2} maxLength={300} />
      </Form.Item>
    </PersonForm>
  );
}

export function StagePage() {
  return <WithPerson>{(person) => <ChangeStage person={person} />}</WithPerson>;
}
