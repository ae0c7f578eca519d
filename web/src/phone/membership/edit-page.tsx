import "./membership.css";
import { Form, Toast } from "antd-mobile";
import { changedFields, type FieldTexts, textsOf } from "../../membership/field-input.ts";
import { personAddress } from "../../membership/people-address.ts";
import { isEntered, type Person } from "../../membership/person-fields.ts";
import { usePersonForm } from "../../membership/use-person-form.ts";
import { useWords } from "../../membership/use-words.ts";
import { showFieldErrorsIn } from "../organization/organization-form.tsx";
import { FieldItems } from "./field-items.tsx";
import { PersonForm, useFinishPerson, WithPerson } from "./person-form.tsx";

function Edit({ person }: { person: Person }) {
  const { texts } = useWords();
  const finish = useFinishPerson();
  const [form] = Form.useForm();
  const { personId, fields } = person;
  const sending = usePersonForm({
    route: "POST /api/people/{personId}/change",
    person,
    toRequest: (values: FieldTexts, version) => ({
      params: { personId },
      body: { version, fields: changedFields(fields, values) },
    }),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (changed) => finish(texts.saved, changed),
  });
  return (
    <PersonForm
      title={texts.editTitle(fields.name ?? "")}
      up={personAddress(personId)}
      submit={texts.save}
      form={form}
      initialValues={textsOf(fields)}
      sending={sending}
      onSend={(values) => {
        if (Object.keys(changedFields(fields, values)).length > 0) sending.send(values);
        else Toast.show(texts.nothingChanged);
      }}
    >
      <FieldItems isWanted={(field) => field in fields && isEntered(field)} />
    </PersonForm>
  );
}

export function EditPage() {
  return <WithPerson>{(person) => <Edit person={person} />}</WithPerson>;
}
