import "../transfer/transfer.css";
import { Skeleton } from "antd-mobile";
import { useSearchParams } from "react-router";
import { useOwnExports, useWaitingExports } from "../../export/use-exports.ts";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { readPeopleFilter } from "../../membership/people-address.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { exportTerms } from "../../terms/export.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { OwnRow, WaitingRow } from "./export-rows.tsx";
import { NewExport } from "./new-export.tsx";

function Waiting() {
  const texts = useTermsOf(exportTerms);
  const { data, isError, error, refetch } = useWaitingExports(true);
  return (
    <section className="card" aria-labelledby="waiting-exports">
      <h2 id="waiting-exports">{texts.waiting}</h2>
      {isError && <Problem error={error} onRetry={() => refetch()} />}
      {data?.items.length === 0 && <p className="soft">{texts.waitingEmpty}</p>}
      <ul className="plain-rows">
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
    <section className="card" aria-labelledby="own-exports">
      <h2 id="own-exports">{texts.own}</h2>
      {isError && <Problem error={error} onRetry={() => refetch()} />}
      {!data && !isError && <Skeleton.Paragraph lineCount={4} animated />}
      {data?.items.length === 0 && <p className="soft">{texts.ownEmpty}</p>}
      <ul className="plain-rows">
        {data?.items.map((one) => (
          <OwnRow key={one.exportId} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Create() {
  const texts = useTermsOf(exportTerms);
  const { tree } = useOrganizations();
  const [parameters] = useSearchParams();
  return (
    <section className="card" aria-labelledby="new-export">
      <h2 id="new-export">{texts.create}</h2>
      <p className="soft">{texts.intro}</p>
      {tree ? (
        <NewExport filter={readPeopleFilter(parameters)} tree={tree} />
      ) : (
        <Skeleton.Paragraph lineCount={6} animated />
      )}
    </section>
  );
}

/** Files of people: those asked for, and those that wait for one's consent. */
export function ExportsPage() {
  const texts = useTermsOf(exportTerms);
  const me = useCurrentPerson();
  return (
    <>
      <PageHeader title={texts.title} up="/" />
      {mayAnywhere(me, "person.export.approve") && <Waiting />}
      {mayAnywhere(me, "person.export") && (
        <>
          <Own />
          <Create />
        </>
      )}
    </>
  );
}
