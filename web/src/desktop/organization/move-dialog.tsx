import { Form } from "antd";
import { useMemo } from "react";
import { choicesOf } from "../../organization/choices.ts";
import { useFormRules } from "../../organization/form-rules.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { mayStandBelow } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useOrganizationForm } from "../../organization/use-organization-form.ts";
import { useTerms } from "../../terms/language.tsx";
import { OrganizationSelect } from "../organization-select.tsx";
import type { DialogProps } from "./dialog-props.ts";
import { FormDialog } from "./form-dialog.tsx";
import { showFieldErrorsIn } from "./show-field-errors.ts";

interface MoveDialogProps extends DialogProps {
  readonly tree: OrganizationTree;
  readonly mayManage: (organization: Organization) => boolean;
  /** Where it was dropped. */
  readonly newParent: Organization | undefined;
}

export function MoveDialog({ organization, tree, mayManage, newParent, onDone, onClose }: MoveDialogProps) {
  const { organization: texts } = useTerms();
  const rules = useFormRules();
  const [form] = Form.useForm<{ parentId: string }>();
  const chosen = Form.useWatch("parentId", form) ?? newParent?.organizationId;
  const sending = useOrganizationForm({
    route: "POST /api/organizations/{organizationId}/move",
    organization,
    toRequest: ({ parentId }: { parentId: string }, { organizationId, version }) => ({
      params: { organizationId },
      body: { parentId, version },
    }),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (moved) => onDone(texts.moved(moved.shortName), moved),
  });
  const choices = useMemo(
    () => choicesOf(tree, (parent) => mayStandBelow(organization, parent) && mayManage(parent)),
    [tree, organization, mayManage],
  );
  const nameById = (id: string | null) => (id === null ? "" : (tree.find(id)?.shortName ?? id));
  const { organizations } = tree.totalsOf(organization.organizationId);
  return (
    <FormDialog
      title={texts.moveTitle(organization.shortName)}
      submit={texts.confirmMove}
      form={form}
      {...(newParent && { initialValues: { parentId: newParent.organizationId } })}
      sending={sending}
      onClose={onClose}
    >
      <Form.Item name="parentId" label={texts.newParent} required rules={rules.parentId} extra={texts.moveHint}>
        <OrganizationSelect id="parentId" placeholder={texts.chooseParent} choices={choices} />
      </Form.Item>
      {chosen !== undefined && (
        <p role="status">
          {texts.moveConfirm(organization.shortName, nameById(sending.base.parentId), nameById(chosen))}
          {organizations > 0 && texts.moveCarries(organizations)}
        </p>
      )}
    </FormDialog>
  );
}
