import "../transfer/transfer.css";
import "./export.css";
import { Button, Empty, Skeleton } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { newExportMark } from "../../export/export-address.ts";
import { useOwnExports, useWaitingExports } from "../../export/use-exports.ts";
import { useExportLogin } from "../../export/use-new-export.ts";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { readPeopleFilter } from "../../membership/people-address.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { exportTerms } from "../../terms/export.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { OwnRow, WaitingRow } from "./export-rows.tsx";
import { NewExportDialog } from "./new-export-dialog.tsx";

function Waiting() {
  const texts = useTermsOf(exportTerms);
  const { data, isError, error, refetch } = useWaitingExports(true);
  return (
    <section className="panel" aria-labelledby="waiting-exports">
      <h2 id="waiting-exports">{texts.waiting}</h2>
      {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
      {!data && !isError && <Skeleton active />}
      {data?.items.length === 0 && <p className="soft">{texts.waitingEmpty}</p>}
      <ul className="transfers">
        {data?.items.map((one) => (
          <WaitingRow key={one.exportId} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Own() {
  const texts = useTermsOf(exportTerms);
  const { data, isError, error, refetch } = useOwnExports();
  return (
    <section className="panel" aria-labelledby="own-exports">
      <h2 id="own-exports">{texts.own}</h2>
      {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
      {!data && !isError && <Skeleton active />}
      {data?.items.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.ownEmpty} />}
      <ul className="transfers">
        {data?.items.map((one) => (
          <OwnRow key={one.exportId} one={one} />
        ))}
      </ul>
    </section>
  );
}

/** Files of people: those asked for, and those that wait for one's consent. */
export function ExportsPage() {
  const texts = useTermsOf(exportTerms);
  const me = useCurrentPerson();
  const freshLogin = useExportLogin();
  const [parameters, setParameters] = useSearchParams();
  const [isCreating, setCreating] = useState(freshLogin.resumed !== undefined || parameters.has(newExportMark));
  const mayExport = mayAnywhere(me, "person.export");
  // The choice of organisations opens itself by what is there when somebody begins to type.
  const { tree } = useOrganizations();
  const close = () => {
    setCreating(false);
    freshLogin.forget();
    setParameters({}, { replace: true });
  };
  return (
    <>
      <PageTitle title={texts.title}>
        {mayExport && (
          <Button type="primary" loading={isCreating && !tree} onClick={() => setCreating(true)}>
            {texts.create}
          </Button>
        )}
      </PageTitle>
      <p className="soft page-intro">{texts.intro}</p>
      {mayAnywhere(me, "person.export.approve") && <Waiting />}
      {mayExport && <Own />}
      {mayExport && isCreating && tree && (
        <NewExportDialog filter={readPeopleFilter(parameters)} tree={tree} freshLogin={freshLogin} onClose={close} />
      )}
    </>
  );
}
