import { Button, Toast } from "antd-mobile";
import { LettersList } from "../../message/letters-list.tsx";
import { useTermsOf } from "../../terms/language.tsx";
import { messageLetterTerms } from "../../terms/message-letters.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./message.css";

/** What could not be delivered, for those who operate the system. */
export function LettersPage() {
  const texts = useTermsOf(messageLetterTerms);
  return (
    <>
      <PageHeader title={texts.title} up="/messages" />
      <section className="card" aria-label={texts.title}>
        <LettersList
          onRedriven={(content) => Toast.show({ content })}
          renderButton={(label, onPress, isBusy) => (
            <Button color="primary" onClick={onPress} disabled={isBusy}>
              {label}
            </Button>
          )}
          renderProblem={(error, onRetry) => <Problem error={error} {...(onRetry && { onRetry })} />}
        />
      </section>
    </>
  );
}
