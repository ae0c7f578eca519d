import { Form, Input, Select } from "antd";
import { childKinds } from "../../../../lib/shared/organization-kinds.ts";
import { useFormRules } from "../../organization/form-rules.ts";
import { type NewOrganizationValues, toNewOrganization } from "../../organization/new-organization.ts";
import { limits } from "../../organization/organization-rules.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useTerms } from "../../terms/language.tsx";
import type { DialogProps } from "./dialog-props.ts";
import { FormDialog } from "./form-dialog.tsx";
import { showFieldErrorsIn } from "./show-field-errors.ts";

export function CreateDialog({ organization, onDone, onClose }: DialogProps) {
  const { organization: texts, optional } = useTerms();
  const rules = useFormRules();
  const [form] = Form.useForm<NewOrganizationValues>();
  const sending = useOrganizationForm({
    route: "POST /api/organizations",
    organization,
    toRequest: toNewOrganization,
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (created) => onDone(texts.created(created.shortName), created),
  });
  const kinds = childKinds[organization.kind].map((kind) => ({ value: kind, label: texts.kinds[kind] }));
  return (
    <FormDialog
      title={texts.createTitle(organization.shortName)}
      submit={texts.confirmCreate}
      form={form}
      sending={sending}
      onClose={onClose}
    >
      <Form.Item name="kind" label={texts.kind} required rules={rules.kind}>
        <Select options={kinds} />
      </Form.Item>
      <Form.Item name="name" label={texts.name} required rules={rules.name}>
        <Input count={{ max: limits.name, show: true }} autoComplete="off" />
      </Form.Item>
      <Form.Item name="shortName" label={texts.shortName} required rules={rules.shortName}>
        <Input count={{ max: limits.shortName, show: true }} autoComplete="off" />
      </Form.Item>
      <Form.Item name="establishedOn" label={texts.establishedOn} required rules={rules.establishedOn}>
        <Input type="date" max={todayOnCampus()} />
      </Form.Item>
      <div className="field-row">
        <Form.Item name="termYears" label={texts.termYears + optional} rules={rules.termYears}>
          <Input inputMode="numeric" autoComplete="off" />
        </Form.Item>
        <Form.Item name="termStartedOn" label={texts.termStartedOn + optional}>
          <Input type="date" />
        </Form.Item>
      </div>
    </FormDialog>
  );
}
