import { Checkbox, Form, Input, Space, TextArea } from "antd-mobile";
import { useFormRules } from "../../organization/form-rules.ts";
import { type MergeValues, mostSources, peopleIn, toMerge } from "../../organization/merge-form.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { mergeableInto } from "../../organization/use-merge.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { organizationLife } from "../../terms/organization-life.ts";
import { PageHeader } from "../page-header.tsx";
import { OrganizationForm, showFieldErrorsIn, useFinish, WithOrganization } from "./organization-form.tsx";

interface MergeProps {
  readonly organization: Organization;
  readonly tree: OrganizationTree;
}

function NoSiblings({ organization }: Pick<MergeProps, "organization">) {
  const texts = useTermsOf(organizationLife);
  return (
    <>
      <PageHeader
        title={texts.mergeTitle(organization.shortName)}
        up={`/organizations/${organization.organizationId}`}
      />
      <section className="card problem" role="alert">
        <p>{texts.mergeNoSiblings}</p>
      </section>
    </>
  );
}

function Merge({ organization, tree }: MergeProps) {
  const texts = useTermsOf(organizationLife);
  const { optional, form: formTexts } = useTerms();
  const rules = useFormRules();
  const finish = useFinish();
  const [form] = Form.useForm();
  const chosenIds: string[] = Form.useWatch("sources", form) ?? [];
  const candidates = mergeableInto(organization, tree);
  const chosen = candidates.filter(({ organizationId }) => chosenIds.includes(organizationId));
  const sending = useOrganizationForm({
    route: "POST /api/organizations/{organizationId}/merge",
    organization,
    toRequest: (values: MergeValues, base) => toMerge(values, base, tree),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (target) => finish(texts.mergeStarted(target.shortName), target),
  });
  if (candidates.length === 0) return <NoSiblings organization={organization} />;
  return (
    <OrganizationForm
      title={texts.mergeTitle(organization.shortName)}
      submit={texts.confirmMerge}
      organization={organization}
      form={form}
      sending={sending}
    >
      <p className="form-note">{texts.mergeHint}</p>
      <Form.Item
        name="sources"
        label={texts.mergeSources}
        rules={[{ required: true, type: "array", message: formTexts.choose(texts.mergeSources) }]}
        {...(chosen.length > 0 && { description: texts.mergePeople(chosen.length, peopleIn(chosen)) })}
      >
        <Checkbox.Group>
          <Space direction="vertical">
            {candidates.map(({ organizationId, shortName }) => (
              <Checkbox
                key={organizationId}
                value={organizationId}
                disabled={chosen.length >= mostSources && !chosenIds.includes(organizationId)}
              >
                {shortName}
              </Checkbox>
            ))}
          </Space>
        </Checkbox.Group>
      </Form.Item>
      <Form.Item name="reason" label={texts.mergeReason} required rules={rules.reason} initialValue="">
        <TextArea id="reason" rows={2} autoSize maxLength={200} />
      </Form.Item>
      <Form.Item name="document" label={texts.document + optional}>
        <Input id="document" autoComplete="off" maxLength={200} placeholder={texts.documentPlaceholder} />
      </Form.Item>
    </OrganizationForm>
  );
}

export function MergePage() {
  return (
    <WithOrganization>{(organization, tree) => <Merge organization={organization} tree={tree} />}</WithOrganization>
  );
}
