import { Button, Skeleton } from "antd-mobile";
import { useState } from "react";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { DutyItem } from "../../obligation/duty-item.tsx";
import { useDutyPlace } from "../../obligation/use-duty-place.ts";
import { useDutyView } from "../../obligation/use-duty-view.ts";
import { useWords } from "../../obligation/use-words.ts";
import { doesTheWork, stepsFor } from "../../obligation/what-may-be-done.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { useTerms } from "../../terms/language.tsx";
import { MessagePage } from "../message-page.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { AssignForm } from "./assign-form.tsx";
import { DutyStart } from "./duty-start.tsx";
import { DutySteps } from "./duty-steps.tsx";
import "./obligation.css";

function Duties({ organization }: { organization: Organization }) {
  const { texts } = useWords();
  const me = useCurrentPerson();
  const { organizationId, name, path } = organization;
  const [isAssigning, setAssigning] = useState(false);
  const { data, error, isError, refetch, state, choices, show, nothing } = useDutyView(organizationId);
  return (
    <>
      <PageHeader title={texts.duties} up={`/organizations/${organizationId}`} />
      {isAssigning && (
        <AssignForm organizationId={organizationId} duties={data ?? []} onClose={() => setAssigning(false)} />
      )}
      <section className="card" aria-label={texts.dutiesOf(name)}>
        <h2>{name}</h2>
        <label className="field">
          <span>{texts.show}</span>
          <select value={state} onChange={({ target }) => show(target.value === "all" ? "all" : "unfinished")}>
            {choices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {!isAssigning && mayAt(me, "obligation.assign", path) && (
          <Button block onClick={() => setAssigning(true)}>
            {texts.assign}
          </Button>
        )}
        {!data && isError && <Problem error={error} onRetry={() => refetch()} />}
        {!data && !isError && <Skeleton.Paragraph lineCount={8} animated />}
        {data?.length === 0 && <p>{nothing}</p>}
        <ul className="duties">
          {data?.map((duty) => (
            <DutyItem key={duty.dutyId} duty={duty} beside={data}>
              {doesTheWork(me, organization) && <DutyStart duty={duty} />}
              <DutySteps duty={duty} allowed={stepsFor(me, organization, duty)} />
            </DutyItem>
          ))}
        </ul>
      </section>
    </>
  );
}

/** What one organisation owes, for itself and for those above it. */
export function OrganizationDutiesPage() {
  const { texts } = useWords();
  const { notFound, forbidden } = useTerms();
  const place = useDutyPlace();
  if (place.state === "missing") return <MessagePage title={notFound.title} text={notFound.text} />;
  if (place.state === "forbidden") return <MessagePage title={forbidden.title} text={forbidden.text} />;
  if (place.state === "found")
    return <Duties key={place.organization.organizationId} organization={place.organization} />;
  return (
    <>
      <PageHeader title={texts.duties} up="/" />
      <section className="card" aria-busy={place.state === "loading"}>
        {place.state === "failed" ? (
          <Problem error={place.error} onRetry={place.retry} />
        ) : (
          <Skeleton.Paragraph lineCount={8} animated />
        )}
      </section>
    </>
  );
}
