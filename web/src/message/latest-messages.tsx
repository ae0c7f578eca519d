import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTermsOf } from "../terms/language.tsx";
import { messageTerms } from "../terms/message.ts";
import { MessageLine } from "./message-line.tsx";
import { UnreadBadge } from "./unread-badge.tsx";
import type { InboxLine } from "./use-messages.ts";

const shownAtHome = 3;

/** What is unread, on the first page. Nothing is said where there is nothing. */
export function LatestMessages({
  lines,
  className,
  more,
}: {
  lines: readonly InboxLine[];
  className: string;
  more?: ReactNode;
}) {
  const texts = useTermsOf(messageTerms);
  if (lines.length === 0) return null;
  return (
    <section className={className} aria-labelledby="latest-messages">
      <h2 id="latest-messages">
        {texts.title} <UnreadBadge />
      </h2>
      <ul className="messages">
        {lines.slice(0, shownAtHome).map((line) => (
          <MessageLine key={line.messageId} line={line} />
        ))}
      </ul>
      <Link to="/messages" className="all-messages">
        {texts.inbox}
        {more}
      </Link>
    </section>
  );
}
