import { App, Button, Empty, Skeleton } from "antd";
import { Link, useParams } from "react-router";
import { isGone } from "../../message/is-gone.ts";
import { MessageContent } from "../../message/message-content.tsx";
import type { OpenedMessage } from "../../message/use-messages.ts";
import { useOpening } from "../../message/use-opening.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageReceiptTerms } from "../../terms/message-receipts.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import "./message.css";

/** One message; opening it is reading it, confirming takes a button. */
export function OpenedMessagePage() {
  const texts = useTermsOf(messageTerms);
  const { messageId = "" } = useParams();
  const { message } = App.useApp();
  const opening = useOpening(messageId, () => message.success(texts.confirmDone));
  const { data, confirm, mayConfirm } = opening;
  return (
    <>
      <PageTitle title={data ? data.message.title || texts.recalledTitle : texts.title}>
        <Link to="/messages">{texts.inbox}</Link>
        {data?.sent && <ReceiptsLink opened={data} />}
      </PageTitle>
      <section className="panel" aria-label={texts.title}>
        {data && <MessageContent opened={data} />}
        {opening.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
        {opening.isError && isGone(opening.error) && (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.gone}</strong>}>
            <p>{texts.goneText}</p>
          </Empty>
        )}
        {opening.isError && !isGone(opening.error) && (
          <ProblemAlert error={opening.error} onRetry={() => opening.refetch()} />
        )}
        {mayConfirm && (
          <Button
            type="primary"
            size="large"
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ params: { messageId }, body: {} })}
          >
            {texts.confirm}
          </Button>
        )}
        {confirm.error !== null && <ProblemAlert error={confirm.error} />}
      </section>
    </>
  );
}

function ReceiptsLink({ opened: { message } }: { opened: OpenedMessage }) {
  const { outbox } = useTermsOf(messageReceiptTerms);
  return <Link to={`/messages/${message.messageId}/receipts/${message.senderOrganizationId}`}>{outbox.receipts}</Link>;
}
