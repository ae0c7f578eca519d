import { Form, TextArea } from "antd-mobile";
import { useFormRules } from "../../organization/form-rules.ts";
import { limits, type Organization } from "../../organization/organization-rules.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { useTerms } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { OrganizationForm, showFieldErrorsIn, useFinish, WithOrganization } from "./organization-form.tsx";

/** Says before the form is filled in what the server would refuse. */
function Blocked({ organization }: { organization: Organization }) {
  const { organization: texts } = useTerms();
  const { organizationId, childCount, memberCount, candidateCount } = organization;
  const people = memberCount + candidateCount;
  return (
    <>
      <PageHeader title={texts.dissolveTitle(organization.shortName)} up={`/organizations/${organizationId}`} />
      <section className="card problem" role="alert">
        <strong>{texts.dissolveBlocked}</strong>
        {childCount > 0 && <p>{texts.dissolveHasChildren(childCount)}</p>}
        {people > 0 && <p>{texts.dissolveHasMembers(people)}</p>}
      </section>
    </>
  );
}

function Dissolve({ organization }: { organization: Organization }) {
  const { organization: texts } = useTerms();
  const rules = useFormRules();
  const finish = useFinish();
  const [form] = Form.useForm();
  const sending = useOrganizationForm({
    route: "POST /api/organizations/{organizationId}/dissolve",
    organization,
    toRequest: ({ reason }: { reason: string }, { organizationId, version }) => ({
      params: { organizationId },
      body: { reason, version },
    }),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (dissolved) => finish(texts.dissolved(dissolved.shortName), dissolved),
  });
  const { childCount, memberCount, candidateCount } = sending.base;
  if (childCount + memberCount + candidateCount > 0) return <Blocked organization={sending.base} />;
  return (
    <OrganizationForm
      title={texts.dissolveTitle(organization.shortName)}
      submit={texts.confirmDissolve}
      organization={organization}
      form={form}
      sending={sending}
    >
      <p className="form-note">{texts.dissolveWarning}</p>
      <Form.Item name="reason" label={texts.reason} required rules={rules.reason} initialValue="">
        <TextArea id="reason" rows={2} autoSize maxLength={limits.reason} placeholder={texts.reasonPlaceholder} />
      </Form.Item>
    </OrganizationForm>
  );
}

export function DissolvePage() {
  return <WithOrganization>{(organization) => <Dissolve organization={organization} />}</WithOrganization>;
}
