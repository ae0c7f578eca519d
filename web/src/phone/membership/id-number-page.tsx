import "./membership.css";
import { Form, Input } from "antd-mobile";
import { requiredRule } from "../../membership/field-rules.ts";
import { personAddress } from "../../membership/people-address.ts";
import type { Person } from "../../membership/person-fields.ts";
import { useIdNumberForm } from "../../membership/use-id-number-form.ts";
import { useWords } from "../../membership/use-words.ts";
import { showFieldErrorsIn } from "../organization/organization-form.tsx";
import { PersonForm, useFinishPerson, WithPerson } from "./person-form.tsx";

function IdNumber({ person }: { person: Person }) {
  const { texts } = useWords();
  const finish = useFinishPerson();
  const [form] = Form.useForm();
  const sending = useIdNumberForm({
    person,
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (changed) => finish(texts.idNumberCorrected, changed),
  });
  return (
    <PersonForm
      title={texts.correctIdNumberTitle(person.fields.name ?? "")}
      up={personAddress(person.personId)}
      submit={texts.save}
      form={form}
      sending={sending}
    >
      <p className="form-intro">{texts.correctIdNumberText}</p>
      <Form.Item
        name="idNumber"
        label={texts.rightIdNumber}
        required
        rules={requiredRule(texts.required(texts.rightIdNumber))}
      >
        <Input id="idNumber" autoComplete="off" maxLength={60} />
      </Form.Item>
    </PersonForm>
  );
}

export function IdNumberPage() {
  return <WithPerson>{(person) => <IdNumber person={person} />}</WithPerson>;
}
