import { Alert, Button } from "antd";
import { describeError } from "../api/describe-error.ts";
import { useLanguage } from "../terms/language.tsx";

/** Says why the login has to be confirmed, and leads there; the action goes on afterwards. */
export function FreshLoginAlert({ error, onConfirm }: { error: unknown; onConfirm: () => void }) {
  const { terms, language } = useLanguage();
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="after-alert"
      title={terms.freshLogin.title}
      description={
        <>
          <p>{describeError(error, terms, language).advice}</p>
          <p>{terms.freshLogin.text}</p>
          <Button type="primary" className="after-alert" onClick={onConfirm}>
            {terms.freshLogin.confirm}
          </Button>
        </>
      }
    />
  );
}
