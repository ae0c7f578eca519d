import { Form, type FormInstance, Modal } from "antd";
import type { ReactNode } from "react";
import type { PersonSending } from "../../membership/use-person-form.ts";
import { useTerms } from "../../terms/language.tsx";
import { SendingMessages } from "./sending-messages.tsx";

interface PersonDialogProps<Values> {
  readonly title: string;
  readonly submit: string;
  readonly form: FormInstance<Values>;
  readonly initialValues?: Partial<Values>;
  readonly sending: PersonSending<Values>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The frame of a short form about a person. */
export function PersonDialog<Values extends object>(props: PersonDialogProps<Values>) {
  const { title, submit, form, initialValues, sending, onClose, children } = props;
  const { cancel } = useTerms();
  return (
    <Modal
      open
      title={title}
      okText={submit}
      cancelText={cancel}
      okButtonProps={{ disabled: sending.hasLostRace }}
      confirmLoading={sending.isSending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark
        {...(initialValues && { initialValues: initialValues as Values })}
        onFinish={sending.send}
      >
        {children}
      </Form>
      <SendingMessages sending={sending} />
    </Modal>
  );
}
