import { Button, Skeleton } from "antd-mobile";
import { Findings } from "../../organization/findings.tsx";
import { History } from "../../organization/history.tsx";
import type { Organization } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { TermClock } from "../../organization/term-clock.tsx";
import { hasTerm } from "../../organization/term-rules.ts";
import { useOrganizationDetail } from "../../organization/use-organization-detail.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { organizationLife } from "../../terms/organization-life.ts";
import { Problem } from "../problem.tsx";

const waiting = <Skeleton.Paragraph lineCount={4} animated />;

/** What the rules say about an organisation, and its re-election clock. */
export function RuleCheck({ organization }: { organization: Organization }) {
  const texts = useTermsOf(organizationLife);
  const { organizationId, version } = organization;
  const { data, isError, error, refetch } = useOrganizationDetail(organizationId, version);
  return (
    <>
      <section className="card" aria-labelledby="findings">
        <h2 id="findings">{texts.findings}</h2>
        {isError && <Problem error={error} onRetry={() => refetch()} />}
        {data ? <Findings findings={data.findings} /> : !isError && waiting}
      </section>
      {data && (
        <section className="card" aria-labelledby="clock">
          <h2 id="clock">{texts.clock}</h2>
          {data.clock ? (
            <TermClock clock={data.clock} />
          ) : (
            <p className="soft">{hasTerm(organization) ? texts.noClock : texts.noTermKind}</p>
          )}
        </section>
      )}
    </>
  );
}

/** What became of it, the latest first. */
export function Past({ organization, tree }: { organization: Organization; tree: OrganizationTree }) {
  const texts = useTermsOf(organizationLife);
  return (
    <section className="card" aria-labelledby="history">
      <h2 id="history">{texts.history}</h2>
      <History
        organizationId={organization.organizationId}
        version={organization.version}
        tree={tree}
        problem={(error, onRetry) => <Problem error={error} onRetry={onRetry} />}
        waiting={waiting}
        more={(onMore, isLoading) => (
          <Button block onClick={onMore} loading={isLoading}>
            {texts.more}
          </Button>
        )}
      />
    </section>
  );
}
