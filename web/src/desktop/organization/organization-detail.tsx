import { Breadcrumb, Button, Skeleton, Tabs } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { childKinds, roleOf } from "../../../../lib/shared/organization-kinds.ts";
import { DutiesLink } from "../../obligation/duties-link.tsx";
import { History } from "../../organization/history.tsx";
import type { Organization } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { hasTerm } from "../../organization/term-rules.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTerms, useTermsOf } from "../../terms/language.tsx";
import { organizationLife } from "../../terms/organization-life.ts";
import { OrganizationAppointments } from "../appointment/organization-appointments.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { MergeProgress } from "./merge-progress.tsx";
import type { Dialog } from "./organization-dialog.tsx";
import { RuleCheck } from "./rule-check.tsx";
import { DissolvedTag, KindTag } from "./tags.tsx";

interface DetailProps {
  readonly organization: Organization;
  readonly tree: OrganizationTree;
  readonly mayManage: boolean;
  readonly onAct: (dialog: Dialog) => void;
}

function Facts({ organization, tree }: Pick<DetailProps, "organization" | "tree">) {
  const { terms, language } = useLanguage();
  const texts = terms.organization;
  const life = useTermsOf(organizationLife);
  return (
    <dl className="facts">
      <dt>{texts.shortName}</dt>
      <dd>{organization.shortName}</dd>
      <dt>{texts.establishedOn}</dt>
      <dd>{formatDate(organization.establishedOn, language)}</dd>
      {organization.dissolvedOn !== null && (
        <>
          <dt>{texts.dissolvedOn}</dt>
          <dd>{formatDate(organization.dissolvedOn, language)}</dd>
          <dt>{texts.dissolvedReason}</dt>
          <dd>{organization.dissolvedReason}</dd>
        </>
      )}
      {organization.successorId !== null && (
        <>
          <dt>{life.successor}</dt>
          <dd>
            <Link to={`/organizations/${organization.successorId}`}>
              {tree.find(organization.successorId)?.shortName ?? organization.successorId}
            </Link>
          </dd>
        </>
      )}
    </dl>
  );
}

function Figures({ organization, tree }: Pick<DetailProps, "organization" | "tree">) {
  const { organization: texts } = useTerms();
  const { branches, members } = tree.totalsOf(organization.organizationId);
  const figures = [
    { label: texts.children, value: texts.organizationsUnit(organization.childCount) },
    { label: texts.branches, value: texts.organizationsUnit(branches) },
    { label: texts.members, value: texts.membersUnit(members) },
  ];
  return (
    <dl className="figures">
      {figures.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Actions({ organization, onAct }: Pick<DetailProps, "organization" | "onAct">) {
  const { organization: texts } = useTerms();
  const life = useTermsOf(organizationLife);
  const isRoot = organization.parentId === null;
  return (
    <fieldset className="actions">
      <legend className="visually-hidden">{texts.actions}</legend>
      {childKinds[organization.kind].length > 0 && (
        <Button type="primary" onClick={() => onAct({ kind: "create", organization })}>
          {texts.create}
        </Button>
      )}
      <Button onClick={() => onAct({ kind: "rename", organization })}>{texts.rename}</Button>
      {!isRoot && <Button onClick={() => onAct({ kind: "move", organization })}>{texts.move}</Button>}
      {hasTerm(organization) && (
        <>
          <Button onClick={() => onAct({ kind: "renew", organization })}>{life.renew}</Button>
          <Button
            onClick={() => onAct({ kind: "extend", organization })}
            disabled={organization.termStartedOn === null}
          >
            {life.extend}
          </Button>
        </>
      )}
      {roleOf(organization.kind) === "branch" && (
        <Button onClick={() => onAct({ kind: "merge", organization })}>{life.merge}</Button>
      )}
      {!isRoot && <Button onClick={() => onAct({ kind: "dissolve", organization })}>{texts.dissolve}</Button>}
    </fieldset>
  );
}

function Subordinates({ organization, tree }: Pick<DetailProps, "organization" | "tree">) {
  const { organization: texts } = useTerms();
  const children = tree.childrenOf(organization.organizationId).filter(({ status }) => status === "active");
  return (
    <section aria-labelledby="subordinates">
      <h3 id="subordinates">{texts.subordinates}</h3>
      {children.length === 0 && <p className="soft">{texts.noSubordinates}</p>}
      <ul className="subordinates">
        {children.map(({ organizationId, shortName, kind }) => (
          <li key={organizationId}>
            <Link to={`/organizations/${organizationId}`}>{shortName}</Link>
            <KindTag kind={kind} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Overview({ organization, tree }: Pick<DetailProps, "organization" | "tree">) {
  return (
    <>
      <Figures organization={organization} tree={tree} />
      <DutiesLink organization={organization} />
      {organization.status === "active" && <RuleCheck organization={organization} />}
      <OrganizationAppointments organization={organization} />
      <Facts organization={organization} tree={tree} />
      <Subordinates organization={organization} tree={tree} />
    </>
  );
}

function Past({ organization, tree }: Pick<DetailProps, "organization" | "tree">) {
  const life = useTermsOf(organizationLife);
  return (
    <History
      organizationId={organization.organizationId}
      version={organization.version}
      tree={tree}
      problem={(error, onRetry) => <ProblemAlert error={error} onRetry={onRetry} />}
      waiting={<Skeleton active title={false} paragraph={{ rows: 6 }} />}
      more={(onMore, isLoading) => (
        <div className="more">
          <Button onClick={onMore} loading={isLoading}>
            {life.more}
          </Button>
        </div>
      )}
    />
  );
}

export function OrganizationDetail({ organization, tree, mayManage, onAct }: DetailProps) {
  const { organization: texts } = useTerms();
  const life = useTermsOf(organizationLife);
  const [tab, setTab] = useState("overview");
  const above = tree.ancestorsOf(organization);
  return (
    <section className="panel detail" aria-labelledby="organization-name">
      {above.length > 0 && (
        <nav aria-label={texts.path}>
          <Breadcrumb
            items={[
              ...above.map(({ organizationId, shortName }) => ({
                key: organizationId,
                title: <Link to={`/organizations/${organizationId}`}>{shortName}</Link>,
              })),
              { key: organization.organizationId, title: organization.shortName },
            ]}
          />
        </nav>
      )}
      <h2 id="organization-name">{organization.name}</h2>
      <p className="detail-tags">
        <KindTag kind={organization.kind} />
        {organization.status === "dissolved" && <DissolvedTag />}
      </p>
      {organization.mergeId !== null && <MergeProgress organizationId={organization.organizationId} />}
      {mayManage && organization.status === "active" && organization.mergeId === null && (
        <Actions organization={organization} onAct={onAct} />
      )}
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          { key: "overview", label: life.overview, children: <Overview organization={organization} tree={tree} /> },
          { key: "history", label: life.history, children: <Past organization={organization} tree={tree} /> },
        ]}
      />
    </section>
  );
}
