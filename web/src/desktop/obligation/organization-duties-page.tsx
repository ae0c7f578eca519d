import { Button, Empty, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { DutyItem } from "../../obligation/duty-item.tsx";
import { type DutyView, useOrganizationDuties } from "../../obligation/use-duties.ts";
import { useWords } from "../../obligation/use-words.ts";
import { stepsFor } from "../../obligation/what-may-be-done.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTerms } from "../../terms/language.tsx";
import { MessagePage } from "../message-page.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { AssignDialog } from "./assign-dialog.tsx";
import { DutySteps } from "./duty-steps.tsx";

function List({ organization, view }: { organization: Organization; view: DutyView }) {
  const { texts } = useWords();
  const me = useCurrentPerson();
  const { data, error, isError, refetch } = useOrganizationDuties(organization.organizationId, view);
  if (!data) {
    return isError ? (
      <ProblemAlert error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton active paragraph={{ rows: 8 }} />
    );
  }
  if (data.length === 0) {
    const text = view.state === "unfinished" ? texts.nothingUnfinished : texts.nothingInYear;
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{text}</strong>} />;
  }
  return (
    <ul className="duties">
      {data.map((duty) => (
        <DutyItem key={duty.dutyId} duty={duty}>
          <DutySteps duty={duty} allowed={stepsFor(me, organization, duty)} />
        </DutyItem>
      ))}
    </ul>
  );
}

function Duties({ organization }: { organization: Organization }) {
  const { texts, today } = useWords();
  const me = useCurrentPerson();
  const year = Number(today.slice(0, 4));
  const [view, setView] = useState<DutyView>({ state: "unfinished" });
  const [isAssigning, setAssigning] = useState(false);
  const { organizationId, name, path } = organization;
  return (
    <>
      <PageTitle title={texts.duties}>
        <Link to={`/organizations/${organizationId}`}>{name}</Link>
      </PageTitle>
      <section className="panel" aria-label={texts.dutiesOf(name)}>
        <div className="duty-tools">
          <Segmented<DutyView["state"]>
            aria-label={texts.show}
            value={view.state}
            onChange={(state) => setView(state === "all" ? { state, year } : { state })}
            options={[
              { value: "unfinished", label: texts.unfinished },
              { value: "all", label: `${year} ${texts.all}` },
            ]}
          />
          {mayAt(me, "obligation.assign", path) && <Button onClick={() => setAssigning(true)}>{texts.assign}</Button>}
        </div>
        <List organization={organization} view={view} />
      </section>
      {isAssigning && <AssignDialog organizationId={organizationId} onClose={() => setAssigning(false)} />}
    </>
  );
}

/** What one organisation owes, for itself and for those above it. */
export function OrganizationDutiesPage() {
  const { texts } = useWords();
  const { notFound, forbidden } = useTerms();
  const me = useCurrentPerson();
  const { organizationId = "" } = useParams();
  const { tree, error, isError, refetch } = useOrganizations();
  if (!tree) {
    return (
      <>
        <PageTitle title={texts.duties} />
        {isError ? (
          <ProblemAlert error={error} onRetry={() => refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </>
    );
  }
  const organization = tree.find(organizationId);
  if (!organization) return <MessagePage title={notFound.title} text={notFound.text} />;
  if (!mayAt(me, "obligation.read", organization.path)) {
    return <MessagePage title={forbidden.title} text={forbidden.text} />;
  }
  return <Duties key={organizationId} organization={organization} />;
}
