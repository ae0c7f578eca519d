import { App, Button, Skeleton } from "antd";
import { Link } from "react-router";
import { DeliveryProgress } from "../../message/delivery-progress.tsx";
import { ReceiptBar } from "../../message/receipt-bar.tsx";
import { ReceiptFigures } from "../../message/receipt-figures.tsx";
import { ReceiptNames } from "../../message/receipt-names.tsx";
import { useReceiptsPage } from "../../message/use-receipts-page.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { messageReceiptTerms } from "../../terms/message-receipts.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";
import "./message.css";

/** How far a message got at one organisation and at each one directly below; down to names, for the direct head. */
export function ReceiptsPage() {
  const { receipts: texts } = useTermsOf(messageReceiptTerms);
  const { message } = App.useApp();
  const { messageId, organizationId, counts, addressOf, up, nudge, isNudging, problem } = useReceiptsPage((count) =>
    message.success(texts.nudged(count)),
  );
  const { data, error, isError, isFetching, refetch } = counts;
  return (
    <>
      <PageTitle title={data ? `${texts.title}：${data.title}` : texts.title}>
        <Link to={`/messages/${messageId}`}>{texts.open}</Link>
        {up !== undefined && <Link to={up}>{texts.up}</Link>}
      </PageTitle>
      {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
      {data === undefined && !isError && <Skeleton active paragraph={{ rows: 8 }} />}
      {data && (
        <>
          <section className="panel" aria-labelledby="receipt-total">
            <div className="message-tools">
              <h2 id="receipt-total">{data.total.name}</h2>
              <span className="message-tools-end">
                <span className="soft">{texts.lag}</span>
                <Button loading={isFetching} onClick={() => refetch()}>
                  {texts.refresh}
                </Button>
              </span>
            </div>
            <ReceiptFigures line={data.total} needsConfirmation={data.needsConfirmation} />
          </section>
          <DeliveryProgress
            className="panel"
            organizationId={organizationId}
            messageId={messageId}
            renderButton={(label, onPress, isBusy) => (
              <Button onClick={onPress} loading={isBusy}>
                {label}
              </Button>
            )}
            renderProblem={(failure) => <ProblemAlert error={failure} />}
          />
          {data.mayName && (
            <section className="panel" aria-labelledby="receipt-names">
              <h2 id="receipt-names">{texts.names}</h2>
              <ReceiptNames
                organizationId={organizationId}
                messageId={messageId}
                needsConfirmation={data.needsConfirmation}
                renderNudge={(count) =>
                  !data.isRecalled && (
                    <Button type="primary" disabled={count === 0} loading={isNudging} onClick={nudge}>
                      {texts.nudge}
                    </Button>
                  )
                }
                renderProblem={(failure, onRetry) => <ProblemAlert error={failure} {...(onRetry && { onRetry })} />}
              />
              {problem !== null && <ProblemAlert error={problem} />}
            </section>
          )}
          <section className="panel" aria-labelledby="receipt-below">
            <h2 id="receipt-below">{texts.below}</h2>
            {data.below.length === 0 ? (
              <p className="soft">{texts.noBelow}</p>
            ) : (
              <TableBox label={texts.below}>
                <table className="receipt-table">
                  <thead>
                    <tr>
                      <th scope="col">{texts.organization}</th>
                      <th scope="col">{texts.expected}</th>
                      <th scope="col">{texts.read}</th>
                      {data.needsConfirmation && <th scope="col">{texts.confirmed}</th>}
                      <th scope="col">{texts.share}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.below.map((line) => (
                      <tr key={line.organizationId}>
                        <th scope="row">
                          <Link to={addressOf(line.organizationId)}>{line.name}</Link>
                        </th>
                        <td>{line.expected ?? texts.unknown}</td>
                        <td>{line.read}</td>
                        {data.needsConfirmation && <td>{line.confirmed}</td>}
                        <td>
                          <ReceiptBar {...line} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableBox>
            )}
            {!data.mayName && <p className="soft">{texts.namesAbove}</p>}
          </section>
        </>
      )}
    </>
  );
}
