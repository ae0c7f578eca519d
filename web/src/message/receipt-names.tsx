import type { ReactNode } from "react";
import { useLanguage, useTerms, useTermsOf } from "../terms/language.tsx";
import { messageReceiptTerms } from "../terms/message-receipts.ts";
import { formatWhen } from "./format-when.ts";
import "./message.css";
import { useReceiptNames } from "./use-messages.ts";

interface ReceiptNamesProps {
  readonly organizationId: string;
  readonly messageId: string;
  readonly needsConfirmation: boolean;
  readonly renderNudge: (count: number) => ReactNode;
  readonly renderProblem: (error: unknown, onRetry?: () => void) => ReactNode;
}

/** Who of the organisation has not answered yet, first; then everybody else. */
export function ReceiptNames(props: ReceiptNamesProps) {
  const { organizationId, messageId, needsConfirmation, renderNudge, renderProblem } = props;
  const { receipts: texts } = useTermsOf(messageReceiptTerms);
  const { loading } = useTerms();
  const { language } = useLanguage();
  const { data, isError, error, refetch } = useReceiptNames(organizationId, messageId, true);
  if (isError) return renderProblem(error, () => void refetch());
  if (data === undefined) return <p className="soft">{loading}</p>;
  if (data.length === 0) return <p className="soft">{texts.nobody}</p>;
  const isDone = (one: (typeof data)[number]) => (needsConfirmation ? one.confirmedAt : one.readAt) !== null;
  const late = data.filter((one) => !isDone(one));
  const count = needsConfirmation ? texts.notConfirmed(late.length) : texts.notYet(late.length);
  return (
    <>
      <div className="message-tools">
        <strong role="status">{late.length === 0 ? texts.nobodyLeft : count}</strong>
        <span className="soft">{texts.all(data.length)}</span>
        <span className="message-tools-end">{renderNudge(late.length)}</span>
      </div>
      <ul className="receipt-people">
        {[...late, ...data.filter(isDone)].map((one) => {
          const state = one.confirmedAt !== null ? "confirmed" : one.readAt !== null ? "read" : "unread";
          const at = one.confirmedAt ?? one.readAt;
          return (
            <li key={one.recipientId}>
              <span>{one.name}</span>
              <span className={isDone(one) ? "state state-good" : "state state-warning"}>{texts.states[state]}</span>
              <span className="soft">{at !== null && formatWhen(at, language)}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
