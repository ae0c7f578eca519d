import type { ReactNode } from "react";
import { useLanguage, useTerms, useTermsOf } from "../terms/language.tsx";
import { messageDeliveryTerms } from "../terms/message-delivery.ts";
import { messageLetterTerms } from "../terms/message-letters.ts";
import { formatWhen } from "./format-when.ts";
import "./message.css";
import { useLetters } from "./use-letters.ts";

interface LettersListProps {
  readonly onRedriven: (text: string) => void;
  readonly renderButton: (label: string, onPress: () => void, isBusy: boolean) => ReactNode;
  readonly renderProblem: (error: unknown, onRetry?: () => void) => ReactNode;
}

/** Batches that several tries could not deliver, with one press to try them again. */
export function LettersList({ onRedriven, renderButton, renderProblem }: LettersListProps) {
  const texts = useTermsOf(messageLetterTerms);
  const { delivery } = useTermsOf(messageDeliveryTerms);
  const { loading } = useTerms();
  const { language } = useLanguage();
  const letters = useLetters((sent, unreadable) => onRedriven(texts.done(sent, unreadable)));
  const { data, isError, error, refetch, redrive, isRedriving, problem } = letters;
  if (isError) return renderProblem(error, () => void refetch());
  if (data === undefined) return <p className="soft">{loading}</p>;
  if (data.items.length === 0) {
    return (
      <p role="status">
        <strong>{texts.none}</strong>
        <br />
        <span className="soft">{texts.noneText}</span>
      </p>
    );
  }
  return (
    <>
      <p className="soft">{texts.hint}</p>
      <div className="message-tools">
        <strong role="status">{texts.total(data.about)}</strong>
        <span className="message-tools-end">{renderButton(texts.redrive, redrive, isRedriving)}</span>
      </div>
      {problem !== null && renderProblem(problem)}
      <ul className="letters">
        {data.items.map(({ letterId, channel, recipients, setAsideAt, messageId }) => (
          <li key={letterId}>
            <strong>{channel === null ? texts.unreadable : delivery.channels[channel]}</strong>
            <span>{channel === null ? texts.unreadableHint : texts.people(recipients)}</span>
            <span className="soft">
              {texts.setAside} {formatWhen(setAsideAt, language)}
            </span>
            {messageId !== null && (
              <span className="soft letter-message">
                {texts.message} {messageId}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
