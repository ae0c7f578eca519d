import { Alert, Form, Input, Select } from "antd";
import { useFormRules } from "../../organization/form-rules.ts";
import { type MergeValues, mostSources, peopleIn, toMerge } from "../../organization/merge-form.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { mergeableInto } from "../../organization/use-merge.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { organizationLife } from "../../terms/organization-life.ts";
import type { DialogProps } from "./dialog-props.ts";
import { FormDialog } from "./form-dialog.tsx";
import { showFieldErrorsIn } from "./show-field-errors.ts";

export function MergeDialog({ organization, tree, onDone, onClose }: DialogProps & { tree: OrganizationTree }) {
  const texts = useTermsOf(organizationLife);
  const { optional, form: formTexts } = useTerms();
  const rules = useFormRules();
  const [form] = Form.useForm<MergeValues>();
  const candidates = mergeableInto(organization, tree);
  const chosenIds = Form.useWatch("sources", form) ?? [];
  const chosen = candidates.filter(({ organizationId }) => chosenIds.includes(organizationId));
  const sending = useOrganizationForm({
    route: "POST /api/organizations/{organizationId}/merge",
    organization,
    toRequest: (values: MergeValues, base) => toMerge(values, base, tree),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (target) => onDone(texts.mergeStarted(target.shortName), target),
  });
  const isBlocked = candidates.length === 0;
  return (
    <FormDialog
      title={texts.mergeTitle(organization.shortName)}
      submit={texts.confirmMerge}
      form={form}
      sending={sending}
      isBlocked={isBlocked}
      onClose={onClose}
    >
      <Alert type="warning" showIcon title={isBlocked ? texts.mergeNoSiblings : texts.mergeHint} />
      {!isBlocked && (
        <>
          <Form.Item
            name="sources"
            label={texts.mergeSources}
            className="after-alert"
            rules={[{ required: true, message: formTexts.choose(texts.mergeSources) }]}
            {...(chosen.length > 0 && { extra: texts.mergePeople(chosen.length, peopleIn(chosen)) })}
          >
            <Select
              mode="multiple"
              maxCount={mostSources}
              optionFilterProp="label"
              options={candidates.map(({ organizationId, shortName }) => ({ value: organizationId, label: shortName }))}
            />
          </Form.Item>
          <Form.Item name="reason" label={texts.mergeReason} required rules={rules.reason}>
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
          <Form.Item name="document" label={texts.document + optional}>
            <Input autoComplete="off" maxLength={200} placeholder={texts.documentPlaceholder} />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}
