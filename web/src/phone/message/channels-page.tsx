import { Button, Skeleton, Toast } from "antd-mobile";
import { useState } from "react";
import { placesWith } from "../../activity/places.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { ChannelsForm } from "../../message/channels-form.tsx";
import { useChannels } from "../../message/use-channels.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { messageChannelTerms } from "../../terms/message-channels.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./message.css";

/** By which channels the messages of an organisation go out. */
export function ChannelsPage() {
  const texts = useTermsOf(messageChannelTerms);
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const [chosen, setChosen] = useState<string>();
  const places = placesWith(me, tree, "message.send");
  const organizationId = chosen ?? places[0]?.organizationId;
  const { data, isError, error, refetch, save, isSaving, problem } = useChannels(organizationId, () =>
    Toast.show({ content: texts.saved }),
  );
  return (
    <>
      <PageHeader title={texts.title} up="/messages" />
      <section className="card message-form" aria-label={texts.title}>
        {places.length > 1 && (
          <label className="field">
            <span>{texts.organization}</span>
            <select value={organizationId} onChange={({ target }) => setChosen(target.value)}>
              {places.map((place) => (
                <option key={place.organizationId} value={place.organizationId}>
                  {place.shortName}
                </option>
              ))}
            </select>
          </label>
        )}
        {isError && <Problem error={error} onRetry={() => refetch()} />}
        {data === undefined && !isError && <Skeleton.Paragraph lineCount={8} animated />}
        {data && (
          <ChannelsForm
            key={`${organizationId} ${data.version}`}
            decision={data}
            onSave={save}
            button={
              <Button block type="submit" color="primary" size="large" disabled={isSaving}>
                {texts.save}
              </Button>
            }
          />
        )}
        {problem !== null && <Problem error={problem} />}
      </section>
    </>
  );
}
