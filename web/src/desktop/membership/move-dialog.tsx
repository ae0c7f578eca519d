import { App, Form } from "antd";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useBranchChoices } from "../../membership/branch-choices.ts";
import { requiredRule } from "../../membership/field-rules.ts";
import type { Person } from "../../membership/person-fields.ts";
import { usePersonForm } from "../../membership/use-person-form.ts";
import { useWords } from "../../membership/use-words.ts";
import { showFieldErrorsIn } from "../organization/show-field-errors.ts";
import { OrganizationSelect } from "../organization-select.tsx";
import { PersonDialog } from "./person-dialog.tsx";

export function MoveDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { texts, tree } = useWords();
  const me = useCurrentPerson();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ organizationId: string }>();
  const { personId, organizationId: from } = person;
  const sending = usePersonForm({
    route: "POST /api/people/{personId}/move",
    person,
    toRequest: ({ organizationId }: { organizationId: string }, version) => ({
      params: { personId },
      body: { version, organizationId },
    }),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: () => {
      message.success(texts.moved);
      onClose();
    },
  });
  const choices = useBranchChoices(me, tree, from);
  return (
    <PersonDialog
      title={texts.moveTitle(person.fields.name ?? "")}
      submit={texts.confirmMove}
      form={form}
      sending={sending}
      onClose={onClose}
    >
      <p className="soft">
        {texts.branch}：{tree?.find(from)?.shortName ?? from}
      </p>
      <Form.Item
        name="organizationId"
        label={texts.newBranch}
        required
        rules={requiredRule(texts.branchRequired)}
        extra={texts.moveHint}
      >
        <OrganizationSelect id="organizationId" placeholder={texts.chooseBranch} choices={choices} />
      </Form.Item>
    </PersonDialog>
  );
}
