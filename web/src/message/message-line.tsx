import { Link } from "react-router";
import { formatDate } from "../terms/dates.ts";
import { useLanguage, useTermsOf } from "../terms/language.tsx";
import { messageTerms } from "../terms/message.ts";
import { formatWhen } from "./format-when.ts";
import "./message.css";
import type { InboxLine } from "./use-messages.ts";

/** One message in an inbox: what, from whom, when, and what is asked. */
export function MessageLine({ line }: { line: InboxLine }) {
  const texts = useTermsOf(messageTerms);
  const { language } = useLanguage();
  const state = line.isRecalled ? " is-recalled" : line.isRead ? "" : " is-unread";
  const isWaiting = line.needsConfirmation && !line.isConfirmed && !line.isRecalled;
  return (
    <li>
      <Link to={`/messages/${line.messageId}`} className={`message-line${state}`}>
        <span className={line.isRead || line.isRecalled ? "message-dot" : "message-dot unread"} aria-hidden="true" />
        <span className="message-text">
          <span className="message-head">
            <span className={line.kind === "urgent" ? "message-mark urgent" : "message-mark"}>
              {texts.kinds[line.kind]}
            </span>
            <span className="message-title">{line.title}</span>
            {!line.isRead && !line.isRecalled && <span className="visually-hidden">{texts.unreadLabel}</span>}
          </span>
          <span className="message-facts soft">
            <span>{line.senderName}</span>
            <span>{formatWhen(line.postedAt, language)}</span>
            {line.dueOn !== null && <span>{texts.dueOn(formatDate(line.dueOn, language))}</span>}
          </span>
          {(line.isPinned || line.isRecalled || line.isCorrected || line.needsConfirmation) && (
            <span className="message-facts">
              {line.isPinned && <span className="message-mark">{texts.pinned}</span>}
              {line.isRecalled && <span className="message-mark">{texts.recalled}</span>}
              {line.isCorrected && <span className="message-mark">{texts.corrected}</span>}
              {isWaiting && <span className="message-mark waiting">{texts.show.to_confirm}</span>}
              {line.isConfirmed && <span className="message-mark">{texts.confirmDone}</span>}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
