import "./membership.css";
import { Button, Empty, Skeleton, Table } from "antd";
import { Link } from "react-router";
import { erasureReasons } from "../../../../lib/membership/erasure-reasons.ts";
import { personAddress } from "../../membership/people-address.ts";
import { useWaitingErasures, type WaitingErasure } from "../../membership/use-personal-data.ts";
import { useWords } from "../../membership/use-words.ts";
import { formatDate, formatMoment } from "../../terms/dates.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { personalDataTerms } from "../../terms/personal-data.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";

function Waiting({ erasures }: { erasures: readonly WaitingErasure[] }) {
  const texts = useTermsOf(personalDataTerms);
  const { language, tree } = useWords();
  return (
    <TableBox label={texts.list}>
      <Table<WaitingErasure>
        rowKey="personId"
        dataSource={[...erasures]}
        pagination={false}
        columns={[
          {
            title: texts.name,
            className: "nowrap",
            render: (_, { name, personId }) => <Link to={personAddress(personId)}>{name ?? texts.unknown}</Link>,
          },
          {
            title: texts.branch,
            render: (_, { organizationId }) => tree?.find(organizationId)?.shortName ?? organizationId,
          },
          { title: texts.reason, render: (_, { reason }) => erasureReasons[reason][language] },
          {
            title: texts.requestedAt,
            className: "nowrap",
            render: (_, { requestedAt }) => <time dateTime={requestedAt}>{formatMoment(requestedAt, language)}</time>,
          },
          {
            title: texts.dueOn,
            className: "nowrap",
            render: (_, { dueOn }) => <time dateTime={dueOn}>{formatDate(dueOn, language)}</time>,
          },
        ]}
      />
    </TableBox>
  );
}

function Erasures() {
  const texts = useTermsOf(personalDataTerms);
  const { loadMore } = useTerms();
  const { erasures, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useWaitingErasures();
  if (!erasures) return isError ? <ProblemAlert error={error} onRetry={() => refetch()} /> : <Skeleton active />;
  if (erasures.length === 0 && !hasNextPage) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.listEmpty}</strong>}>
        <p className="soft">{texts.listEmptyText}</p>
      </Empty>
    );
  }
  return (
    <>
      {isError && <ProblemAlert error={error} onRetry={() => fetchNextPage()} />}
      <Waiting erasures={erasures} />
      {hasNextPage && (
        <Button className="after-alert" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {loadMore}
        </Button>
      )}
    </>
  );
}

/** Whose information will be deleted, and when. */
export function ErasuresPage() {
  const texts = useTermsOf(personalDataTerms);
  return (
    <>
      <PageTitle title={texts.list} />
      <section className="panel" aria-label={texts.list}>
        <p className="soft table-intro">{texts.listIntro}</p>
        <Erasures />
      </section>
    </>
  );
}
