import { App, Button, Empty, Form, Input, Modal, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { placesWith } from "../../activity/places.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { formatWhen } from "../../message/format-when.ts";
import { type SentMessage, useAmending, useSent } from "../../message/use-messages.ts";
import { choicesOf } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useLanguage, useTerms, useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageComposeTerms } from "../../terms/message-compose.ts";
import { messageReceiptTerms } from "../../terms/message-receipts.ts";
import { OrganizationSelect } from "../organization-select.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import "../../message/message.css";
import "./message.css";

/** What an organisation sent, with the way to how far it got. */
export function SentPage() {
  const texts = useTermsOf(messageTerms);
  const { outbox } = useTermsOf(messageReceiptTerms);
  const { loadMore } = useTerms();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const [chosen, setChosen] = useState<string>();
  const [amending, setAmending] = useState<{ step: "correct" | "recall"; sent: SentMessage }>();
  const organizationId = chosen ?? placesWith(me, tree, "message.send")[0]?.organizationId;
  const choices = useMemo(
    () => (tree ? choicesOf(tree, ({ path, status }) => status === "active" && mayAt(me, "message.send", path)) : []),
    [tree, me],
  );
  const list = useSent(organizationId);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageTitle title={texts.sentBy}>
        <Link to="/messages/new">{texts.compose}</Link>
        <Link to="/messages">{texts.inbox}</Link>
      </PageTitle>
      <section className="panel" aria-label={texts.sentBy}>
        <div className="message-tools">
          <OrganizationSelect
            id="sent-by"
            className="message-search"
            aria-label={outbox.organization}
            choices={choices}
            value={organizationId}
            onChange={setChosen}
          />
        </div>
        {list.isError && <ProblemAlert error={list.error} onRetry={() => list.refetch()} />}
        {list.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
        {list.data && items.length === 0 && (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{outbox.empty}</strong>}>
            <p>{outbox.emptyText}</p>
          </Empty>
        )}
        <ul className="messages">
          {items.map((sent) => (
            <SentLine key={sent.messageId} sent={sent} onAmend={(step) => setAmending({ step, sent })} />
          ))}
        </ul>
        {list.hasNextPage && (
          <Button block loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {loadMore}
          </Button>
        )}
      </section>
      {amending && <AmendDialog {...amending} onClose={() => setAmending(undefined)} />}
    </>
  );
}

function SentLine({ sent, onAmend }: { sent: SentMessage; onAmend: (step: "correct" | "recall") => void }) {
  const texts = useTermsOf(messageTerms);
  const { outbox } = useTermsOf(messageReceiptTerms);
  const { language } = useLanguage();
  return (
    <li>
      <div className={sent.recalled ? "message-line is-recalled" : "message-line"}>
        <span className="message-text">
          <span className="message-head">
            <span className={sent.kind === "urgent" ? "message-mark urgent" : "message-mark"}>
              {texts.kinds[sent.kind]}
            </span>
            <Link to={`/messages/${sent.messageId}`} className="message-title">
              {sent.title}
            </Link>
            {sent.recalled && <span className="message-mark">{texts.recalled}</span>}
            {sent.corrected && <span className="message-mark">{texts.corrected}</span>}
          </span>
          <span className="message-facts soft">
            <span>{formatWhen(sent.postedAt, language)}</span>
            <span>{sent.expected === null ? outbox.uncounted : outbox.expected(sent.expected)}</span>
            {sent.needsConfirmation && <span>{texts.needsConfirmation}</span>}
          </span>
        </span>
        <span className="message-actions">
          <Link to={`/messages/${sent.messageId}/receipts/${sent.senderOrganizationId}`}>{outbox.receipts}</Link>
          {sent.recalled === null && (
            <>
              <Button aria-label={`${outbox.correct} ${sent.title}`} onClick={() => onAmend("correct")}>
                {outbox.correct}
              </Button>
              <Button aria-label={`${outbox.recall} ${sent.title}`} onClick={() => onAmend("recall")}>
                {outbox.recall}
              </Button>
            </>
          )}
        </span>
      </div>
    </li>
  );
}

interface AmendDialogProps {
  readonly step: "correct" | "recall";
  readonly sent: SentMessage;
  readonly onClose: () => void;
}

function AmendDialog({ step, sent, onClose }: AmendDialogProps) {
  const { form: labels } = useTermsOf(messageComposeTerms);
  const { outbox } = useTermsOf(messageReceiptTerms);
  const { cancel } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ title: string; body: string; reason: string }>();
  const { correct, recall } = useAmending((done) => {
    message.success(outbox.done[done]);
    onClose();
  });
  const params = { organizationId: sent.senderOrganizationId, messageId: sent.messageId };
  const { version } = sent;
  const action = step === "correct" ? correct : recall;
  return (
    <Modal
      open
      title={step === "correct" ? outbox.correctTitle : outbox.recallTitle}
      okText={outbox[step]}
      cancelText={cancel}
      confirmLoading={action.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {step === "recall" && <p className="soft">{outbox.recallHint}</p>}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ title: sent.title, body: sent.body, reason: "" }}
        onFinish={({ title, body, reason }) =>
          step === "correct"
            ? correct.mutate({ params, body: { correction: { title, body, reason }, version } })
            : recall.mutate({ params, body: { reason, version } })
        }
      >
        {step === "correct" && (
          <>
            <Form.Item name="title" label={labels.subject} rules={[{ required: true, min: 2 }]}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="body" label={labels.text}>
              <Input.TextArea rows={6} maxLength={5000} />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="reason"
          label={outbox.reason}
          rules={[{ required: true, whitespace: true, min: 2, message: labels.required(outbox.reason) }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {action.error !== null && <ProblemAlert error={action.error} />}
    </Modal>
  );
}
