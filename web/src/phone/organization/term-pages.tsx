import { Form, Input, TextArea } from "antd-mobile";
import type { Organization } from "../../organization/organization-rules.ts";
import {
  type ExtendValues,
  type RenewValues,
  toExtension,
  toRenewal,
  useTermRules,
} from "../../organization/term-rules.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { organizationLife } from "../../terms/organization-life.ts";
import { OrganizationForm, showFieldErrorsIn, useFinish, WithOrganization } from "./organization-form.tsx";

function Renew({ organization }: { organization: Organization }) {
  const texts = useTermsOf(organizationLife);
  const { optional } = useTerms();
  const rules = useTermRules();
  const finish = useFinish();
  const [form] = Form.useForm();
  const sending = useOrganizationForm({
    route: "POST /api/organizations/{organizationId}/renew-term",
    organization,
    toRequest: (values: RenewValues, base) => toRenewal(values, base),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (renewed) => finish(texts.renewed(renewed.shortName), renewed),
  });
  return (
    <OrganizationForm
      title={texts.renewTitle(organization.shortName)}
      submit={texts.confirmRenew}
      organization={organization}
      form={form}
      sending={sending}
    >
      <p className="form-note">{texts.renewHint}</p>
      <Form.Item name="electedOn" label={texts.electedOn} required rules={rules.electedOn}>
        <Input id="electedOn" type="date" />
      </Form.Item>
      <Form.Item name="startedOn" label={texts.startedOn} required rules={rules.startedOn}>
        <Input id="startedOn" type="date" />
      </Form.Item>
      <Form.Item name="document" label={texts.document + optional}>
        <Input id="document" autoComplete="off" maxLength={200} placeholder={texts.documentPlaceholder} />
      </Form.Item>
    </OrganizationForm>
  );
}

function Extend({ organization }: { organization: Organization }) {
  const texts = useTermsOf(organizationLife);
  const rules = useTermRules();
  const finish = useFinish();
  const [form] = Form.useForm();
  const sending = useOrganizationForm({
    route: "POST /api/organizations/{organizationId}/extend-term",
    organization,
    toRequest: (values: ExtendValues, base) => toExtension(values, base),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (extended) => finish(texts.extended(extended.shortName), extended),
  });
  return (
    <OrganizationForm
      title={texts.extendTitle(organization.shortName)}
      submit={texts.confirmExtend}
      organization={organization}
      form={form}
      sending={sending}
    >
      <p className="form-note">{texts.extendHint}</p>
      <Form.Item name="until" label={texts.until} required rules={rules.until}>
        <Input id="until" type="date" />
      </Form.Item>
      <Form.Item name="document" label={texts.document} required rules={rules.document}>
        <Input id="document" autoComplete="off" maxLength={200} placeholder={texts.documentPlaceholder} />
      </Form.Item>
      <Form.Item name="reason" label={texts.extendReason} required rules={rules.reason} initialValue="">
        <TextArea id="reason" rows={2} autoSize maxLength={200} />
      </Form.Item>
    </OrganizationForm>
  );
}

export function RenewPage() {
  return <WithOrganization>{(organization) => <Renew organization={organization} />}</WithOrganization>;
}

export function ExtendPage() {
  return <WithOrganization>{(organization) => <Extend organization={organization} />}</WithOrganization>;
}
