import { App, Modal } from "antd";
import { posts } from "../../../../lib/identity/post.ts";
import { type RoleGrant, usePostAction } from "../../appointment/use-appointments.ts";
import { isFreshLoginWanted } from "../../auth/use-fresh-login.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { FreshLoginAlert } from "../fresh-login-alert.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

interface TakeAwayDialogProps {
  readonly grant: RoleGrant;
  readonly onConfirmLogin: () => void;
  readonly onClose: () => void;
}

export function TakeAwayDialog({ grant, onConfirmLogin, onClose }: TakeAwayDialogProps) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const { appointmentId, post, holderName, version = 0 } = grant;
  const action = usePostAction("POST /api/role-grants/{appointmentId}/end", () => {
    message.success(texts.takenAway(holderName));
    onClose();
  });
  return (
    <Modal
      open
      title={texts.takeAwayTitle(holderName, posts[post][language])}
      okText={texts.takeAway}
      okButtonProps={{ danger: true }}
      cancelText={texts.cancel}
      confirmLoading={action.isPending}
      onOk={() => action.send({ params: { appointmentId }, body: { version } }, () => undefined)}
      onCancel={onClose}
    >
      <p>{texts.takeAwayText}</p>
      {isFreshLoginWanted(action.error) ? (
        <FreshLoginAlert error={action.error} onConfirm={onConfirmLogin} />
      ) : (
        action.error != null && <ProblemAlert error={action.error} />
      )}
    </Modal>
  );
}
