import { Button, Empty, Skeleton, Table } from "antd";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { type ShownRow, shownRows } from "../../roster-import/describe-rows.ts";
import { type PreviewList, usePreviewRows } from "../../roster-import/use-imports.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { usePreviewColumns } from "./preview-columns.tsx";

interface PreviewTableProps {
  readonly importId: string;
  readonly list: PreviewList;
  readonly total: number;
  readonly tree: OrganizationTree | undefined;
}

const tableSize = { x: 920, y: 460 };
/** So near to the end of what is loaded, the next hundred rows are fetched. */
const nearEndPixels = 600;

/** A list of the preview. Only what is in sight is in the page, and rows come a hundred at a time while one scrolls. */
export function PreviewTable({ importId, list, total, tree }: PreviewTableProps) {
  const texts = useTermsOf(rosterImportTerms);
  const { loadMore } = useTerms();
  const columns = usePreviewColumns(list, tree);
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetching } = usePreviewRows(importId, list);
  if (!data)
    return isError ? (
      <ProblemAlert error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton active paragraph={{ rows: 6 }} />
    );
  const rows = data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.emptyList[list]} />;
  const loadNext = () => {
    if (hasNextPage && !isFetching) fetchNextPage();
  };
  return (
    <>
      <Table<ShownRow>
        virtual
        size="small"
        rowKey="key"
        pagination={false}
        scroll={tableSize}
        columns={columns}
        dataSource={shownRows(rows, list)}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          if (scrollHeight - scrollTop - clientHeight < nearEndPixels) loadNext();
        }}
      />
      {isError && <ProblemAlert error={error} onRetry={() => fetchNextPage()} />}
      <p className="more">
        {hasNextPage && (
          <Button loading={isFetching} onClick={loadNext}>
            {loadMore}
          </Button>
        )}
        <span role="status" className="soft">
          {texts.loadedRows(rows.length, total)}
        </span>
      </p>
    </>
  );
}
