import { Alert, Button } from "antd";
import { describeError } from "../api/describe-error.ts";
import { useLanguage } from "../terms/language.tsx";

/** What went wrong, what to do next, and a way to try again where that helps. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { terms, language } = useLanguage();
  const { title, advice, requestId } = describeError(error, terms, language);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={title}
      description={
        <>
          <p>{advice}</p>
          {requestId !== undefined && <p className="request-id">{terms.problem.requestId(requestId)}</p>}
        </>
      }
      action={onRetry && <Button onClick={onRetry}>{terms.retry}</Button>}
    />
  );
}
