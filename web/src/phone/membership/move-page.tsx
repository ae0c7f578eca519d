import "./membership.css";
import { Form } from "antd-mobile";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useBranchChoices } from "../../membership/branch-choices.ts";
import { requiredRule } from "../../membership/field-rules.ts";
import { personAddress } from "../../membership/people-address.ts";
import type { Person } from "../../membership/person-fields.ts";
import { usePersonForm } from "../../membership/use-person-form.ts";
import { useWords } from "../../membership/use-words.ts";
import { showFieldErrorsIn } from "../organization/organization-form.tsx";
import { BranchSelect } from "./branch-select.tsx";
import { PersonForm, useFinishPerson, WithPerson } from "./person-form.tsx";

function Move({ person }: { person: Person }) {
  const { texts, tree } = useWords();
  const me = useCurrentPerson();
  const finish = useFinishPerson();
  const [form] = Form.useForm();
  const { personId, organizationId: from } = person;
  const sending = usePersonForm({
    route: "POST /api/people/{personId}/move",
    person,
    toRequest: ({ organizationId }: { organizationId: string }, version) => ({
      params: { personId },
      body: { version, organizationId },
    }),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (changed) => finish(texts.moved, changed),
  });
  const choices = useBranchChoices(me, tree, from);
  return (
    <PersonForm
      title={texts.moveTitle(person.fields.name ?? "")}
      up={personAddress(personId)}
      submit={texts.confirmMove}
      form={form}
      sending={sending}
    >
      <p className="form-intro">
        {texts.branch}：{tree?.find(from)?.shortName ?? from}
      </p>
      <Form.Item
        name="organizationId"
        label={texts.newBranch}
        required
        rules={requiredRule(texts.branchRequired)}
        description={texts.moveHint}
      >
        <BranchSelect id="organizationId" choices={choices} placeholder={texts.branchRequired} />
      </Form.Item>
    </PersonForm>
  );
}

export function MovePage() {
  return <WithPerson>{(person) => <Move person={person} />}</WithPerson>;
}
