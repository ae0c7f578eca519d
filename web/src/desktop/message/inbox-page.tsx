import { App, Button, Empty, Input, Segmented, Select, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { MessageLine } from "../../message/message-line.tsx";
import { type InboxFilter, type MessageKind, useInbox, useMarkAll, useUnread } from "../../message/use-messages.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageChannelTerms } from "../../terms/message-channels.ts";
import { messageDeliveryTerms } from "../../terms/message-delivery.ts";
import { messageLetterTerms } from "../../terms/message-letters.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import "./message.css";

const nothing: InboxFilter = { show: "all", kind: undefined, q: "" };

/** What was sent to the person, the pinned first and then the latest. */
export function InboxPage() {
  const texts = useTermsOf(messageTerms);
  const { preferences } = useTermsOf(messageDeliveryTerms);
  const channels = useTermsOf(messageChannelTerms);
  const letters = useTermsOf(messageLetterTerms);
  const { loadMore } = useTerms();
  const me = useCurrentPerson();
  const { message } = App.useApp();
  const [filter, setFilter] = useState(nothing);
  const inbox = useInbox(filter);
  const unread = useUnread();
  const markAll = useMarkAll(() => message.success(texts.markedAll));
  const lines = inbox.data?.pages.flatMap(({ items }) => items) ?? [];
  const upTo = lines
    .map(({ messageId }) => messageId)
    .sort()
    .at(-1);
  const count = unread.data === undefined ? undefined : `${unread.data.count}${unread.data.isMore ? "+" : ""}`;
  const change = (changes: Partial<InboxFilter>) => setFilter((before) => ({ ...before, ...changes }));
  return (
    <>
      <PageTitle title={texts.title}>
        {mayAnywhere(me, "message.send") && (
          <>
            <Link to="/messages/new" className="button-link">
              <Button type="primary" tabIndex={-1}>
                {texts.compose}
              </Button>
            </Link>
            <Link to="/messages/sent">{texts.sentBy}</Link>
          </>
        )}
        {mayAnywhere(me, "message.send") && <Link to="/messages/channels">{channels.title}</Link>}
        {mayAnywhere(me, "message.operate") && <Link to="/messages/undelivered">{letters.title}</Link>}
        <Link to="/messages/preferences">{preferences.title}</Link>
      </PageTitle>
      <section className="panel" aria-label={texts.inbox}>
        <div className="message-tools">
          <Segmented<InboxFilter["show"]>
            aria-label={texts.showLabel}
            value={filter.show}
            onChange={(show) => change({ show })}
            options={(["all", "unread", "to_confirm"] as const).map((value) => ({ value, label: texts.show[value] }))}
          />
          <Select<MessageKind | "">
            aria-label={texts.kindLabel}
            className="message-kind"
            value={filter.kind ?? ""}
            onChange={(kind) => change({ kind: kind === "" ? undefined : kind })}
            options={[
              { value: "", label: texts.allKinds },
              ...(Object.keys(texts.kinds) as MessageKind[]).map((value) => ({ value, label: texts.kinds[value] })),
            ]}
          />
          <Input.Search
            aria-label={texts.search}
            className="message-search"
            allowClear
            maxLength={40}
            placeholder={texts.search}
            onSearch={(q) => change({ q: q.trim() })}
          />
          <span className="message-tools-end">
            <span role="status" className="soft">
              {count !== undefined && (count === "0" ? texts.noneUnread : texts.unread(count))}
            </span>
            {count !== undefined && count !== "0" && upTo !== undefined && (
              <Button
                title={texts.markAllHint}
                loading={markAll.isPending}
                onClick={() => markAll.mutate({ body: { upTo } })}
              >
                {texts.markAll}
              </Button>
            )}
          </span>
        </div>
        {markAll.error !== null && <ProblemAlert error={markAll.error} />}
        {inbox.isError && <ProblemAlert error={inbox.error} onRetry={() => inbox.refetch()} />}
        {inbox.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
        {inbox.data && lines.length === 0 && <Nothing isFiltered={filter !== nothing} />}
        <ul className="messages">
          {lines.map((line) => (
            <MessageLine key={line.messageId} line={line} />
          ))}
        </ul>
        {inbox.hasNextPage && (
          <Button block loading={inbox.isFetchingNextPage} onClick={() => inbox.fetchNextPage()}>
            {loadMore}
          </Button>
        )}
      </section>
    </>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const texts = useTermsOf(messageTerms);
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={<strong>{isFiltered ? texts.nothingFound : texts.empty}</strong>}
    >
      {!isFiltered && <p>{texts.emptyText}</p>}
    </Empty>
  );
}
