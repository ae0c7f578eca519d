import { Button, Skeleton } from "antd-mobile";
import { useState } from "react";
import { describeActor, describeDetails, describeSubject } from "../audit/describe-entry.ts";
import { type AuditEntry, firstOrganizationOf, useAuditEntries, useChainVerification } from "../audit/use-audit.ts";
import { mayAt } from "../me/me.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";
import { useOrganizations } from "../organization/use-organizations.ts";
import { formatMoment } from "../terms/dates.ts";
import { useLanguage, useTerms } from "../terms/language.tsx";
import { nameOf } from "../terms/zh.ts";
import { PageHeader } from "./page-header.tsx";
import { Problem } from "./problem.tsx";

function ChainState() {
  const { audit } = useTerms();
  const { data, isError } = useChainVerification();
  if (isError) return <p className="state state-warning">⚠ {audit.checkFailed}</p>;
  if (!data) return <p className="state">{audit.checking}</p>;
  if (data.isIntact) return <p className="state state-good">✓ {audit.intact}</p>;
  return (
    <p className="state state-bad" role="alert">
      ⚠ {audit.broken(data.brokenAt ?? data.verifiedTo + 1)}。{audit.brokenText}
    </p>
  );
}

function Entry({ entry, tree }: { entry: AuditEntry; tree: OrganizationTree | undefined }) {
  const { terms, language } = useLanguage();
  return (
    <li className="entry">
      <strong>{nameOf(terms.audit.actions, entry.action)}</strong>
      <span>{describeSubject(entry, tree)}</span>
      {describeDetails(entry, tree, terms).map(({ name, value }) => (
        <span key={name} className="soft">
          {name}：{value}
        </span>
      ))}
      <span className="soft">
        {describeActor(entry, terms)} · <time dateTime={entry.at}>{formatMoment(entry.at, language)}</time>
      </span>
    </li>
  );
}

function Filter({
  tree,
  value,
  onChange,
}: {
  tree: OrganizationTree;
  value: string | undefined;
  onChange(id: string | undefined): void;
}) {
  const me = useCurrentPerson();
  const { audit } = useTerms();
  const isEverywhere = firstOrganizationOf(me) === undefined;
  const choices = tree.all.filter(({ path }) => mayAt(me, "audit.read", path));
  return (
    <label className="field">
      <span>{audit.filter}</span>
      <select
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
      >
        {isEverywhere && <option value="">{audit.allOrganizations}</option>}
        {choices.map(({ organizationId, shortName }) => (
          <option key={organizationId} value={organizationId}>
            {shortName}
          </option>
        ))}
      </select>
    </label>
  );
}

function Entries({ organizationId, tree }: { organizationId: string | undefined; tree: OrganizationTree | undefined }) {
  const { audit, loadMore } = useTerms();
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useAuditEntries(organizationId);
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  if (!data)
    return isError ? (
      <Problem error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton.Paragraph lineCount={8} animated />
    );
  return (
    <>
      {entries.length === 0 && <p className="soft">{audit.empty}</p>}
      <ul className="plain-rows">
        {entries.map((entry) => (
          <Entry key={entry.sequence} entry={entry} tree={tree} />
        ))}
      </ul>
      {isError && <Problem error={error} onRetry={() => fetchNextPage()} />}
      {hasNextPage && (
        <Button block size="large" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {loadMore}
        </Button>
      )}
      <p role="status" className="soft">
        {audit.shown(entries.length)}
      </p>
    </>
  );
}

export function AuditPage() {
  const me = useCurrentPerson();
  const { audit } = useTerms();
  const { tree } = useOrganizations();
  const [organizationId, setOrganizationId] = useState(firstOrganizationOf(me));
  return (
    <>
      <PageHeader title={audit.title} up="/" />
      <section className="card" aria-label={audit.title}>
        <ChainState />
        {tree && <Filter tree={tree} value={organizationId} onChange={setOrganizationId} />}
        <Entries organizationId={organizationId} tree={tree} />
      </section>
    </>
  );
}
