import { App, Checkbox, Form, Input, Modal, Radio } from "antd";
import { useMemo } from "react";
import { exportFormats, exportPurposeNames, exportPurposes } from "../../../../lib/people-export/export-purposes.ts";
import { draftOf, type ExportDraft, needsIdNumbers } from "../../export/export-draft.ts";
import { type useExportLogin, useNewExport } from "../../export/use-new-export.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { longestSearch, type PeopleFilter } from "../../membership/people-address.ts";
import { choicesOf } from "../../organization/choices.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { exportTerms } from "../../terms/export.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { OrganizationSelect } from "../organization-select.tsx";
import { FilterItems } from "./filter-items.tsx";
import { Trouble } from "./trouble.tsx";

interface NewExportDialogProps {
  readonly filter: PeopleFilter;
  readonly tree: OrganizationTree;
  readonly freshLogin: ReturnType<typeof useExportLogin>;
  readonly onClose: () => void;
}

/** Whom, what for, and as which file; goes on by itself after a fresh login. */
export function NewExportDialog({ filter, tree, freshLogin, onClose }: NewExportDialogProps) {
  const texts = useTermsOf(exportTerms);
  const { terms, language } = useLanguage();
  const me = useCurrentPerson();
  const { message } = App.useApp();
  const [form] = Form.useForm<ExportDraft>();
  const purpose = Form.useWatch("purpose", form);
  const choices = useMemo(() => choicesOf(tree, ({ path }) => mayAt(me, "person.export", path)), [tree, me]);
  const { send, confirm, isPending, error, resumed } = useNewExport(freshLogin, () => {
    message.success(texts.submitted);
    onClose();
  });
  const required = (text: string) => [{ required: true, message: text }];
  return (
    <Modal
      open
      title={texts.create}
      okText={texts.submit}
      cancelText={terms.cancel}
      confirmLoading={isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      width={600}
    >
      <Trouble error={error} onConfirm={() => void confirm(form.getFieldsValue(true))} />
      <Form form={form} layout="vertical" initialValues={resumed ?? draftOf(filter, me, tree)} onFinish={send}>
        <Form.Item name="organizationId" label={texts.organization} rules={required(texts.organizationRequired)}>
          <OrganizationSelect id="organizationId" choices={choices} />
        </Form.Item>
        <FilterItems />
        <Form.Item name="q" label={texts.search}>
          <Input maxLength={longestSearch} allowClear autoComplete="off" />
        </Form.Item>
        <Form.Item name="purpose" label={texts.purpose} rules={required(texts.purposeRequired)}>
          <Radio.Group
            vertical
            options={exportPurposeNames.map((name) => ({ value: name, label: exportPurposes[name][language] }))}
          />
        </Form.Item>
        <Form.Item name="format" label={texts.format}>
          <Radio.Group options={exportFormats.map((name) => ({ value: name, label: texts.formats[name] }))} />
        </Form.Item>
        <Form.Item name="withIdNumbers" valuePropName="checked" extra={texts.withIdNumbersHint}>
          <Checkbox disabled={!needsIdNumbers(purpose)}>{texts.withIdNumbers}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
