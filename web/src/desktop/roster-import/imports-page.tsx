import "./roster-import.css";
import { Skeleton } from "antd";
import { useSearchParams } from "react-router";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { firstPlaceOf } from "../../roster-import/places.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";
import { MessagePage } from "../message-page.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { PastImports } from "./past-imports.tsx";
import { UploadPanel } from "./upload-panel.tsx";

/** Upload above, past imports of the same organisation below; the address holds the organisation. */
export function ImportsPage() {
  const texts = useTermsOf(rosterImportTerms);
  const { forbidden } = useTerms();
  const me = useCurrentPerson();
  const [search, setSearch] = useSearchParams();
  const { tree, error, refetch } = useOrganizations();
  if (!tree) {
    return (
      <>
        <PageTitle title={texts.title} />
        {error ? <ProblemAlert error={error} onRetry={() => refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />}
      </>
    );
  }
  const place = search.get("organizationId") ?? firstPlaceOf(me, tree);
  if (place === undefined) return <MessagePage title={forbidden.title} text={forbidden.text} />;
  return (
    <>
      <PageTitle title={texts.title} />
      <UploadPanel
        tree={tree}
        place={place}
        onPlace={(organizationId) => setSearch({ organizationId }, { replace: true })}
      />
      <PastImports organizationId={place} />
    </>
  );
}
