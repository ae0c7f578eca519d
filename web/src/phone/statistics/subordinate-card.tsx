import { Skeleton } from "antd-mobile";
import { Link } from "react-router";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { statisticsAddress } from "../../statistics/statistics-address.ts";
import { subordinatesIn } from "../../statistics/subordinates.ts";
import { useSubordinates } from "../../statistics/use-statistics.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";
import { icons } from "../icons.tsx";
import { Problem } from "../problem.tsx";

/** The organisations directly below, each leading to its own numbers. */
export function SubordinateCard({ tree, organizationId }: { tree: OrganizationTree; organizationId: string }) {
  const texts = useTermsOf(statisticsTerms);
  const { data, error, isError, refetch } = useSubordinates(organizationId);
  return (
    <section className="card" aria-labelledby="subordinates">
      <h2 id="subordinates">{texts.subordinates}</h2>
      {data ? (
        <ul className="rows">
          {subordinatesIn(tree, organizationId, data).map(({ organization, members }) => (
            <li key={organization.organizationId}>
              <Link to={statisticsAddress(organization.organizationId)}>
                <span className="row-text">
                  <span>{organization.shortName}</span>
                  <span className="soft">
                    {texts.members} {texts.people(members)}
                  </span>
                </span>
                {icons.next}
              </Link>
            </li>
          ))}
        </ul>
      ) : isError ? (
        <Problem error={error} onRetry={() => refetch()} />
      ) : (
        <Skeleton.Paragraph lineCount={4} animated />
      )}
    </section>
  );
}
