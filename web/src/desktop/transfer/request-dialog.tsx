import { Form, Input, Modal } from "antd";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { choicesOf } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";
import { isTarget } from "../../transfer/transfer-places.ts";
import { OrganizationSelect } from "../organization-select.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

export interface RequestValues {
  readonly toOrganizationId: string;
  readonly campusId?: string;
  readonly name?: string;
  readonly note?: string;
}

interface RequestDialogProps {
  readonly title: string;
  readonly text: string;
  /** Ask for somebody by number and name, to a branch of one's own. */
  readonly isIncoming?: boolean;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (values: RequestValues) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Where somebody shall go, and why. */
export function RequestDialog(props: RequestDialogProps) {
  const { title, text, isIncoming = false, isSending, error, onSend, onClose, children } = props;
  const texts = useTermsOf(transferTerms);
  const { cancel, optional } = useTerms();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const [form] = Form.useForm<RequestValues>();
  const choices = useMemo(
    () =>
      tree ? choicesOf(tree, (one) => isTarget(one) && (!isIncoming || mayAt(me, "person.manage", one.path))) : [],
    [tree, me, isIncoming],
  );
  const required = (label: string) => [{ required: true, whitespace: true, message: label }];
  return (
    <Modal
      open
      title={title}
      okText={texts.submit}
      cancelText={cancel}
      confirmLoading={isSending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <p className="soft">{text}</p>
      <Form form={form} layout="vertical" onFinish={onSend} scrollToFirstError>
        {isIncoming && (
          <>
            <Form.Item name="campusId" label={texts.campusId} rules={required(texts.campusId)}>
              <Input autoComplete="off" maxLength={40} />
            </Form.Item>
            <Form.Item name="name" label={texts.name} rules={required(texts.name)}>
              <Input autoComplete="off" maxLength={60} />
            </Form.Item>
          </>
        )}
        <Form.Item name="toOrganizationId" label={texts.target} rules={required(texts.target)}>
          <OrganizationSelect id="toOrganizationId" placeholder={texts.targetPlaceholder} choices={choices} />
        </Form.Item>
        <Form.Item name="note" label={texts.reasonToGo + optional}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      </Form>
      {children}
      {error != null && <ProblemAlert error={error} />}
    </Modal>
  );
}
