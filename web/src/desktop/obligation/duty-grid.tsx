import { Button, Checkbox, Empty, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import type { GridRow } from "../../obligation/grid-answers.ts";
import { columnOf, columnsOf, hasOverdue, occasionOf } from "../../obligation/grid-columns.ts";
import { StateMark } from "../../obligation/state-mark.tsx";
import { useColumnNames, useDutyGrid } from "../../obligation/use-grid.ts";
import { useWords } from "../../obligation/use-words.ts";
import { useTerms } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";

function Row({ row, columns }: { row: GridRow; columns: readonly string[] }) {
  return (
    <tr>
      <th scope="row">
        <Link to={`/organizations/${row.organizationId}/duties`}>{row.organizationName}</Link>
      </th>
      {columns.map((column) => (
        <td key={column}>
          <ul className="duty-cells">
            {row.cells
              .filter((cell) => columnOf(cell) === column)
              .map((cell) => (
                <li key={cell.dutyId}>
                  <span className="soft">{occasionOf(cell)}</span>
                  <StateMark state={cell.state} />
                </li>
              ))}
          </ul>
        </td>
      ))}
    </tr>
  );
}

function Table({ rows }: { rows: readonly GridRow[] }) {
  const { texts } = useWords();
  const columns = useMemo(() => columnsOf(rows), [rows]);
  const nameOf = useColumnNames();
  return (
    <TableBox label={texts.grid}>
      <table className="entries duty-grid">
        <thead>
          <tr>
            <th scope="col">{texts.organizationColumn}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {nameOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.organizationId} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** A row for each organisation, a column for each kind of duty; exceptions first. */
export function DutyGrid({ organizationId, year }: { organizationId: string; year: number }) {
  const { texts } = useWords();
  const { loadMore } = useTerms();
  const [isAll, setAll] = useState(false);
  const query = useDutyGrid(organizationId, year);
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  if (!data) {
    return isError ? (
      <ProblemAlert error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton active paragraph={{ rows: 10 }} />
    );
  }
  const shown = isAll ? rows : rows.filter(hasOverdue);
  return (
    <>
      <p className="soft">{texts.gridIntro}</p>
      <p>
        <Checkbox checked={!isAll} onChange={({ target }) => setAll(!target.checked)}>
          {texts.onlyExceptions}
        </Checkbox>
      </p>
      {shown.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.noExceptions}</strong>} />
      ) : (
        <Table rows={shown} />
      )}
      {isError && <ProblemAlert error={error} onRetry={() => fetchNextPage()} />}
      <p className="more">
        {hasNextPage && (
          <Button size="large" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {loadMore}
          </Button>
        )}
        <span role="status" className="soft">
          {texts.loadedRows(shown.length, rows.length)}
        </span>
      </p>
    </>
  );
}
