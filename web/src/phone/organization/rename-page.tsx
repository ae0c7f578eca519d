import { Form, TextArea } from "antd-mobile";
import { useFormRules } from "../../organization/form-rules.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { useTerms } from "../../terms/language.tsx";
import { OrganizationForm, showFieldErrorsIn, useFinish, WithOrganization } from "./organization-form.tsx";

interface Names {
  readonly name: string;
  readonly shortName: string;
}

function Rename({ organization }: { organization: Organization }) {
  const { organization: texts } = useTerms();
  const rules = useFormRules();
  const finish = useFinish();
  const [form] = Form.useForm();
  const sending = useOrganizationForm({
    route: "POST /api/organizations/{organizationId}/rename",
    organization,
    toRequest: ({ name, shortName }: Names, { organizationId, version }) => ({
      params: { organizationId },
      body: { name, shortName, version },
    }),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (renamed) => finish(texts.renamed(renamed.shortName), renamed),
  });
  return (
    <OrganizationForm
      title={texts.rename}
      submit={texts.confirmRename}
      organization={organization}
      form={form}
      initialValues={{ name: organization.name, shortName: organization.shortName }}
      sending={sending}
    >
      <Form.Item name="name" label={texts.name} required rules={rules.name}>
        <TextArea id="name" rows={2} autoSize />
      </Form.Item>
      <Form.Item name="shortName" label={texts.shortName} required rules={rules.shortName}>
        <TextArea id="shortName" rows={1} autoSize />
      </Form.Item>
    </OrganizationForm>
  );
}

export function RenamePage() {
  return <WithOrganization>{(organization) => <Rename organization={organization} />}</WithOrganization>;
}
