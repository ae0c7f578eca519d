import { Form, Input } from "antd";
import { useFormRules } from "../../organization/form-rules.ts";
import { limits } from "../../organization/organization-rules.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { useTerms } from "../../terms/language.tsx";
import type { DialogProps } from "./dialog-props.ts";
import { FormDialog } from "./form-dialog.tsx";
import { showFieldErrorsIn } from "./show-field-errors.ts";

interface Names {
  readonly name: string;
  readonly shortName: string;
}

export function RenameDialog({ organization, onDone, onClose }: DialogProps) {
  const { organization: texts } = useTerms();
  const rules = useFormRules();
  const [form] = Form.useForm<Names>();
  const sending = useOrganizationForm({
    route: "POST /api/organizations/{organizationId}/rename",
    organization,
    toRequest: ({ name, shortName }: Names, { organizationId, version }) => ({
      params: { organizationId },
      body: { name, shortName, version },
    }),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (renamed) => onDone(texts.renamed(renamed.shortName), renamed),
  });
  return (
    <FormDialog
      title={texts.renameTitle(organization.shortName)}
      submit={texts.confirmRename}
      form={form}
      initialValues={{ name: organization.name, shortName: organization.shortName }}
      sending={sending}
      onClose={onClose}
    >
      <Form.Item name="name" label={texts.name} required rules={rules.name}>
        <Input count={{ max: limits.name, show: true }} autoComplete="off" />
      </Form.Item>
      <Form.Item name="shortName" label={texts.shortName} required rules={rules.shortName}>
        <Input count={{ max: limits.shortName, show: true }} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}
