import { Link } from "react-router";
import type { Population } from "../../../../lib/statistics/dimensions.ts";
import { formatShare } from "../../statistics/share.ts";
import { ShareBar } from "../../statistics/share-bar.tsx";
import { peopleBehindAddress } from "../../statistics/statistics-address.ts";
import type { Row, Table } from "../../statistics/statistics-tables.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";

interface CardProps {
  readonly table: Table;
  readonly population: Population;
  readonly organizationId: string;
}

function Numbers({ name, row }: { name: string; row: Row }) {
  const { people } = useTermsOf(statisticsTerms);
  return (
    <>
      <span className="statistics-row">
        <span>{name}</span>
        <span className="number">
          <span className="count">{people(row.count)}</span> <span className="soft">{formatShare(row.share)}</span>
        </span>
      </span>
      <ShareBar share={row.share} />
    </>
  );
}

/** One table as a card; each row opens the list of the people behind its number. */
export function DimensionCard({ table: { dimension, title, rows }, population, organizationId }: CardProps) {
  const { language } = useLanguage();
  return (
    <section className="card" aria-labelledby={`statistics-${dimension}`}>
      <h2 id={`statistics-${dimension}`}>{title[language]}</h2>
      <ul className="statistics-rows">
        {rows.map((row) => (
          <li key={row.band}>
            {row.count === 0 ? (
              <div>
                <Numbers name={row.name[language]} row={row} />
              </div>
            ) : (
              <Link to={peopleBehindAddress(organizationId, { population, dimension, band: row.band })}>
                <Numbers name={row.name[language]} row={row} />
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
