import { Alert, App } from "antd";
import { useState } from "react";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";
import { useSending } from "../../transfer/use-transfers.ts";
import { RequestDialog } from "./request-dialog.tsx";

interface SendDialogProps {
  readonly personId: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Sends one person to another branch, from the person's page. */
export function SendDialog({ personId, name, onClose }: SendDialogProps) {
  const texts = useTermsOf(transferTerms);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [refusal, setRefusal] = useState<string>();
  const sending = useSending(({ refused: [refused] }) => {
    if (refused !== undefined) {
      setRefusal(refused.reason[language]);
      return;
    }
    message.success(texts.sent);
    onClose();
  });
  return (
    <RequestDialog
      title={texts.sendTitle(name)}
      text={texts.sendText}
      isSending={sending.isPending}
      error={sending.error}
      onSend={({ toOrganizationId, note }) => {
        setRefusal(undefined);
        sending.mutate({ body: { personIds: [personId], toOrganizationId, ...(note && { note }) } });
      }}
      onClose={onClose}
    >
      {refusal !== undefined && <Alert type="error" showIcon role="alert" title={refusal} />}
    </RequestDialog>
  );
}
