import { App, Button, Skeleton } from "antd";
import { Link } from "react-router";
import { type DutyOutcome, dutyOutcomeNames } from "../../../../lib/obligation/duty-states.ts";
import { saveFile } from "../../api/save-file.ts";
import { CountLink } from "../../obligation/count-link.tsx";
import { DutyTrend } from "../../obligation/duty-trend.tsx";
import { figuresFile, fileOf } from "../../obligation/figures-file.ts";
import { type Counts, exceptionsFirst } from "../../obligation/grid-answers.ts";
import { useDutyFigures } from "../../obligation/use-grid.ts";
import { useWords } from "../../obligation/use-words.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";

interface RowProps {
  readonly name: string;
  readonly counts: Counts;
  readonly of: { readonly organizationId: string; readonly year: number; readonly quarter: number | null };
  readonly to?: string;
}

function Row({ name, counts, of, to }: RowProps) {
  const cell = (outcome: DutyOutcome) => <CountLink {...of} outcome={outcome} count={counts[outcome]} />;
  return (
    <tr>
      <th scope="row">{to === undefined ? name : <Link to={to}>{name}</Link>}</th>
      {dutyOutcomeNames.map((outcome) => (
        <td key={outcome} className="number">
          {cell(outcome)}
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
        {dutyOutcomeNames.map((outcome) => (
          <th key={outcome} scope="col" className="number">
            {texts.counts[outcome]}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Duties met in time, late and not at all; every number opens its list, every organisation leads to its own figures. */
export function DutyFigures({ organization, year }: { organization: Organization; year: number }) {
  const { texts } = useWords();
  const { message } = App.useApp();
  const { organizationId, name } = organization;
  const { data, error, isError, refetch } = useDutyFigures(organizationId, year);
  if (!data) {
    return isError ? (
      <ProblemAlert error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton active paragraph={{ rows: 6 }} />
    );
  }
  const save = () => {
    saveFile(fileOf(figuresFile(data, name, texts)), texts.figuresFileName(name, year));
    message.success(texts.exported);
  };
  return (
    <div className="duty-figures">
      <table className="entries">
        <Head first={texts.period} />
        <tbody>
          {data.quarters.map(({ quarter, counts }) => (
            <Row key={quarter} name={texts.quarter(quarter)} counts={counts} of={{ organizationId, year, quarter }} />
          ))}
          <Row name={texts.wholeYear} counts={data.total} of={{ organizationId, year, quarter: null }} />
        </tbody>
      </table>
      <p className="duty-export">
        <Button onClick={save}>{texts.exportFigures}</Button>
      </p>
      <DutyTrend organizationId={organizationId} year={year} />
      {data.below.length > 0 && (
        <details open={data.total.overdue > 0}>
          <summary>{texts.below(data.below.length)}</summary>
          <TableBox label={texts.below(data.below.length)}>
            <table className="entries">
              <Head first={texts.organizationColumn} />
              <tbody>
                {exceptionsFirst(data.below).map((one) => (
                  <Row
                    key={one.organizationId}
                    name={one.organizationName}
                    counts={one.counts}
                    of={{ organizationId: one.organizationId, year, quarter: null }}
                    to={`/duties/grid?organization=${one.organizationId}`}
                  />
                ))}
              </tbody>
            </table>
          </TableBox>
        </details>
      )}
    </div>
  );
}
