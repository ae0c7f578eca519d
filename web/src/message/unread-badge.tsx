import { useTermsOf } from "../terms/language.tsx";
import { messageTerms } from "../terms/message.ts";
import { useUnread } from "./use-messages.ts";
import "./message.css";

/** How many are unread, beside the name of the page; nothing when there is none, or when nobody could say. */
export function UnreadBadge() {
  const texts = useTermsOf(messageTerms);
  const { data } = useUnread();
  if (data === undefined || data.count === 0) return null;
  const shown = data.isMore ? `${data.count}+` : String(data.count);
  return (
    <span className="unread-badge">
      <span aria-hidden="true">{shown}</span>
      <span className="visually-hidden">{texts.unread(shown)}</span>
    </span>
  );
}
