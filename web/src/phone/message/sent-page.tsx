import { Button, Skeleton } from "antd-mobile";
import { useState } from "react";
import { Link } from "react-router";
import { placesWith } from "../../activity/places.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { formatWhen } from "../../message/format-when.ts";
import { useSent } from "../../message/use-messages.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useLanguage, useTerms, useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageReceiptTerms } from "../../terms/message-receipts.ts";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { RecallForm } from "./recall-form.tsx";
import "../../message/message.css";
import "./message.css";

/** What an organisation sent, with the way to how far it got. */
export function SentPage() {
  const texts = useTermsOf(messageTerms);
  const { outbox } = useTermsOf(messageReceiptTerms);
  const { loadMore } = useTerms();
  const { language } = useLanguage();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const [chosen, setChosen] = useState<string>();
  const [recalling, setRecalling] = useState<string>();
  const places = placesWith(me, tree, "message.send");
  const organizationId = chosen ?? places[0]?.organizationId;
  const list = useSent(organizationId);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={texts.sentBy} up="/messages" />
      <section className="card" aria-label={texts.sentBy}>
        {places.length > 1 && (
          <label className="field">
            <span>{outbox.organization}</span>
            <select value={organizationId} onChange={({ target }) => setChosen(target.value)}>
              {places.map((place) => (
                <option key={place.organizationId} value={place.organizationId}>
                  {place.shortName}
                </option>
              ))}
            </select>
          </label>
        )}
        {list.isError && <Problem error={list.error} onRetry={() => list.refetch()} />}
        {list.isPending && <Skeleton.Paragraph lineCount={6} animated />}
        {list.data && items.length === 0 && (
          <p>
            <strong>{outbox.empty}</strong>
            <br />
            {outbox.emptyText}
          </p>
        )}
        <ul className="rows sent-messages">
          {items.map((sent) => (
            <li key={sent.messageId}>
              <Link to={`/messages/${sent.messageId}/receipts/${sent.senderOrganizationId}`}>
                <span className="row-text">
                  <strong>{sent.title}</strong>
                  <span className="soft">
                    {[
                      texts.kinds[sent.kind],
                      formatWhen(sent.postedAt, language),
                      sent.expected === null ? outbox.uncounted : outbox.expected(sent.expected),
                      sent.recalled && texts.recalled,
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </span>
                {icons.next}
              </Link>
              {recalling === sent.messageId && <RecallForm sent={sent} onClose={() => setRecalling(undefined)} />}
              {sent.recalled === null && recalling !== sent.messageId && (
                <Button
                  size="small"
                  fill="none"
                  aria-label={`${outbox.recall} ${sent.title}`}
                  onClick={() => setRecalling(sent.messageId)}
                >
                  {outbox.recall}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {list.hasNextPage && (
          <Button block disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {loadMore}
          </Button>
        )}
      </section>
    </>
  );
}
