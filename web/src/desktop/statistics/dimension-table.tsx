import { Link } from "react-router";
import type { Population } from "../../../../lib/statistics/dimensions.ts";
import { formatShare } from "../../statistics/share.ts";
import { ShareBar } from "../../statistics/share-bar.tsx";
import { peopleBehindAddress } from "../../statistics/statistics-address.ts";
import type { Table } from "../../statistics/statistics-tables.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";

interface TableProps {
  readonly table: Table;
  readonly population: Population;
  readonly organizationId: string;
}

/** One table of a report; each number opens the list of the people behind it. */
export function DimensionTable({ table: { dimension, title, rows }, population, organizationId }: TableProps) {
  const { column, list } = useTermsOf(statisticsTerms);
  const { language } = useLanguage();
  return (
    <table className="statistics-table">
      <caption>{title[language]}</caption>
      <thead>
        <tr>
          <th scope="col">{column.band}</th>
          <th scope="col" className="number people">
            {column.count}
          </th>
          <th scope="col" className="number share">
            {column.share}
          </th>
          <td className="bar" />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ band, name, count, share }) => (
          <tr key={band}>
            <th scope="row">{name[language]}</th>
            <td className="number">
              {count === 0 ? (
                0
              ) : (
                <Link
                  to={peopleBehindAddress(organizationId, { population, dimension, band })}
                  aria-label={`${name[language]} ${list(count)}`}
                >
                  {count}
                </Link>
              )}
            </td>
            <td className="number">{formatShare(share)}</td>
            <td className="bar">
              <ShareBar share={share} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
