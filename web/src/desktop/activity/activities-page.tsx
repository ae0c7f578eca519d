import "./activity.css";
import { App, Button, Skeleton } from "antd";
import { useState } from "react";
import { Link, useLocation, useNavigate, useSearchParams } from "react-router";
import { firstPlace, placesWith } from "../../activity/places.ts";
import { ledgerAddress, useViewAddress } from "../../activity/use-view-address.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityLedgerTerms } from "../../terms/activity-ledger.ts";
import { activityPlanningTerms } from "../../terms/activity-planning.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { ActivityDialog } from "./activity-dialog.tsx";
import { ActivityTable } from "./activity-table.tsx";
import { CalendarPanel } from "./calendar-panel.tsx";
import { KindGrid, OrganizationGrid } from "./organization-grid.tsx";
import { PlanPanel } from "./plan-panel.tsx";
import { ViewTools } from "./view-tools.tsx";

/** What is ahead and what was held: of one organisation, and of everything below it month by month. */
export function ActivitiesPage() {
  const texts = useTermsOf(activityTerms);
  const ledgerTexts = useTermsOf(activityLedgerTerms);
  const planTexts = useTermsOf(activityPlanningTerms);
  const stepTexts = useTermsOf(activityStepTerms);
  const me = useCurrentPerson();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { tree, error, refetch } = useOrganizations();
  const { organizationId: chosen, year, kind, show } = useViewAddress();
  const [params] = useSearchParams();
  const isWanted = useLocation().pathname.endsWith("/new");
  const [isCreating, setCreating] = useState(isWanted);
  const organizationId = chosen ?? firstPlace(me, tree, "activity.read");
  const mayPlan = placesWith(me, tree, "activity.manage").length > 0;
  const hasSubordinates = organizationId !== undefined && (tree?.childrenOf(organizationId).length ?? 0) > 0;
  return (
    <>
      <PageTitle title={texts.title}>
        {mayPlan && (
          <Button type="primary" onClick={() => setCreating(true)}>
            {planTexts.create.new}
          </Button>
        )}
        {organizationId !== undefined && (
          <Link to={ledgerAddress(organizationId, year)}>{ledgerTexts.ledger.open}</Link>
        )}
      </PageTitle>
      {tree === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {tree === undefined && error === null && <Skeleton active paragraph={{ rows: 8 }} />}
      {tree && organizationId !== undefined && (
        <>
          <section className="panel" aria-labelledby="month-grid">
            <ViewTools organizationId={organizationId} year={year} kind={kind} onShow={show} />
            <h2 id="month-grid">{hasSubordinates ? ledgerTexts.grid.title : ledgerTexts.grid.kinds}</h2>
            {hasSubordinates ? (
              <OrganizationGrid organizationId={organizationId} year={year} kind={kind} tree={tree} />
            ) : (
              <KindGrid organizationId={organizationId} year={year} kind={kind} />
            )}
          </section>
          <section className="panel" aria-labelledby="activity-list">
            <ActivityTable key={organizationId} organizationId={organizationId} year={year} kind={kind} />
          </section>
          <div className="activity-columns">
            <div>
              <PlanPanel key={organizationId} organizationId={organizationId} />
            </div>
            <div>
              <CalendarPanel organizationId={organizationId} />
            </div>
          </div>
        </>
      )}
      {isCreating && tree && (
        <ActivityDialog
          organizationId={organizationId}
          wanted={isWanted ? params : undefined}
          onClose={() => setCreating(false)}
          onDone={({ activityId }) => {
            message.success(stepTexts.done.create);
            navigate(`/activities/${activityId}`);
          }}
        />
      )}
    </>
  );
}
