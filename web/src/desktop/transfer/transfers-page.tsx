import "./transfer.css";
import { App, Button, Segmented } from "antd";
import { useMemo, useState } from "react";
import { mayAnywhere, mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { choicesOf } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";
import { firstManaged } from "../../transfer/transfer-places.ts";
import { type TransferTab, useIncomingRequest, useOwnRequest } from "../../transfer/use-transfers.ts";
import { OrganizationSelect } from "../organization-select.tsx";
import { PageTitle } from "../page-title.tsx";
import { RequestDialog } from "./request-dialog.tsx";
import { TransferList } from "./transfer-list.tsx";

type Asking = "own" | "incoming" | undefined;

function AskDialog({ kind, onClose }: { kind: Exclude<Asking, undefined>; onClose: () => void }) {
  const texts = useTermsOf(transferTerms);
  const { message } = App.useApp();
  const finish = () => {
    message.success(texts.requested);
    onClose();
  };
  const own = useOwnRequest(finish);
  const incoming = useIncomingRequest(finish);
  const isIncoming = kind === "incoming";
  const sending = isIncoming ? incoming : own;
  return (
    <RequestDialog
      title={isIncoming ? texts.askIncoming : texts.askOwn}
      text={isIncoming ? texts.askIncomingText : texts.askOwnText}
      isIncoming={isIncoming}
      isSending={sending.isPending}
      error={sending.error}
      onSend={({ toOrganizationId, note, campusId = "", name = "" }) => {
        const more = note ? { note } : {};
        if (isIncoming) incoming.mutate({ body: { toOrganizationId, campusId, name, ...more } });
        else own.mutate({ body: { toOrganizationId, ...more } });
      }}
      onClose={onClose}
    />
  );
}

/** Who arrives, who leaves, and one's own transfers. */
export function TransfersPage() {
  const texts = useTermsOf(transferTerms);
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const isManaging = mayAnywhere(me, "person.manage");
  const [tab, setTab] = useState<TransferTab>(isManaging ? "in" : "own");
  const [status, setStatus] = useState<"open" | "closed">("open");
  const [chosen, setChosen] = useState<string>();
  const [asking, setAsking] = useState<Asking>();
  const organizationId = chosen ?? firstManaged(me, tree);
  const choices = useMemo(
    () => (tree ? choicesOf(tree, ({ path }) => mayAt(me, "person.manage", path)) : []),
    [tree, me],
  );
  const tabs: readonly TransferTab[] = isManaging ? ["in", "out", "own"] : ["own"];
  return (
    <>
      <PageTitle title={texts.title}>
        {isManaging && <Button onClick={() => setAsking("incoming")}>{texts.askIncoming}</Button>}
        <Button type={isManaging ? "default" : "primary"} onClick={() => setAsking("own")}>
          {texts.askOwn}
        </Button>
      </PageTitle>
      <section className="panel" aria-label={texts.title}>
        <p className="soft">{texts.intro}</p>
        <div className="transfer-tools">
          {tabs.length > 1 && (
            <Segmented<TransferTab>
              aria-label={texts.title}
              value={tab}
              onChange={setTab}
              options={tabs.map((value) => ({ value, label: texts.tabs[value] }))}
            />
          )}
          {tab !== "own" && (
            <>
              <Segmented<"open" | "closed">
                aria-label={texts.statusLabel}
                value={status}
                onChange={setStatus}
                options={(["open", "closed"] as const).map((value) => ({ value, label: texts.status[value] }))}
              />
              <OrganizationSelect
                id="transfer-organization"
                className="transfer-place"
                aria-label={texts.organization}
                choices={choices}
                value={organizationId}
                onChange={(id: string) => setChosen(id)}
              />
            </>
          )}
        </div>
        <TransferList key={`${tab} ${status} ${organizationId}`} view={{ tab, status, organizationId }} />
      </section>
      {asking !== undefined && <AskDialog kind={asking} onClose={() => setAsking(undefined)} />}
    </>
  );
}
