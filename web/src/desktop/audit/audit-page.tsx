import { Button, Empty, Skeleton } from "antd";
import { useState } from "react";
import { describeActor, describeDetails, describeSubject } from "../../audit/describe-entry.ts";
import { type AuditEntry, firstOrganizationOf, useAuditEntries } from "../../audit/use-audit.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { formatMoment } from "../../terms/dates.ts";
import { useLanguage, useTerms } from "../../terms/language.tsx";
import { nameOf } from "../../terms/zh.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";
import { ChainBadge } from "./chain-badge.tsx";
import { OrganizationFilter } from "./organization-filter.tsx";

function EntryRow({ entry, tree }: { entry: AuditEntry; tree: OrganizationTree | undefined }) {
  const { terms, language } = useLanguage();
  return (
    <tr>
      <td className="moment">
        <time dateTime={entry.at}>{formatMoment(entry.at, language)}</time>
        <span className="soft">{terms.audit.sequence(entry.sequence)}</span>
      </td>
      <td>{describeActor(entry, terms)}</td>
      <td>{nameOf(terms.audit.actions, entry.action)}</td>
      <td>{describeSubject(entry, tree)}</td>
      <td>
        <dl className="details">
          {describeDetails(entry, tree, terms).map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </td>
    </tr>
  );
}

function Entries({ organizationId, tree }: { organizationId: string | undefined; tree: OrganizationTree | undefined }) {
  const { audit, loadMore, navigation } = useTerms();
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useAuditEntries(organizationId);
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  if (!data)
    return isError ? (
      <ProblemAlert error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton active paragraph={{ rows: 8 }} />
    );
  if (entries.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={audit.empty} />;
  return (
    <>
      <TableBox label={navigation.audit}>
        <table className="entries">
          <thead>
            <tr>
              {[audit.at, audit.actor, audit.action, audit.subject, audit.details].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <EntryRow key={entry.sequence} entry={entry} tree={tree} />
            ))}
          </tbody>
        </table>
      </TableBox>
      {isError && <ProblemAlert error={error} onRetry={() => fetchNextPage()} />}
      <p className="more">
        {hasNextPage && (
          <Button size="large" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {loadMore}
          </Button>
        )}
        <span role="status" className="soft">
          {audit.shown(entries.length)}
          {!hasNextPage && ` · ${audit.noMore}`}
        </span>
      </p>
    </>
  );
}

export function AuditPage() {
  const me = useCurrentPerson();
  const { audit } = useTerms();
  const { tree } = useOrganizations();
  const first = firstOrganizationOf(me);
  const [organizationId, setOrganizationId] = useState(first);
  return (
    <>
      <PageTitle title={audit.title}>
        <ChainBadge />
      </PageTitle>
      <section className="panel" aria-label={audit.title}>
        <div className="audit-tools">
          <p className="soft">{audit.intro}</p>
          {tree && (
            <OrganizationFilter
              tree={tree}
              value={organizationId}
              isClearable={first === undefined}
              onChange={setOrganizationId}
            />
          )}
        </div>
        <Entries organizationId={organizationId} tree={tree} />
      </section>
    </>
  );
}
