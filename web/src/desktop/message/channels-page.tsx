import { App, Button, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { placesWith } from "../../activity/places.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { ChannelsForm } from "../../message/channels-form.tsx";
import { useChannels } from "../../message/use-channels.ts";
import { choicesOf } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageChannelTerms } from "../../terms/message-channels.ts";
import { OrganizationSelect } from "../organization-select.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import "./message.css";

/** By which channels the messages of an organisation go out. */
export function ChannelsPage() {
  const texts = useTermsOf(messageChannelTerms);
  const { inbox } = useTermsOf(messageTerms);
  const me = useCurrentPerson();
  const { message } = App.useApp();
  const { tree } = useOrganizations();
  const [chosen, setChosen] = useState<string>();
  const organizationId = chosen ?? placesWith(me, tree, "message.send")[0]?.organizationId;
  const choices = useMemo(
    () => (tree ? choicesOf(tree, ({ path, status }) => status === "active" && mayAt(me, "message.send", path)) : []),
    [tree, me],
  );
  const { data, isError, error, refetch, save, isSaving, problem } = useChannels(organizationId, () =>
    message.success(texts.saved),
  );
  return (
    <>
      <PageTitle title={texts.title}>
        <Link to="/messages">{inbox}</Link>
      </PageTitle>
      <section className="panel" aria-label={texts.title}>
        <div className="message-tools">
          <OrganizationSelect
            id="channels-of"
            className="message-search"
            aria-label={texts.organization}
            choices={choices}
            value={organizationId}
            onChange={setChosen}
          />
        </div>
        {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
        {data === undefined && !isError && <Skeleton active paragraph={{ rows: 8 }} />}
        {data && (
          <ChannelsForm
            key={`${organizationId} ${data.version}`}
            decision={data}
            onSave={save}
            button={
              <Button type="primary" htmlType="submit" loading={isSaving}>
                {texts.save}
              </Button>
            }
          />
        )}
        {problem !== null && <ProblemAlert error={problem} />}
      </section>
    </>
  );
}
