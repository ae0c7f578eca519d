import "./membership.css";
import { Button, Empty, Skeleton, Table } from "antd";
import { Link } from "react-router";
import { correctionsAddress } from "../../membership/use-open-corrections.ts";
import { useWaitingCorrections, type WaitingCorrection } from "../../membership/use-waiting-corrections.ts";
import { useWords } from "../../membership/use-words.ts";
import { formatMoment } from "../../terms/dates.ts";
import { useTerms } from "../../terms/language.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";

function Waiting({ corrections }: { corrections: readonly WaitingCorrection[] }) {
  const { texts, language, tree } = useWords();
  return (
    <TableBox label={texts.corrections}>
      <Table<WaitingCorrection>
        rowKey="correctionId"
        dataSource={[...corrections]}
        pagination={false}
        columns={[
          {
            title: texts.fields.name,
            className: "nowrap",
            render: (_, { name, personId }) => <Link to={correctionsAddress(personId)}>{name}</Link>,
          },
          {
            title: texts.branch,
            render: (_, { organizationId }) => tree?.find(organizationId)?.shortName ?? organizationId,
          },
          {
            title: texts.correctionFields,
            render: (_, { fields }) => fields.map((field) => texts.fields[field]).join(language === "zh" ? "、" : ", "),
          },
          {
            title: texts.askedAt,
            className: "nowrap",
            render: (_, { at }) => <time dateTime={at}>{formatMoment(at, language)}</time>,
          },
          {
            title: texts.decide,
            className: "nowrap",
            render: (_, { name, personId }) => (
              <Link to={correctionsAddress(personId)} aria-label={texts.decideOf(name)}>
                {texts.decide}
              </Link>
            ),
          },
        ]}
      />
    </TableBox>
  );
}

function Corrections() {
  const { texts } = useWords();
  const { loadMore } = useTerms();
  const { corrections, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useWaitingCorrections();
  if (!corrections) {
    return isError ? <ProblemAlert error={error} onRetry={() => refetch()} /> : <Skeleton active />;
  }
  if (corrections.length === 0 && !hasNextPage) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.noCorrections}</strong>}>
        <p className="soft">{texts.noCorrectionsText}</p>
      </Empty>
    );
  }
  return (
    <>
      {isError && <ProblemAlert error={error} onRetry={() => fetchNextPage()} />}
      <Waiting corrections={corrections} />
      {hasNextPage && (
        <Button className="after-alert" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {loadMore}
        </Button>
      )}
    </>
  );
}

/** What members asked to have put right, from all branches in which the reader answers. */
export function CorrectionsPage() {
  const { texts } = useWords();
  return (
    <>
      <PageTitle title={texts.corrections} />
      <section className="panel" aria-label={texts.corrections}>
        <p className="soft table-intro">{texts.correctionsIntro}</p>
        <Corrections />
      </section>
    </>
  );
}
