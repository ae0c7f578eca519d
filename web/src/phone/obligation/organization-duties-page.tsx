import { Skeleton } from "antd-mobile";
import { useState } from "react";
import { useParams } from "react-router";
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
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { DutySteps } from "./duty-steps.tsx";
import "./obligation.css";

function List({ organization, view }: { organization: Organization; view: DutyView }) {
  const { texts } = useWords();
  const me = useCurrentPerson();
  const { data, error, isError, refetch } = useOrganizationDuties(organization.organizationId, view);
  if (!data) {
    return isError ? (
      <Problem error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton.Paragraph lineCount={8} animated />
    );
  }
  if (data.length === 0) return <p>{view.state === "unfinished" ? texts.nothingUnfinished : texts.nothingInYear}</p>;
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
  const [view, setView] = useState<DutyView>({ state: "unfinished" });
  const year = Number(today.slice(0, 4));
  return (
    <>
      <PageHeader title={texts.duties} up={`/organizations/${organization.organizationId}`} />
      <section className="card" aria-label={texts.dutiesOf(organization.name)}>
        <h2>{organization.name}</h2>
        <label className="field">
          <span>{texts.show}</span>
          <select
            value={view.state}
            onChange={({ target }) =>
              setView(target.value === "all" ? { state: "all", year } : { state: "unfinished" })
            }
          >
            <option value="unfinished">{texts.unfinished}</option>
            <option value="all">{`${year} ${texts.all}`}</option>
          </select>
        </label>
        <List organization={organization} view={view} />
      </section>
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
        <PageHeader title={texts.duties} up="/" />
        <section className="card" aria-busy={!isError}>
          {isError ? (
            <Problem error={error} onRetry={() => refetch()} />
          ) : (
            <Skeleton.Paragraph lineCount={8} animated />
          )}
        </section>
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
