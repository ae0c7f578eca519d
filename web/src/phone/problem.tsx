import { Button } from "antd-mobile";
import { describeError } from "../api/describe-error.ts";
import { useLanguage } from "../terms/language.tsx";

/** What went wrong, what to do next, and a way to try again where that helps. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { terms, language } = useLanguage();
  const { title, advice, requestId } = describeError(error, terms, language);
  return (
    <div className="problem" role="alert">
      <strong>{title}</strong>
      <p>{advice}</p>
      {requestId !== undefined && <p className="request-id">{terms.problem.requestId(requestId)}</p>}
      {onRetry && <Button onClick={onRetry}>{terms.retry}</Button>}
    </div>
  );
}
