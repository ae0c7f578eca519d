import { Skeleton } from "antd";
import { Findings } from "../../organization/findings.tsx";
import type { Organization } from "../../organization/organization-rules.ts";
import { TermClock } from "../../organization/term-clock.tsx";
import { hasTerm } from "../../organization/term-rules.ts";
import { useOrganizationDetail } from "../../organization/use-organization-detail.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { organizationLife } from "../../terms/organization-life.ts";
import { ProblemAlert } from "../problem-alert.tsx";

/** What the rules say about an organisation: where its numbers offend one, and how its term stands. */
export function RuleCheck({ organization }: { organization: Organization }) {
  const texts = useTermsOf(organizationLife);
  const { organizationId, version } = organization;
  const { data, isError, error, refetch } = useOrganizationDetail(organizationId, version);
  if (isError) return <ProblemAlert error={error} onRetry={() => refetch()} />;
  if (!data) return <Skeleton active title={false} paragraph={{ rows: 4 }} />;
  return (
    <>
      <section aria-labelledby="findings">
        <h3 id="findings">{texts.findings}</h3>
        <Findings findings={data.findings} />
      </section>
      <section aria-labelledby="clock">
        <h3 id="clock">{texts.clock}</h3>
        {data.clock ? (
          <TermClock clock={data.clock} />
        ) : (
          <p className="soft">{hasTerm(organization) ? texts.noClock : texts.noTermKind}</p>
        )}
      </section>
    </>
  );
}
