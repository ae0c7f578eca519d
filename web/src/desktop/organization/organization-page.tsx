import { App, Skeleton } from "antd";
import { useCallback, useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { Exceptions } from "../../organization/exceptions.tsx";
import type { Organization } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { organizationLife } from "../../terms/organization-life.ts";
import { MessagePage } from "../message-page.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { OrganizationDetail } from "./organization-detail.tsx";
import { type Dialog, OrganizationDialog } from "./organization-dialog.tsx";
import { TreePane } from "./tree-pane.tsx";

interface ReadyProps {
  readonly organizations: readonly Organization[];
  readonly tree: OrganizationTree;
}

function Ready({ organizations, tree }: ReadyProps) {
  const { organizationId } = useParams();
  const { organization: texts, notFound } = useTerms();
  const me = useCurrentPerson();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [dialog, setDialog] = useState<Dialog>();
  const selected = organizationId === undefined ? tree.roots[0] : tree.find(organizationId);
  const select = (id: string) => navigate(`/organizations/${id}`);
  const mayManage = ({ path }: Organization) => mayAt(me, "organization.manage", path);
  const finish = (text: string, changed: Organization) => {
    setDialog(undefined);
    message.success(text);
    select(changed.organizationId);
  };
  return (
    <div className="organization-page">
      <TreePane
        organizations={organizations}
        tree={tree}
        selectedId={selected?.organizationId}
        mayManage={mayManage}
        onSelect={select}
        onMove={(organization, newParent) => setDialog({ kind: "move", organization, newParent })}
      />
      {selected ? (
        <OrganizationDetail
          key={selected.organizationId}
          organization={selected}
          tree={tree}
          mayManage={mayManage(selected)}
          onAct={setDialog}
        />
      ) : (
        <section className="panel">
          <MessagePage title={organizationId === undefined ? texts.empty : notFound.title} text={notFound.text} />
        </section>
      )}
      {dialog && (
        <OrganizationDialog
          dialog={dialog}
          tree={tree}
          mayManage={mayManage}
          onDone={finish}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
}

/** The department's view: what offends a rule, in the places for which the person answers. */
function ExceptionsPanel({ tree }: { tree: OrganizationTree }) {
  const me = useCurrentPerson();
  const isMine = useCallback(
    ({ path }: Organization) => mayAt(me, "organization.manage", path) || mayAt(me, "audit.read", path),
    [me],
  );
  return (
    <section className="panel">
      <Exceptions tree={tree} isMine={isMine} />
    </section>
  );
}

export function OrganizationPage() {
  const { organization: texts } = useTerms();
  const life = useTermsOf(organizationLife);
  const [search] = useSearchParams();
  const isExceptions = search.get("show") === "exceptions";
  const { data, tree, isError, error, refetch, loaded } = useOrganizations();
  return (
    <>
      <div className="title-row">
        <PageTitle title={isExceptions ? life.exceptionsTitle : texts.title} />
        <Link to={isExceptions ? "/organizations" : "/organizations?show=exceptions"}>
          {isExceptions ? life.allOrganizations : life.exceptions}
        </Link>
      </div>
      {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
      {data && tree && (isExceptions ? <ExceptionsPanel tree={tree} /> : <Ready organizations={data} tree={tree} />)}
      {!data && !isError && (
        <div className="organization-page" aria-busy="true">
          <div className="panel">
            <p role="status" className="soft">
              {texts.loaded(loaded)}
            </p>
            <Skeleton active title={false} paragraph={{ rows: 12 }} />
          </div>
          <div className="panel">
            <Skeleton active paragraph={{ rows: 8 }} />
          </div>
        </div>
      )}
    </>
  );
}
