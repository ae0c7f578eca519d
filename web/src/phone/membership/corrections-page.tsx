import "./membership.css";
import { Button, Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { correctionsAddress } from "../../membership/use-open-corrections.ts";
import { useWaitingCorrections, type WaitingCorrection } from "../../membership/use-waiting-corrections.ts";
import { useWords } from "../../membership/use-words.ts";
import { formatMoment } from "../../terms/dates.ts";
import { useTerms } from "../../terms/language.tsx";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

function Row({ correction }: { correction: WaitingCorrection }) {
  const { texts, language, tree } = useWords();
  const { personId, name, organizationId, fields, at } = correction;
  return (
    <li>
      <Link to={correctionsAddress(personId)}>
        <span className="row-text">
          <strong>{name}</strong>
          <span>{fields.map((field) => texts.fields[field]).join(language === "zh" ? "、" : ", ")}</span>
          <span className="soft">
            {tree?.find(organizationId)?.shortName ?? organizationId} · {formatMoment(at, language)}
          </span>
        </span>
        {icons.next}
      </Link>
    </li>
  );
}

function Corrections() {
  const { texts } = useWords();
  const { loadMore } = useTerms();
  const { corrections, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useWaitingCorrections();
  if (!corrections) {
    return isError ? (
      <Problem error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton.Paragraph lineCount={5} animated />
    );
  }
  if (corrections.length === 0 && !hasNextPage) {
    return (
      <p>
        <strong>{texts.noCorrections}</strong>
        <br />
        <span className="soft">{texts.noCorrectionsText}</span>
      </p>
    );
  }
  return (
    <>
      <ul className="rows">
        {corrections.map((correction) => (
          <Row key={correction.correctionId} correction={correction} />
        ))}
      </ul>
      {isError && <Problem error={error} onRetry={() => fetchNextPage()} />}
      {hasNextPage && (
        <Button block size="large" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
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
      <PageHeader title={texts.corrections} up="/" />
      <section className="card" aria-label={texts.corrections}>
        <p className="soft">{texts.correctionsIntro}</p>
        <Corrections />
      </section>
    </>
  );
}
