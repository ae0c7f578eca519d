import { Skeleton } from "antd";
import { Link } from "react-router";
import { dimensions } from "../../../../lib/statistics/dimensions.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { statisticsAddress } from "../../statistics/statistics-address.ts";
import { subordinateColumns, subordinatesIn } from "../../statistics/subordinates.ts";
import { useSubordinates } from "../../statistics/use-statistics.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";

/** How a number comes about: the organisations directly below, each with everything below it. */
export function SubordinateTable({ tree, organizationId }: { tree: OrganizationTree; organizationId: string }) {
  const texts = useTermsOf(statisticsTerms);
  const { language } = useLanguage();
  const { data, error, isError, refetch } = useSubordinates(organizationId);
  const { bands } = dimensions.category;
  return (
    <section className="panel" aria-labelledby="subordinates">
      <h2 id="subordinates">{texts.subordinates}</h2>
      {data ? (
        <TableBox label={texts.subordinates}>
          <table className="statistics-table statistics-subordinates">
            <thead>
              <tr>
                <th scope="col">{texts.name}</th>
                <th scope="col" className="number">
                  {texts.members}
                </th>
                {subordinateColumns.map(({ band }) => (
                  <th key={band} scope="col" className="number">
                    {bands[band][language]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {subordinatesIn(tree, organizationId, data).map(({ organization, members, numbers }) => (
                <tr key={organization.organizationId}>
                  <th scope="row">
                    <Link to={statisticsAddress(organization.organizationId)}>{organization.shortName}</Link>
                  </th>
                  <td className="number">{members}</td>
                  {subordinateColumns.map(({ band, field }) => (
                    <td key={band} className="number">
                      {numbers?.[field] ?? 0}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      ) : isError ? (
        <ProblemAlert error={error} onRetry={() => refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 6 }} />
      )}
    </section>
  );
}
