import { Form } from "antd-mobile";
import { useMemo } from "react";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useFormRules } from "../../organization/form-rules.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { mayStandBelow } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { useTerms } from "../../terms/language.tsx";
import { OrganizationForm, showFieldErrorsIn, useFinish, WithOrganization } from "./organization-form.tsx";

/** The names above a place, so that two of one name are told apart. */
function pathName(parent: Organization, tree: OrganizationTree): string {
  return [...tree.ancestorsOf(parent).slice(1), parent].map(({ shortName }) => shortName).join(" / ");
}

function Move({ organization, tree }: { organization: Organization; tree: OrganizationTree }) {
  const me = useCurrentPerson();
  const { organization: texts, form: formTexts } = useTerms();
  const rules = useFormRules();
  const finish = useFinish();
  const [form] = Form.useForm();
  const chosen = Form.useWatch("parentId", form);
  const sending = useOrganizationForm({
    route: "POST /api/organizations/{organizationId}/move",
    organization,
    toRequest: ({ parentId }: { parentId: string }, { organizationId, version }) => ({
      params: { organizationId },
      body: { parentId, version },
    }),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (moved) => finish(texts.moved(moved.shortName), moved),
  });
  const parents = useMemo(
    () =>
      tree.all.filter((parent) => mayStandBelow(organization, parent) && mayAt(me, "organization.manage", parent.path)),
    [tree, organization, me],
  );
  const nameById = (id: string | null) => (id === null ? "" : (tree.find(id)?.shortName ?? id));
  const { organizations } = tree.totalsOf(organization.organizationId);
  return (
    <OrganizationForm
      title={texts.moveTitle(organization.shortName)}
      submit={texts.confirmMove}
      organization={organization}
      form={form}
      sending={sending}
    >
      <Form.Item name="parentId" label={texts.newParent} required rules={rules.parentId} initialValue="">
        <select id="parentId" className="select">
          <option value="">{formTexts.choose(texts.newParent)}</option>
          {parents.map((parent) => (
            <option key={parent.organizationId} value={parent.organizationId}>
              {pathName(parent, tree)}
            </option>
          ))}
        </select>
      </Form.Item>
      {chosen !== undefined && chosen !== "" && (
        <p role="status" className="form-note">
          {texts.moveConfirm(organization.shortName, nameById(sending.base.parentId), nameById(String(chosen)))}
          {organizations > 0 && texts.moveCarries(organizations)}
        </p>
      )}
    </OrganizationForm>
  );
}

export function MovePage() {
  return (
    <WithOrganization>{(organization, tree) => <Move organization={organization} tree={tree} />}</WithOrganization>
  );
}
