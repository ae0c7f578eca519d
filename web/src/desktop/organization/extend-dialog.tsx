import { Alert, Form, Input } from "antd";
import { type ExtendValues, toExtension, useTermRules } from "../../organization/term-rules.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { organizationLife } from "../../terms/organization-life.ts";
import type { DialogProps } from "./dialog-props.ts";
import { FormDialog } from "./form-dialog.tsx";
import { showFieldErrorsIn } from "./show-field-errors.ts";

export function ExtendDialog({ organization, onDone, onClose }: DialogProps) {
  const texts = useTermsOf(organizationLife);
  const rules = useTermRules();
  const [form] = Form.useForm<ExtendValues>();
  const sending = useOrganizationForm({
    route: "POST /api/organizations/{organizationId}/extend-term",
    organization,
    toRequest: toExtension,
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (extended) => onDone(texts.extended(extended.shortName), extended),
  });
  return (
    <FormDialog
      title={texts.extendTitle(organization.shortName)}
      submit={texts.confirmExtend}
      form={form}
      sending={sending}
      onClose={onClose}
    >
      <Alert type="info" showIcon title={texts.extendHint} />
      <div className="field-row after-alert">
        <Form.Item name="until" label={texts.until} required rules={rules.until}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="document" label={texts.document} required rules={rules.document}>
          <Input autoComplete="off" maxLength={200} placeholder={texts.documentPlaceholder} />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={texts.extendReason} required rules={rules.reason}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
