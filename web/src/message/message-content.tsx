import { Link } from "react-router";
import { formatDate } from "../terms/dates.ts";
import { useLanguage, useTermsOf } from "../terms/language.tsx";
import { messageTerms } from "../terms/message.ts";
import { formatWhen } from "./format-when.ts";
import "./message.css";
import { MessageFiles } from "./message-files.tsx";
import type { OpenedMessage } from "./use-messages.ts";

/** A message as it is read: facts, text, documents, and what became of it since. */
export function MessageContent({ opened }: { opened: OpenedMessage }) {
  const texts = useTermsOf(messageTerms);
  const { language } = useLanguage();
  const { message, editions, isReached, confirmedAt } = opened;
  const { recalled, corrected, dueOn, expiresOn, remindsOf } = message;
  return (
    <>
      <p className="message-facts soft">
        <span className={message.kind === "urgent" ? "message-mark urgent" : "message-mark"}>
          {texts.kinds[message.kind]}
        </span>
        <span>{message.senderName}</span>
        <span>{formatWhen(message.postedAt, language)}</span>
        {expiresOn !== null && <span>{texts.expiresOn(formatDate(expiresOn, language))}</span>}
      </p>
      {dueOn !== null && recalled === null && (
        <p className="message-notice">{texts.dueOn(formatDate(dueOn, language))}</p>
      )}
      {recalled !== null && (
        <p className="message-notice">{texts.recalledText(formatWhen(recalled.at, language), recalled.reason)}</p>
      )}
      {corrected !== null && (
        <p className="message-notice">{texts.correctedText(formatWhen(corrected.at, language), corrected.reason)}</p>
      )}
      {message.body !== "" && <div className="message-body">{message.body}</div>}
      {message.links.length > 0 && (
        <>
          <h2>{texts.links}</h2>
          <ul className="message-links">
            {message.links.map(({ name, url }) => (
              <li key={url}>
                <a href={url} target="_blank" rel="noopener noreferrer">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <MessageFiles messageId={message.messageId} files={message.attachments} />
      {remindsOf !== null && (
        <p>
          <Link to={`/messages/${remindsOf}`}>{texts.original}</Link>
        </p>
      )}
      {editions.length > 0 && (
        <details>
          <summary>{texts.former}</summary>
          {editions.map((edition) => (
            <div key={edition.version}>
              <strong>{edition.title}</strong>
              <div className="message-body">{edition.body}</div>
            </div>
          ))}
        </details>
      )}
      {!isReached && <p className="soft">{texts.notForMe}</p>}
      {confirmedAt !== null && (
        <p role="status">
          <span className="state state-good">{texts.confirmed(formatWhen(confirmedAt, language))}</span>
        </p>
      )}
    </>
  );
}
