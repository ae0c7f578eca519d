import { Alert, Form, Input } from "antd";
import { useFormRules } from "../../organization/form-rules.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { limits } from "../../organization/organization-rules.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { useTerms } from "../../terms/language.tsx";
import type { DialogProps } from "./dialog-props.ts";
import { FormDialog } from "./form-dialog.tsx";
import { showFieldErrorsIn } from "./show-field-errors.ts";

/** Says before the form is filled in what the server would refuse. */
function Warning({ organization }: { organization: Organization }) {
  const { organization: texts } = useTerms();
  const { childCount, memberCount, candidateCount } = organization;
  const people = memberCount + candidateCount;
  if (childCount === 0 && people === 0) return <Alert type="warning" showIcon title={texts.dissolveWarning} />;
  const reasons = (
    <ul className="plain-list">
      {childCount > 0 && <li>{texts.dissolveHasChildren(childCount)}</li>}
      {people > 0 && <li>{texts.dissolveHasMembers(people)}</li>}
    </ul>
  );
  return <Alert type="error" showIcon title={texts.dissolveBlocked} description={reasons} />;
}

export function DissolveDialog({ organization, onDone, onClose }: DialogProps) {
  const { organization: texts } = useTerms();
  const rules = useFormRules();
  const [form] = Form.useForm<{ reason: string }>();
  const sending = useOrganizationForm({
    route: "POST /api/organizations/{organizationId}/dissolve",
    organization,
    toRequest: ({ reason }: { reason: string }, { organizationId, version }) => ({
      params: { organizationId },
      body: { reason, version },
    }),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (dissolved) => onDone(texts.dissolved(dissolved.shortName), dissolved),
  });
  const { childCount, memberCount, candidateCount } = sending.base;
  const isBlocked = childCount + memberCount + candidateCount > 0;
  return (
    <FormDialog
      title={texts.dissolveTitle(organization.shortName)}
      submit={texts.confirmDissolve}
      form={form}
      sending={sending}
      isBlocked={isBlocked}
      onClose={onClose}
    >
      <Warning organization={sending.base} />
      {!isBlocked && (
        <Form.Item name="reason" label={texts.reason} required rules={rules.reason} className="after-alert">
          <Input.TextArea rows={3} placeholder={texts.reasonPlaceholder} count={{ max: limits.reason, show: true }} />
        </Form.Item>
      )}
    </FormDialog>
  );
}
