import { Button, Skeleton, Toast } from "antd-mobile";
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
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./message.css";

const nothing: InboxFilter = { show: "all", kind: undefined, q: "" };

/** What was sent to the person, the pinned first and then the latest. */
export function InboxPage() {
  const texts = useTermsOf(messageTerms);
  const { preferences } = useTermsOf(messageDeliveryTerms);
  const channels = useTermsOf(messageChannelTerms);
  const letters = useTermsOf(messageLetterTerms);
  const { loadMore, loading } = useTerms();
  const me = useCurrentPerson();
  const [filter, setFilter] = useState(nothing);
  const [typed, setTyped] = useState("");
  const inbox = useInbox(filter);
  const unread = useUnread();
  const markAll = useMarkAll(() => Toast.show({ content: texts.markedAll }));
  const lines = inbox.data?.pages.flatMap(({ items }) => items) ?? [];
  const upTo = lines
    .map(({ messageId }) => messageId)
    .sort()
    .at(-1);
  const count = unread.data === undefined ? undefined : `${unread.data.count}${unread.data.isMore ? "+" : ""}`;
  const change = (changes: Partial<InboxFilter>) => setFilter((before) => ({ ...before, ...changes }));
  return (
    <>
      <PageHeader title={texts.title} up="/">
        {mayAnywhere(me, "message.send") && (
          <span className="header-actions">
            <Link to="/messages/sent">{texts.sentBy}</Link>
            <Link to="/messages/new">{texts.compose}</Link>
          </span>
        )}
      </PageHeader>
      <section className="card" aria-label={texts.inbox}>
        <div className="message-filters">
          <label className="field">
            <span>{texts.showLabel}</span>
            <select
              value={filter.show}
              onChange={({ target }) => change({ show: target.value as InboxFilter["show"] })}
            >
              {(["all", "unread", "to_confirm"] as const).map((value) => (
                <option key={value} value={value}>
                  {texts.show[value]}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>{texts.kindLabel}</span>
            <select
              value={filter.kind ?? ""}
              onChange={({ target }) => change({ kind: (target.value || undefined) as MessageKind | undefined })}
            >
              <option value="">{texts.allKinds}</option>
              {(Object.keys(texts.kinds) as MessageKind[]).map((value) => (
                <option key={value} value={value}>
                  {texts.kinds[value]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <form
          className="field message-search"
          onSubmit={(event) => {
            event.preventDefault();
            change({ q: typed.trim() });
          }}
        >
          <input
            type="search"
            aria-label={texts.search}
            placeholder={texts.search}
            maxLength={40}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
              if (target.value === "") change({ q: "" });
            }}
          />
        </form>
        <p className="message-count">
          <span role="status" className="soft">
            {count !== undefined && (count === "0" ? texts.noneUnread : texts.unread(count))}
          </span>
          {count !== undefined && count !== "0" && upTo !== undefined && (
            <Button size="small" disabled={markAll.isPending} onClick={() => markAll.mutate({ body: { upTo } })}>
              {texts.markAll}
            </Button>
          )}
        </p>
        {inbox.isError && <Problem error={inbox.error} onRetry={() => inbox.refetch()} />}
        {inbox.isPending && <Skeleton.Paragraph lineCount={8} animated />}
        {inbox.data && lines.length === 0 && (
          <p>
            <strong>{filter === nothing ? texts.empty : texts.nothingFound}</strong>
            <br />
            {filter === nothing && texts.emptyText}
          </p>
        )}
        <ul className="messages">
          {lines.map((line) => (
            <MessageLine key={line.messageId} line={line} />
          ))}
        </ul>
        {!inbox.isPending && (
          <>
            {mayAnywhere(me, "message.send") && (
              <Link to="/messages/channels" className="all-messages">
                {channels.title}
                {icons.next}
              </Link>
            )}
            {mayAnywhere(me, "message.operate") && (
              <Link to="/messages/undelivered" className="all-messages">
                {letters.title}
                {icons.next}
              </Link>
            )}
            <Link to="/messages/preferences" className="all-messages">
              {preferences.title}
              {icons.next}
            </Link>
          </>
        )}
        {inbox.hasNextPage && (
          <Button block disabled={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
            {inbox.isFetchingNextPage ? loading : loadMore}
          </Button>
        )}
      </section>
    </>
  );
}
