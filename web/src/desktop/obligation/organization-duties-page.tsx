import { Button, Empty, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { DutyItem } from "../../obligation/duty-item.tsx";
import type { DutyView } from "../../obligation/use-duties.ts";
import { useDutyPlace } from "../../obligation/use-duty-place.ts";
import { useDutyView } from "../../obligation/use-duty-view.ts";
import { useWords } from "../../obligation/use-words.ts";
import { doesTheWork, stepsFor } from "../../obligation/what-may-be-done.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { useTerms } from "../../terms/language.tsx";
import { MessagePage } from "../message-page.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { AssignDialog } from "./assign-dialog.tsx";
import { DutyStart } from "./duty-start.tsx";
import { DutySteps } from "./duty-steps.tsx";

function Duties({ organization }: { organization: Organization }) {
  const { texts } = useWords();
  const me = useCurrentPerson();
  const { organizationId, name, path } = organization;
  const { data, error, isError, refetch, state, choices, show, nothing } = useDutyView(organizationId);
  const [isAssigning, setAssigning] = useState(false);
  return (
    <>
      <PageTitle title={texts.duties}>
        <Link to={`/organizations/${organizationId}`}>{name}</Link>
      </PageTitle>
      <section className="panel" aria-label={texts.dutiesOf(name)}>
        <div className="duty-tools">
          <Segmented<DutyView["state"]> aria-label={texts.show} value={state} onChange={show} options={choices} />
          {mayAt(me, "obligation.assign", path) && <Button onClick={() => setAssigning(true)}>{texts.assign}</Button>}
        </div>
        {!data && isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
        {!data && !isError && <Skeleton active paragraph={{ rows: 8 }} />}
        {data?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{nothing}</strong>} />}
        <ul className="duties">
          {data?.map((duty) => (
            <DutyItem key={duty.dutyId} duty={duty} beside={data}>
              {doesTheWork(me, organization) && <DutyStart duty={duty} />}
              <DutySteps duty={duty} allowed={stepsFor(me, organization, duty)} />
            </DutyItem>
          ))}
        </ul>
      </section>
      {isAssigning && (
        <AssignDialog organization={organization} duties={data ?? []} onClose={() => setAssigning(false)} />
      )}
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
      <PageTitle title={texts.duties} />
      {place.state === "failed" ? (
        <ProblemAlert error={place.error} onRetry={place.retry} />
      ) : (
        <Skeleton active paragraph={{ rows: 8 }} />
      )}
    </>
  );
}
