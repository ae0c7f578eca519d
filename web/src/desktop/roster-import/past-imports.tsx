import { Button, Empty, Skeleton } from "antd";
import { Link } from "react-router";
import { useImportSummary } from "../../roster-import/use-import-summary.ts";
import { type RosterImport, useImports } from "../../roster-import/use-imports.ts";
import { formatMoment } from "../../terms/dates.ts";
import { useLanguage, useTerms, useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";
import { StateTag } from "./state-tag.tsx";

function ImportRow({ found }: { found: RosterImport }) {
  const texts = useTermsOf(rosterImportTerms);
  const { language } = useLanguage();
  const summary = useImportSummary();
  const { importId, fileName, createdAt, state } = found;
  return (
    <tr>
      <td className="file-name">{fileName}</td>
      <td className="moment">
        <time dateTime={createdAt}>{formatMoment(createdAt, language)}</time>
      </td>
      <td>
        <StateTag state={state} />
      </td>
      <td>{summary(found)}</td>
      <td>
        <Link to={`/imports/${importId}`} aria-label={texts.openOf(fileName)}>
          {texts.open}
        </Link>
      </td>
    </tr>
  );
}

function Rows({ organizationId }: { organizationId: string }) {
  const texts = useTermsOf(rosterImportTerms);
  const { loadMore } = useTerms();
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useImports(organizationId);
  const imports = data?.pages.flatMap(({ items }) => items) ?? [];
  if (!data)
    return isError ? (
      <ProblemAlert error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton active paragraph={{ rows: 4 }} />
    );
  if (imports.length === 0) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.none}</strong>}>
        <p>{texts.noneText}</p>
      </Empty>
    );
  }
  return (
    <>
      <TableBox label={texts.past}>
        <table className="entries">
          <thead>
            <tr>
              {[texts.fileName, texts.uploadedAt, texts.state, texts.result, texts.open].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {imports.map((found) => (
              <ImportRow key={found.importId} found={found} />
            ))}
          </tbody>
        </table>
      </TableBox>
      {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
      <p className="more">
        {hasNextPage && (
          <Button size="large" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {loadMore}
          </Button>
        )}
        <span role="status" className="soft">
          {texts.shown(imports.length)}
        </span>
      </p>
    </>
  );
}

export function PastImports({ organizationId }: { organizationId: string }) {
  const texts = useTermsOf(rosterImportTerms);
  return (
    <section className="panel" aria-labelledby="past">
      <h2 id="past">{texts.past}</h2>
      <Rows key={organizationId} organizationId={organizationId} />
    </section>
  );
}
