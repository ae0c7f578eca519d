import { Button, Skeleton } from "antd-mobile";
import { useState } from "react";
import { Link } from "react-router";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { firstPlaceOf, mayImportAt } from "../../roster-import/places.ts";
import { useImportSummary } from "../../roster-import/use-import-summary.ts";
import { useImports } from "../../roster-import/use-imports.ts";
import { formatMoment } from "../../terms/dates.ts";
import { useLanguage, useTerms, useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

interface PlaceProps {
  readonly tree: OrganizationTree;
  readonly value: string | undefined;
  onChange(organizationId: string): void;
}

function Place({ tree, value, onChange }: PlaceProps) {
  const texts = useTermsOf(rosterImportTerms);
  const me = useCurrentPerson();
  return (
    <label className="field">
      <span>{texts.place}</span>
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {tree.all
          .filter((one) => mayImportAt(me, one))
          .map(({ organizationId, shortName }) => (
            <option key={organizationId} value={organizationId}>
              {shortName}
            </option>
          ))}
      </select>
    </label>
  );
}

function Imports({ organizationId }: { organizationId: string }) {
  const texts = useTermsOf(rosterImportTerms);
  const { loadMore } = useTerms();
  const { language } = useLanguage();
  const summary = useImportSummary();
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useImports(organizationId);
  const imports = data?.pages.flatMap(({ items }) => items) ?? [];
  if (!data)
    return isError ? (
      <Problem error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton.Paragraph lineCount={6} animated />
    );
  return (
    <>
      {imports.length === 0 && <p className="soft">{texts.none}</p>}
      <ul className="rows">
        {imports.map((found) => (
          <li key={found.importId}>
            <Link to={`/imports/${found.importId}`}>
              <span className="row-text">
                <strong>{found.fileName}</strong>
                <span>{[texts.states[found.state], summary(found)].filter((text) => text !== "").join(" · ")}</span>
                <span className="soft">{formatMoment(found.createdAt, language)}</span>
              </span>
              {icons.next}
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button block size="large" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {loadMore}
        </Button>
      )}
    </>
  );
}

/** The imports of an organisation and how far they are. Uploading and looking a preview through takes a large screen. */
export function ImportsPage() {
  const texts = useTermsOf(rosterImportTerms);
  const me = useCurrentPerson();
  const { tree, error, refetch } = useOrganizations();
  const [chosen, setChosen] = useState<string>();
  const place = chosen ?? (tree && firstPlaceOf(me, tree));
  return (
    <>
      <PageHeader title={texts.title} up="/" />
      <section className="card" aria-label={texts.past}>
        <p className="soft">{texts.onPhone}</p>
        {error && !tree && <Problem error={error} onRetry={() => refetch()} />}
        {!tree && !error && <Skeleton.Paragraph lineCount={6} animated />}
        {tree && <Place tree={tree} value={place} onChange={setChosen} />}
        {place !== undefined && <Imports key={place} organizationId={place} />}
      </section>
    </>
  );
}
