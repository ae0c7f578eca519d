import { App, Button, Skeleton } from "antd";
import { Link } from "react-router";
import { PreferencesForm } from "../../message/preferences-form.tsx";
import { PushDevices } from "../../message/push-devices.tsx";
import { usePreferences } from "../../message/use-delivery.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageDeliveryTerms } from "../../terms/message-delivery.ts";
import { messagePushTerms } from "../../terms/message-push.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import "./message.css";

/** How the person wants to be told of messages. */
export function PreferencesPage() {
  const { preferences: texts } = useTermsOf(messageDeliveryTerms);
  const { inbox } = useTermsOf(messageTerms);
  const push = useTermsOf(messagePushTerms);
  const { message } = App.useApp();
  const { data, isError, error, refetch, save } = usePreferences(() => message.success(texts.saved));
  return (
    <>
      <PageTitle title={texts.title}>
        <Link to="/messages">{inbox}</Link>
      </PageTitle>
      <section className="panel" aria-label={texts.title}>
        {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
        {data === undefined && !isError && <Skeleton active paragraph={{ rows: 6 }} />}
        {data && (
          <PreferencesForm
            preferences={data}
            onSave={(body) => save.mutate({ body })}
            button={
              <Button type="primary" htmlType="submit" loading={save.isPending}>
                {texts.save}
              </Button>
            }
          />
        )}
        {save.error !== null && <ProblemAlert error={save.error} />}
      </section>
      <section className="panel" aria-labelledby="push-devices">
        <h2 id="push-devices">{push.title}</h2>
        <PushDevices
          onChanged={() => message.success(push.on)}
          renderButton={(label, onPress, isBusy) => (
            <Button onClick={onPress} loading={isBusy}>
              {label}
            </Button>
          )}
          renderProblem={(failure, onRetry) => <ProblemAlert error={failure} {...(onRetry && { onRetry })} />}
        />
      </section>
    </>
  );
}
