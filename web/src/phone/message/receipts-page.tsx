import { Button, Skeleton, Toast } from "antd-mobile";
import { Link } from "react-router";
import { DeliveryProgress } from "../../message/delivery-progress.tsx";
import { ReceiptBar } from "../../message/receipt-bar.tsx";
import { ReceiptFigures } from "../../message/receipt-figures.tsx";
import { ReceiptNames } from "../../message/receipt-names.tsx";
import { useReceiptsPage } from "../../message/use-receipts-page.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { messageReceiptTerms } from "../../terms/message-receipts.ts";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./message.css";

/** How far a message got at one organisation and at each one directly below; down to names, for the direct head. */
export function ReceiptsPage() {
  const { receipts: texts } = useTermsOf(messageReceiptTerms);
  const { messageId, organizationId, counts, addressOf, up, nudge, isNudging, problem } = useReceiptsPage((count) =>
    Toast.show({ content: texts.nudged(count) }),
  );
  const { data, error, isError, refetch } = counts;
  return (
    <>
      <PageHeader title={texts.title} up={`/messages/${messageId}`}>
        {up !== undefined && (
          <span className="header-actions">
            <Link to={up}>{texts.up}</Link>
          </span>
        )}
      </PageHeader>
      {isError && <Problem error={error} onRetry={() => refetch()} />}
      {data === undefined && !isError && <Skeleton.Paragraph lineCount={8} animated />}
      {data && (
        <>
          <section className="card" aria-labelledby="receipt-total">
            <p>{data.title}</p>
            <h2 id="receipt-total">{data.total.name}</h2>
            <ReceiptFigures line={data.total} needsConfirmation={data.needsConfirmation} />
            <p className="soft">{texts.lag}</p>
          </section>
          <DeliveryProgress
            className="card"
            organizationId={organizationId}
            messageId={messageId}
            renderButton={(label, onPress, isBusy) => (
              <Button onClick={onPress} disabled={isBusy}>
                {label}
              </Button>
            )}
            renderProblem={(failure) => <Problem error={failure} />}
          />
          {data.mayName && (
            <section className="card" aria-labelledby="receipt-names">
              <h2 id="receipt-names">{texts.names}</h2>
              <ReceiptNames
                organizationId={organizationId}
                messageId={messageId}
                needsConfirmation={data.needsConfirmation}
                renderNudge={(count) =>
                  !data.isRecalled && (
                    <Button color="primary" disabled={count === 0 || isNudging} onClick={nudge}>
                      {texts.nudge}
                    </Button>
                  )
                }
                renderProblem={(failure, onRetry) => <Problem error={failure} {...(onRetry && { onRetry })} />}
              />
              {problem !== null && <Problem error={problem} />}
            </section>
          )}
          <section className="card" aria-labelledby="receipt-below">
            <h2 id="receipt-below">{texts.below}</h2>
            {data.below.length === 0 && <p className="soft">{texts.noBelow}</p>}
            <ul className="rows">
              {data.below.map((line) => (
                <li key={line.organizationId}>
                  <Link to={addressOf(line.organizationId)}>
                    <span className="row-text receipt-row">
                      <span>{line.name}</span>
                      <span className="soft">
                        {texts.expected} {line.expected ?? texts.unknown} · {texts.read} {line.read}
                        {data.needsConfirmation && ` · ${texts.confirmed} ${line.confirmed}`}
                      </span>
                      <ReceiptBar {...line} />
                    </span>
                    {icons.next}
                  </Link>
                </li>
              ))}
            </ul>
            {!data.mayName && <p className="soft">{texts.namesAbove}</p>}
          </section>
        </>
      )}
    </>
  );
}
