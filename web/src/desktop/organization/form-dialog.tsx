import { Alert, Button, Form, type FormInstance, Modal } from "antd";
import type { ReactNode } from "react";
import type { OrganizationSending } from "../../organization/use-organization-form.ts";
import { useTerms } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

interface FormDialogProps<Values> {
  readonly title: string;
  readonly submit: string;
  readonly form: FormInstance<Values>;
  readonly initialValues?: Partial<Values>;
  readonly sending: OrganizationSending<Values>;
  readonly isBlocked?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Somebody was faster: what stands there now, and the way on. */
function LostRace<Values>({ sending }: { sending: OrganizationSending<Values> }) {
  const { organization: texts } = useTerms();
  const { base, hasLostRace, isReloaded, reload } = sending;
  if (isReloaded) {
    const text =
      base.status === "dissolved" ? texts.goneMeanwhile : texts.changedMeanwhileText(base.name, base.shortName);
    return <Alert type="warning" showIcon role="status" title={texts.changedMeanwhile} description={text} />;
  }
  if (!hasLostRace) return null;
  const action = <Button onClick={reload}>{texts.changedMeanwhileReload}</Button>;
  return <Alert type="warning" showIcon role="alert" title={texts.changedMeanwhile} action={action} />;
}

/** The frame of every form about an organisation: title, fields, what went wrong, two buttons. */
export function FormDialog<Values extends object>(props: FormDialogProps<Values>) {
  const { title, submit, form, initialValues, sending, isBlocked = false, onClose, children } = props;
  const { cancel } = useTerms();
  return (
    <Modal
      open
      title={title}
      okText={submit}
      cancelText={cancel}
      okButtonProps={{ disabled: isBlocked || sending.hasLostRace }}
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
        scrollToFirstError
      >
        {children}
      </Form>
      <div className="dialog-messages">
        <LostRace sending={sending} />
        {sending.error != null && !sending.hasLostRace && <ProblemAlert error={sending.error} />}
      </div>
    </Modal>
  );
}
