import { Button } from "antd-mobile";
import { describeError } from "../api/describe-error.ts";
import { useLanguage } from "../terms/language.tsx";

/** Says why the login has to be confirmed, and leads there; the action goes on afterwards. */
export function FreshLogin({ error, onConfirm }: { error: unknown; onConfirm: () => Promise<void> }) {
  const { terms, language } = useLanguage();
  return (
    <div className="notice-card" role="alert">
      <strong>{terms.freshLogin.title}</strong>
      <p>{describeError(error, terms, language).advice}</p>
      <p>{terms.freshLogin.text}</p>
      <Button color="primary" onClick={onConfirm}>
        {terms.freshLogin.confirm}
      </Button>
    </div>
  );
}
