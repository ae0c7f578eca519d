import { Skeleton } from "antd-mobile";
import { useCallback, useMemo, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { childKinds, roleOf } from "../../../../lib/shared/organization-kinds.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { DutiesLink } from "../../obligation/duties-link.tsx";
import { Exceptions } from "../../organization/exceptions.tsx";
import { Highlighted } from "../../organization/highlighted.tsx";
import { Marks } from "../../organization/marks.tsx";
import type { Organization } from "../../organization/organization-rules.ts";
import { type OrganizationTree, searchTree } from "../../organization/organization-tree.ts";
import { hasTerm } from "../../organization/term-rules.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { organizationLife } from "../../terms/organization-life.ts";
import { OrganizationAppointments } from "../appointment/organization-appointments.tsx";
import { icons } from "../icons.tsx";
import { MessagePage } from "../message-page.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { Past, RuleCheck } from "./life-sections.tsx";
import { OrganizationFacts } from "./organization-facts.tsx";

interface RowsProps {
  readonly organizations: readonly Organization[];
  readonly tree: OrganizationTree;
  readonly wanted?: string;
}

function Rows({ organizations, tree, wanted = "" }: RowsProps) {
  const { organization: texts } = useTerms();
  return (
    <ul className="rows">
      {organizations.map(({ organizationId, shortName, kind, marks }) => {
        const { branches, members } = tree.totalsOf(organizationId);
        return (
          <li key={organizationId}>
            <Link to={`/organizations/${organizationId}`}>
              <span className="row-text">
                <strong>
                  <Highlighted text={shortName} wanted={wanted} />
                </strong>
                <span className="soft">
                  {texts.kinds[kind]} · {branches > 0 ? texts.countsOf(branches, members) : texts.membersUnit(members)}
                </span>
                <Marks marks={marks} />
              </span>
              {icons.next}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** So many results are read; more only make the list slow. */
const shownResults = 50;

function Results({ tree, wanted }: { tree: OrganizationTree; wanted: string }) {
  const { organization: texts } = useTerms();
  const found = useMemo(() => {
    const { matches } = searchTree(tree.all, wanted, "active");
    return tree.all.filter(({ organizationId }) => matches.has(organizationId));
  }, [tree, wanted]);
  return (
    <section className="card">
      <p role="status" className="soft">
        {found.length === 0 ? texts.nothingFound : texts.found(found.length)}
      </p>
      <Rows organizations={found.slice(0, shownResults)} tree={tree} wanted={wanted} />
    </section>
  );
}

function Actions({ organization }: { organization: Organization }) {
  const me = useCurrentPerson();
  const { organization: texts } = useTerms();
  const life = useTermsOf(organizationLife);
  const { organizationId, path, status, kind, parentId, termStartedOn, mergeId } = organization;
  const links: [string, string][] = [["rename", texts.rename]];
  if (parentId !== null) links.push(["move", texts.move]);
  if (hasTerm(organization)) links.push(["renew", life.renew]);
  if (hasTerm(organization) && termStartedOn !== null) links.push(["extend", life.extend]);
  if (parentId !== null && roleOf(kind) === "branch") links.push(["merge", life.merge]);
  if (parentId !== null) links.push(["dissolve", texts.dissolve]);
  if (status !== "active" || mergeId !== null || !mayAt(me, "organization.manage", path)) return null;
  return (
    <div className="actions">
      {childKinds[kind].length > 0 && (
        <Link className="wide-link primary" to={`/organizations/${organizationId}/new`}>
          {texts.create}
        </Link>
      )}
      {links.map(([page, name]) => (
        <Link key={page} className="wide-link" to={`/organizations/${organizationId}/${page}`}>
          {name}
        </Link>
      ))}
    </div>
  );
}

function Place({ organization, tree }: { organization: Organization; tree: OrganizationTree }) {
  const { organization: texts } = useTerms();
  const children = tree.childrenOf(organization.organizationId).filter(({ status }) => status === "active");
  return (
    <>
      <section className="card" aria-label={organization.shortName}>
        <OrganizationFacts organization={organization} tree={tree} />
        <Actions organization={organization} />
        <DutiesLink organization={organization} />
      </section>
      {organization.status === "active" && <RuleCheck organization={organization} />}
      <OrganizationAppointments organization={organization} />
      <section className="card" aria-labelledby="subordinates">
        <h2 id="subordinates">{texts.subordinates}</h2>
        {children.length === 0 && <p className="soft">{texts.noSubordinates}</p>}
        <Rows organizations={children} tree={tree} />
      </section>
      <Past organization={organization} tree={tree} />
    </>
  );
}

/** What offends a rule, in the places for which the person answers. */
function ExceptionsPage({ tree }: { tree: OrganizationTree }) {
  const me = useCurrentPerson();
  const life = useTermsOf(organizationLife);
  const isMine = useCallback(
    ({ path }: Organization) => mayAt(me, "organization.manage", path) || mayAt(me, "audit.read", path),
    [me],
  );
  return (
    <>
      <PageHeader title={life.exceptionsTitle} up="/organizations" />
      <section className="card">
        <Exceptions tree={tree} isMine={isMine} />
      </section>
    </>
  );
}

function Ready({ tree }: { tree: OrganizationTree }) {
  const { organizationId } = useParams();
  const { organization: texts, notFound } = useTerms();
  const life = useTermsOf(organizationLife);
  const [wanted, setWanted] = useState("");
  const organization = organizationId === undefined ? tree.roots[0] : tree.find(organizationId);
  if (!organization) return <MessagePage title={tree.size === 0 ? texts.empty : notFound.title} text={notFound.text} />;
  const above = organization.parentId;
  const up = above === null || !tree.find(above) ? "/" : `/organizations/${above}`;
  return (
    <>
      <PageHeader title={organization.shortName} up={up} />
      <div className="search">
        <input
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          placeholder={texts.searchPlaceholder}
          aria-label={texts.search}
        />
      </div>
      {above === null && (
        <div className="search">
          <Link className="wide-link" to="/organizations?show=exceptions">
            {life.exceptions}
          </Link>
        </div>
      )}
      {wanted.trim() === "" ? (
        <Place organization={organization} tree={tree} />
      ) : (
        <Results tree={tree} wanted={wanted} />
      )}
    </>
  );
}

/** One organisation: what it is, and what stands below it, to drill down. */
export function OrganizationPage() {
  const { organizationId } = useParams();
  const { organization: texts } = useTerms();
  const [search] = useSearchParams();
  const { tree, isError, error, refetch, loaded } = useOrganizations();
  if (tree && search.get("show") === "exceptions") return <ExceptionsPage tree={tree} />;
  if (tree) return <Ready key={organizationId ?? ""} tree={tree} />;
  return (
    <>
      <PageHeader title={texts.title} up="/" />
      <section className="card" aria-busy={!isError}>
        {isError ? (
          <Problem error={error} onRetry={() => refetch()} />
        ) : (
          <>
            <p role="status" className="soft">
              {texts.loaded(loaded)}
            </p>
            <Skeleton.Paragraph lineCount={8} animated />
          </>
        )}
      </section>
    </>
  );
}
