import { Skeleton } from "antd";
import { Link } from "react-router";
import { type Counts, useDutyFigures } from "../../obligation/use-grid.ts";
import { useWords } from "../../obligation/use-words.ts";
import { formatDate } from "../../terms/dates.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";

const countNames = ["onTime", "late", "overdue", "open", "waived"] as const satisfies readonly (keyof Counts)[];

function Row({ name, counts, to }: { name: string; counts: Counts; to?: string }) {
  return (
    <tr>
      <th scope="row">{to === undefined ? name : <Link to={to}>{name}</Link>}</th>
      {countNames.map((count) => (
        <td key={count} className="number">
          {counts[count]}
        </td>
      ))}
    </tr>
  );
}

function Head({ first }: { first: string }) {
  const { texts } = useWords();
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {countNames.map((count) => (
          <th key={count} scope="col" className="number">
            {texts.counts[count]}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Duties met in time, late and not at all; every organisation leads to its own, and what is overdue is named. */
export function DutyFigures({ organizationId, year }: { organizationId: string; year: number }) {
  const { texts, language } = useWords();
  const { data, error, isError, refetch } = useDutyFigures(organizationId, year);
  if (!data) {
    return isError ? (
      <ProblemAlert error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton active paragraph={{ rows: 6 }} />
    );
  }
  return (
    <div className="duty-figures">
      <table className="entries">
        <Head first={texts.period} />
        <tbody>
          {data.quarters.map(({ quarter, counts }) => (
            <Row key={quarter} name={texts.quarter(quarter)} counts={counts} />
          ))}
          <Row name={texts.wholeYear} counts={data.total} />
        </tbody>
      </table>
      {data.below.length > 0 && (
        <details>
          <summary>{texts.below(data.below.length)}</summary>
          <TableBox label={texts.below(data.below.length)}>
            <table className="entries">
              <Head first={texts.organizationColumn} />
              <tbody>
                {data.below.map((one) => (
                  <Row
                    key={one.organizationId}
                    name={one.organizationName}
                    counts={one.counts}
                    to={`/organizations/${one.organizationId}/duties`}
                  />
                ))}
              </tbody>
            </table>
          </TableBox>
        </details>
      )}
      {data.overdue.length > 0 && (
        <details>
          <summary>{texts.overdueList(data.overdue.length)}</summary>
          <ul className="subordinates">
            {data.overdue.map((one) => (
              <li key={`${one.organizationId} ${one.dutyId}`}>
                <Link to={`/organizations/${one.organizationId}/duties`}>{one.organizationName}</Link>
                <span className="unbroken">{texts.dueOn(formatDate(one.due, language))}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
