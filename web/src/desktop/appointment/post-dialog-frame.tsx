import { Form, Modal } from "antd";
import type { PostValues } from "../../appointment/post-task.ts";
import { isFreshLoginWanted } from "../../auth/use-fresh-login.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { FreshLoginAlert } from "../fresh-login-alert.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

interface FrameProps {
  readonly title: string;
  readonly submit: string;
  readonly form: ReturnType<typeof Form.useForm<PostValues>>[0];
  readonly initialValues: PostValues;
  readonly action: { readonly error: unknown; readonly isPending: boolean };
  readonly onSend: (values: PostValues) => void;
  readonly onConfirmLogin: () => void;
  readonly onClose: () => void;
  readonly children: React.ReactNode;
}

/** Title, fields, what went wrong or the way to a fresh login, two buttons. */
export function PostDialogFrame({
  title,
  submit,
  form,
  initialValues,
  action,
  onSend,
  onConfirmLogin,
  onClose,
  children,
}: FrameProps) {
  const texts = useTermsOf(appointmentTerms);
  const { error, isPending } = action;
  return (
    <Modal
      open
      title={title}
      okText={submit}
      cancelText={texts.cancel}
      confirmLoading={isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form<PostValues>
        form={form}
        layout="vertical"
        requiredMark
        initialValues={initialValues}
        onFinish={onSend}
        scrollToFirstError
      >
        {children}
      </Form>
      <div className="dialog-messages">
        {isFreshLoginWanted(error) ? (
          <FreshLoginAlert error={error} onConfirm={onConfirmLogin} />
        ) : (
          error != null && <ProblemAlert error={error} />
        )}
      </div>
    </Modal>
  );
}
