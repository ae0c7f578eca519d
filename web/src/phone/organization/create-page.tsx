import { Form, Input } from "antd-mobile";
import { childKinds } from "../../../../lib/shared/organization-kinds.ts";
import { useFormRules } from "../../organization/form-rules.ts";
import { type NewOrganizationValues, toNewOrganization } from "../../organization/new-organization.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { useTerms } from "../../terms/language.tsx";
import { OrganizationForm, showFieldErrorsIn, useFinish, WithOrganization } from "./organization-form.tsx";

function Create({ parent }: { parent: Organization }) {
  const { organization: texts, optional, form: formTexts } = useTerms();
  const rules = useFormRules();
  const finish = useFinish();
  const [form] = Form.useForm();
  const sending = useOrganizationForm({
    route: "POST /api/organizations",
    organization: parent,
    toRequest: (values: NewOrganizationValues, base) => toNewOrganization(values, base),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (created) => finish(texts.created(created.shortName), created),
  });
  return (
    <OrganizationForm
      title={texts.createTitle(parent.shortName)}
      submit={texts.confirmCreate}
      organization={parent}
      form={form}
      sending={sending}
    >
      <Form.Item name="kind" label={texts.kind} required rules={rules.kind} initialValue="">
        <select id="kind" className="select">
          <option value="">{formTexts.choose(texts.kind)}</option>
          {childKinds[parent.kind].map((kind) => (
            <option key={kind} value={kind}>
              {texts.kinds[kind]}
            </option>
          ))}
        </select>
      </Form.Item>
      <Form.Item name="name" label={texts.name} required rules={rules.name}>
        <Input id="name" autoComplete="off" />
      </Form.Item>
      <Form.Item name="shortName" label={texts.shortName} required rules={rules.shortName}>
        <Input id="shortName" autoComplete="off" />
      </Form.Item>
      <Form.Item name="establishedOn" label={texts.establishedOn} required rules={rules.establishedOn}>
        <Input id="establishedOn" type="date" />
      </Form.Item>
      <Form.Item name="termYears" label={texts.termYears + optional} rules={rules.termYears}>
        <Input id="termYears" inputMode="numeric" autoComplete="off" />
      </Form.Item>
      <Form.Item name="termStartedOn" label={texts.termStartedOn + optional}>
        <Input id="termStartedOn" type="date" />
      </Form.Item>
    </OrganizationForm>
  );
}

export function CreatePage() {
  return <WithOrganization>{(parent) => <Create parent={parent} />}</WithOrganization>;
}
