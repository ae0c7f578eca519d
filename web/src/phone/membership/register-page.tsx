import "./membership.css";
import { Form, Input } from "antd-mobile";
import { useSearchParams } from "react-router";
import { stages } from "../../../../lib/membership/stage.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useBranchChoices } from "../../membership/branch-choices.ts";
import { requiredRule } from "../../membership/field-rules.ts";
import { fieldsAskedFor, type NewPersonValues, registrableStages, toNewPerson } from "../../membership/new-person.ts";
import { peopleAddress } from "../../membership/people-address.ts";
import { usePersonForm } from "../../membership/use-person-form.ts";
import { useWords } from "../../membership/use-words.ts";
import { showFieldErrorsIn } from "../organization/organization-form.tsx";
import { BranchSelect } from "./branch-select.tsx";
import { FieldItems } from "./field-items.tsx";
import { PersonForm, useFinishPerson } from "./person-form.tsx";

export function RegisterPage() {
  const { texts, tree, language } = useWords();
  const me = useCurrentPerson();
  const [parameters] = useSearchParams();
  const finish = useFinishPerson();
  const [form] = Form.useForm();
  const stage: NewPersonValues["stage"] | "" | undefined = Form.useWatch("stage", form);
  const sending = usePersonForm({
    route: "POST /api/people",
    toRequest: toNewPerson,
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (made) => finish(texts.registered(made.fields.name ?? ""), made),
  });
  const asked = fieldsAskedFor(stage || undefined);
  const choices = useBranchChoices(me, tree);
  return (
    <PersonForm
      title={texts.registerTitle}
      up={peopleAddress()}
      submit={texts.confirmRegister}
      form={form}
      initialValues={{ organizationId: parameters.get("organizationId") ?? "", stage: "" }}
      sending={sending}
    >
      <Form.Item name="organizationId" label={texts.branch} required rules={requiredRule(texts.branchRequired)}>
        <BranchSelect id="organizationId" choices={choices} placeholder={texts.branchRequired} />
      </Form.Item>
      <Form.Item name="stage" label={texts.stage} required rules={requiredRule(texts.required(texts.stage))}>
        <select id="stage" className="select">
          <option value="">{texts.required(texts.stage)}</option>
          {registrableStages.map((one) => (
            <option key={one} value={one}>
              {stages[one][language]}
            </option>
          ))}
        </select>
      </Form.Item>
      <Form.Item
        name="idNumber"
        label={texts.idNumber}
        required
        rules={requiredRule(texts.required(texts.idNumber))}
        description={texts.idNumberHint}
      >
        <Input id="idNumber" autoComplete="off" maxLength={60} />
      </Form.Item>
      <FieldItems isWanted={(field) => asked.includes(field)} />
    </PersonForm>
  );
}
