import "../../feedback/feedback.css";
import { App, Button, Empty, Popconfirm, Segmented, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { firstPlace } from "../../activity/places.ts";
import { type Campaign, useCampaignChange, useCampaigns } from "../../feedback/use-feedback.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { choicesOf } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { OrganizationSelect } from "../organization-select.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { CampaignDialog } from "./campaign-dialog.tsx";
import { RecipientsDialog } from "./recipients-dialog.tsx";

/** Campaigns and boxes of a subtree. */
export function CampaignsPage() {
  const texts = useTermsOf(feedbackTerms);
  const { campaigns } = texts;
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const [chosen, setChosen] = useState<string>();
  const [state, setState] = useState<"open" | "closed">("open");
  const [isCreating, setCreating] = useState(false);
  const place = chosen ?? firstPlace(me, tree, "feedback.manage");
  const { data, isError, error, refetch } = useCampaigns(place, state);
  const choices = useMemo(
    () =>
      tree ? choicesOf(tree, ({ path, status }) => status === "active" && mayAt(me, "feedback.manage", path)) : [],
    [tree, me],
  );
  return (
    <>
      <PageTitle title={campaigns.title}>
        <Button type="primary" disabled={place === undefined} onClick={() => setCreating(true)}>
          {campaigns.create}
        </Button>
        <Link to="/feedback/receive">{texts.receiveOpen}</Link>
      </PageTitle>
      <p className="soft page-intro">{campaigns.intro}</p>
      <section className="panel" aria-label={campaigns.title}>
        <div className="audit-tools">
          <OrganizationSelect
            id="campaign-place"
            aria-label={campaigns.organization}
            className="audit-filter"
            choices={choices}
            value={place}
            onChange={setChosen}
          />
          <Segmented<"open" | "closed">
            aria-label={campaigns.title}
            value={state}
            onChange={setState}
            options={(["open", "closed"] as const).map((value) => ({ value, label: campaigns.states[value] }))}
          />
        </div>
        {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
        {!data && !isError && <Skeleton active />}
        {data?.items.length === 0 && (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{campaigns.empty}</strong>}>
            <p>{campaigns.emptyText}</p>
          </Empty>
        )}
        <ul className="campaign-list">
          {data?.items.map((campaign) => (
            <CampaignRow key={campaign.campaignId} campaign={campaign} />
          ))}
        </ul>
      </section>
      {isCreating && place !== undefined && (
        <CampaignDialog place={place} choices={choices} onClose={() => setCreating(false)} />
      )}
    </>
  );
}

function CampaignRow({ campaign }: { campaign: Campaign }) {
  const { campaigns, ...texts } = useTermsOf(feedbackTerms);
  const { title, kind, aboutLabel, scopeName, eligible, opensOn, closesOn, recipients, state } = campaign;
  const [isChanging, setChanging] = useState(false);
  return (
    <li>
      <div>
        <strong>{title}</strong>
        <span>
          {campaigns.kinds[kind]} · {aboutLabel} · {closesOn === null ? texts.standing : `${opensOn} – ${closesOn}`}
        </span>
        <span>
          {campaigns.scope(scopeName, eligible)}
          {campaign.scopeId !== campaign.organizationId && (
            <>
              {" "}
              <span className="state">{campaigns.widened}</span>
            </>
          )}
        </span>
        <span className="soft">
          {campaigns.recipients}: {recipients.map(({ roleLabel }) => roleLabel).join("、")}
        </span>
      </div>
      {state === "open" && (
        <div>
          <Button onClick={() => setChanging(true)}>{campaigns.change}</Button> <CloseButton campaign={campaign} />
        </div>
      )}
      {isChanging && <RecipientsDialog campaign={campaign} onClose={() => setChanging(false)} />}
    </li>
  );
}

function CloseButton({ campaign: { campaignId, version } }: { campaign: Campaign }) {
  const { campaigns } = useTermsOf(feedbackTerms);
  const { cancel } = useTerms();
  const { message } = App.useApp();
  const closing = useCampaignChange("POST /api/feedback/campaigns/{campaignId}/close", () =>
    message.success(campaigns.closed),
  );
  return (
    <>
      <Popconfirm
        title={campaigns.closeConfirm}
        okText={campaigns.close}
        cancelText={cancel}
        onConfirm={() => closing.mutate({ params: { campaignId }, body: { version } })}
      >
        <Button loading={closing.isPending}>{campaigns.close}</Button>
      </Popconfirm>
      {closing.error !== null && <ProblemAlert error={closing.error} />}
    </>
  );
}
