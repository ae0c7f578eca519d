import { Button, Toast } from "antd-mobile";
import { useState } from "react";
import { type SentMessage, useAmending } from "../../message/use-messages.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { messageReceiptTerms } from "../../terms/message-receipts.ts";
import { Problem } from "../problem.tsx";

interface RecallFormProps {
  readonly sent: SentMessage;
  readonly onClose: () => void;
}

/** Takes a message back, with the reason that everybody will read in its place. */
export function RecallForm({ sent, onClose }: RecallFormProps) {
  const { outbox } = useTermsOf(messageReceiptTerms);
  const { cancel } = useTerms();
  const [reason, setReason] = useState("");
  const { recall } = useAmending((done) => {
    Toast.show({ content: outbox.done[done] });
    onClose();
  });
  const { messageId, senderOrganizationId: organizationId, version } = sent;
  return (
    <form
      className="message-form"
      onSubmit={(event) => {
        event.preventDefault();
        recall.mutate({ params: { organizationId, messageId }, body: { reason: reason.trim(), version } });
      }}
    >
      <label className="field">
        <span>{outbox.reason}</span>
        <input
          required
          minLength={2}
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <span className="soft">{outbox.recallHint}</span>
      </label>
      {recall.error !== null && <Problem error={recall.error} />}
      <div className="buttons">
        <Button block type="submit" color="primary" size="large" loading={recall.isPending}>
          {outbox.recallTitle}
        </Button>
        <Button block size="large" onClick={onClose}>
          {cancel}
        </Button>
      </div>
    </form>
  );
}
