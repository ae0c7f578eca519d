import { Button, Skeleton, Toast } from "antd-mobile";
import { Link, useParams } from "react-router";
import { isGone } from "../../message/is-gone.ts";
import { MessageContent } from "../../message/message-content.tsx";
import { useOpening } from "../../message/use-opening.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageReceiptTerms } from "../../terms/message-receipts.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./message.css";

/** One message; opening it is reading it, confirming takes a button. */
export function OpenedMessagePage() {
  const texts = useTermsOf(messageTerms);
  const { outbox } = useTermsOf(messageReceiptTerms);
  const { messageId = "" } = useParams();
  const opening = useOpening(messageId, () => Toast.show({ content: texts.confirmDone }));
  const { data, confirm, mayConfirm, isError, error } = opening;
  return (
    <>
      <PageHeader title={texts.title} up="/messages">
        {data?.sent && (
          <span className="header-actions">
            <Link to={`/messages/${messageId}/receipts/${data.message.senderOrganizationId}`}>{outbox.receipts}</Link>
          </span>
        )}
      </PageHeader>
      <article className="card message-card" aria-busy={opening.isPending}>
        {data && (
          <>
            <h2>{data.message.title || texts.recalledTitle}</h2>
            <MessageContent opened={data} />
          </>
        )}
        {opening.isPending && <Skeleton.Paragraph lineCount={8} animated />}
        {isError && isGone(error) && (
          <p role="alert">
            <strong>{texts.gone}</strong>
            <br />
            {texts.goneText}
          </p>
        )}
        {isError && !isGone(error) && <Problem error={error} onRetry={() => opening.refetch()} />}
        {mayConfirm && (
          <Button
            block
            color="primary"
            size="large"
            disabled={confirm.isPending}
            onClick={() => confirm.mutate({ params: { messageId }, body: {} })}
          >
            {texts.confirm}
          </Button>
        )}
        {confirm.error !== null && <Problem error={confirm.error} />}
      </article>
    </>
  );
}
