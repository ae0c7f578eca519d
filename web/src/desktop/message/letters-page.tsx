import { App, Button } from "antd";
import { Link } from "react-router";
import { LettersList } from "../../message/letters-list.tsx";
import { useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageLetterTerms } from "../../terms/message-letters.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import "./message.css";

/** What could not be delivered, for those who operate the system. */
export function LettersPage() {
  const texts = useTermsOf(messageLetterTerms);
  const { inbox } = useTermsOf(messageTerms);
  const { message } = App.useApp();
  return (
    <>
      <PageTitle title={texts.title}>
        <Link to="/messages">{inbox}</Link>
      </PageTitle>
      <section className="panel" aria-label={texts.title}>
        <LettersList
          onRedriven={(text) => message.success(text)}
          renderButton={(label, onPress, isBusy) => (
            <Button type="primary" onClick={onPress} loading={isBusy}>
              {label}
            </Button>
          )}
          renderProblem={(error, onRetry) => <ProblemAlert error={error} {...(onRetry && { onRetry })} />}
        />
      </section>
    </>
  );
}
