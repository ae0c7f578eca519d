import { Button, Skeleton, Toast } from "antd-mobile";
import { Link, useParams } from "react-router";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { DeliveryProgress } from "../../message/delivery-progress.tsx";
import { ReceiptBar } from "../../message/receipt-bar.tsx";
import { ReceiptFigures } from "../../message/receipt-figures.tsx";
import { ReceiptNames } from "../../message/receipt-names.tsx";
import { useNudge, useReceipts } from "../../message/use-messages.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./message.css";

/** How far a message got at one organisation and at each one directly below; down to names, for the direct head. */
export function ReceiptsPage() {
  const { receipts: texts } = useTermsOf(messageTerms);
  const { messageId = "", organizationId = "" } = useParams();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const { data, error, isError, refetch } = useReceipts(organizationId, messageId);
  const nudge = useNudge((count) => Toast.show({ content: texts.nudged(count) }));
  const node = tree?.find(organizationId);
  const parent = node?.parentId == null ? undefined : tree?.find(node.parentId);
  const mayUp = parent !== undefined && mayAt(me, "message.send", parent.path);
  return (
    <>
      <PageHeader title={texts.title} up={`/messages/${messageId}`}>
        {mayUp && (
          <span className="header-actions">
            <Link to={`/messages/${messageId}/receipts/${parent.organizationId}`}>{texts.up}</Link>
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
            renderProblem={(problem) => <Problem error={problem} />}
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
                    <Button
                      color="primary"
                      disabled={count === 0 || nudge.isPending}
                      onClick={() => nudge.mutate({ params: { organizationId, messageId }, body: {} })}
                    >
                      {texts.nudge}
                    </Button>
                  )
                }
                renderProblem={(problem, onRetry) => <Problem error={problem} {...(onRetry && { onRetry })} />}
              />
              {nudge.error !== null && <Problem error={nudge.error} />}
            </section>
          )}
          <section className="card" aria-labelledby="receipt-below">
            <h2 id="receipt-below">{texts.below}</h2>
            {data.below.length === 0 && <p className="soft">{texts.noBelow}</p>}
            <ul className="rows">
              {data.below.map((line) => (
                <li key={line.organizationId}>
                  <Link to={`/messages/${messageId}/receipts/${line.organizationId}`}>
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
