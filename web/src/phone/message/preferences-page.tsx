import { Button, Skeleton, Toast } from "antd-mobile";
import { PreferencesForm } from "../../message/preferences-form.tsx";
import { PushDevices } from "../../message/push-devices.tsx";
import { usePreferences } from "../../message/use-delivery.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { messageDeliveryTerms } from "../../terms/message-delivery.ts";
import { messagePushTerms } from "../../terms/message-push.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./message.css";

/** How the person wants to be told of messages. */
export function PreferencesPage() {
  const { preferences: texts } = useTermsOf(messageDeliveryTerms);
  const push = useTermsOf(messagePushTerms);
  const { data, isError, error, refetch, save } = usePreferences(() => Toast.show({ content: texts.saved }));
  return (
    <>
      <PageHeader title={texts.title} up="/messages" />
      <section className="card" aria-label={texts.title}>
        {isError && <Problem error={error} onRetry={() => refetch()} />}
        {data === undefined && !isError && <Skeleton.Paragraph lineCount={6} animated />}
        {data && (
          <PreferencesForm
            preferences={data}
            onSave={(body) => save.mutate({ body })}
            button={
              <Button block type="submit" color="primary" size="large" disabled={save.isPending}>
                {texts.save}
              </Button>
            }
          />
        )}
        {save.error !== null && <Problem error={save.error} />}
      </section>
      <section className="card" aria-labelledby="push-devices">
        <h2 id="push-devices">{push.title}</h2>
        <PushDevices
          onChanged={() => Toast.show({ content: push.on })}
          renderButton={(label, onPress, isBusy) => (
            <Button onClick={onPress} disabled={isBusy}>
              {label}
            </Button>
          )}
          renderProblem={(failure, onRetry) => <Problem error={failure} {...(onRetry && { onRetry })} />}
        />
      </section>
    </>
  );
}
