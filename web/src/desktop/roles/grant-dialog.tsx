import { App, Form, Input, Modal, Select } from "antd";
import { administrationPosts, type Post, posts } from "../../../../lib/identity/post.ts";
import { fieldErrorsOf, isNotFound } from "../../api/describe-error.ts";
import { useAccount, usePostAction } from "../../appointment/use-appointments.ts";
import { isFreshLoginWanted } from "../../auth/use-fresh-login.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { FreshLoginAlert } from "../fresh-login-alert.tsx";
import { showFieldErrorsIn } from "../organization/show-field-errors.ts";
import { ProblemAlert } from "../problem-alert.tsx";

export interface GrantValues {
  readonly post?: (typeof administrationPosts)[number];
  readonly accountId?: string;
  readonly from?: string;
  readonly to?: string;
}

interface GrantDialogProps {
  readonly values: GrantValues;
  readonly onConfirmLogin: (values: GrantValues) => void;
  readonly onClose: () => void;
}

/** Whose number it is, so that a mistyped one is seen before somebody gets a right. */
function AccountName({ accountId }: { accountId: string }) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const { data, error } = useAccount(accountId);
  if (data) {
    const held = data.held.map(({ post }: { post: Post }) => posts[post][language]).join("、");
    return <strong role="status">{texts.accountIs(data.name, held)}</strong>;
  }
  return <span role="status">{isNotFound(error) ? texts.accountUnknown : texts.accountHint}</span>;
}

export function GrantDialog({ values, onConfirmLogin, onClose }: GrantDialogProps) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<GrantValues>();
  const accountId = Form.useWatch("accountId", form)?.trim() ?? "";
  const action = usePostAction("POST /api/role-grants", ({ holderName, post }) => {
    message.success(texts.granted(holderName, posts[post][language]));
    onClose();
  });
  const send = ({ post, from = "", to }: GrantValues) => {
    if (post === undefined) return;
    action.send({ body: { post, accountId, from, to: to || null } }, (error) =>
      showFieldErrorsIn(form)(fieldErrorsOf(error, language)),
    );
  };
  return (
    <Modal
      open
      title={texts.grantTitle}
      okText={texts.confirmGrant}
      cancelText={texts.cancel}
      confirmLoading={action.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form<GrantValues>
        form={form}
        layout="vertical"
        requiredMark
        initialValues={{ from: todayOnCampus(), ...values }}
        onFinish={send}
        scrollToFirstError
      >
        <Form.Item name="post" label={texts.role} required rules={[{ required: true, message: texts.choosePost }]}>
          <Select
            placeholder={texts.choosePost}
            options={administrationPosts.map((post) => ({ value: post, label: posts[post][language] }))}
          />
        </Form.Item>
        <Form.Item
          name="accountId"
          label={texts.account}
          required
          rules={[{ required: true, message: texts.accountRequired }]}
          extra={<AccountName accountId={accountId} />}
        >
          <Input autoComplete="off" inputMode="numeric" maxLength={40} />
        </Form.Item>
        <Form.Item name="from" label={texts.from} required rules={[{ required: true, message: texts.chooseDay }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="to" label={texts.to} extra={texts.noTermHint}>
          <Input type="date" />
        </Form.Item>
      </Form>
      <div className="dialog-messages">
        {isFreshLoginWanted(action.error) ? (
          <FreshLoginAlert error={action.error} onConfirm={() => onConfirmLogin(form.getFieldsValue(true))} />
        ) : (
          action.error != null && <ProblemAlert error={action.error} />
        )}
      </div>
    </Modal>
  );
}
