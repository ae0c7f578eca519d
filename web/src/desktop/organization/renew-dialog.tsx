import { Alert, Form, Input } from "antd";
import { type RenewValues, toRenewal, useTermRules } from "../../organization/term-rules.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { organizationLife } from "../../terms/organization-life.ts";
import type { DialogProps } from "./dialog-props.ts";
import { FormDialog } from "./form-dialog.tsx";
import { showFieldErrorsIn } from "./show-field-errors.ts";

export function RenewDialog({ organization, onDone, onClose }: DialogProps) {
  const texts = useTermsOf(organizationLife);
  const { optional } = useTerms();
  const rules = useTermRules();
  const [form] = Form.useForm<RenewValues>();
  const sending = useOrganizationForm({
    route: "POST /api/organizations/{organizationId}/renew-term",
    organization,
    toRequest: toRenewal,
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (renewed) => onDone(texts.renewed(renewed.shortName), renewed),
  });
  return (
    <FormDialog
      title={texts.renewTitle(organization.shortName)}
      submit={texts.confirmRenew}
      form={form}
      sending={sending}
      onClose={onClose}
    >
      <Alert type="info" showIcon title={texts.renewHint} />
      <div className="field-row after-alert">
        <Form.Item name="electedOn" label={texts.electedOn} required rules={rules.electedOn}>
          <Input type="date" max={todayOnCampus()} />
        </Form.Item>
        <Form.Item name="startedOn" label={texts.startedOn} required rules={rules.startedOn}>
          <Input type="date" max={todayOnCampus()} />
        </Form.Item>
      </div>
      <Form.Item name="document" label={texts.document + optional}>
        <Input autoComplete="off" maxLength={200} placeholder={texts.documentPlaceholder} />
      </Form.Item>
    </FormDialog>
  );
}
