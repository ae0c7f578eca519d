import { WarningFilled } from "@ant-design/icons";
import { App, Button, Empty, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { isNotFound } from "../../api/describe-error.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";
import { describeTransfer } from "../../transfer/describe-transfer.ts";
import {
  type Transfer,
  type TransferStep,
  type TransferView,
  useTransferSteps,
  useTransfers,
} from "../../transfer/use-transfers.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { RefuseDialog } from "./refuse-dialog.tsx";

function Row({ transfer }: { transfer: Transfer }) {
  const texts = useTermsOf(transferTerms);
  const { terms, language } = useLanguage();
  const { tree } = useOrganizations();
  const { message } = App.useApp();
  const [isRefusing, setRefusing] = useState(false);
  const steps = useTransferSteps((step) => {
    setRefusing(false);
    message.success(texts.done[step]);
  });
  const { name, way, origin, lines, obstacle, due } = describeTransfer(transfer, { texts, tree, language });
  const label = (step: TransferStep) => ({ "aria-label": texts.stepOf(texts.steps[step], name) });
  const has = (step: TransferStep) => transfer.steps.includes(step);
  return (
    <li className="transfer">
      <div>
        <strong>{name}</strong>
        <span>{way}</span>
        <span className="soft">{origin}</span>
        {lines.map((line) => (
          <span key={line} className="soft">
            {line}
          </span>
        ))}
      </div>
      <div>
        <span>{texts.states[transfer.state]}</span>
        {due && (
          <span className={due.isOverdue ? "state state-bad" : "soft"} title={due.why}>
            {due.isOverdue && <WarningFilled />} {due.text}
          </span>
        )}
        {obstacle !== null && (
          <span className="state state-warning">
            <WarningFilled /> {obstacle}
          </span>
        )}
      </div>
      <div className="transfer-steps">
        {(["release", "receive"] as const).filter(has).map((step) => (
          <Button
            key={step}
            type="primary"
            loading={steps.isPending}
            onClick={() => steps.take(step, transfer)}
            {...label(step)}
          >
            {texts.steps[step]}
          </Button>
        ))}
        {has("refuse") && (
          <Button onClick={() => setRefusing(true)} {...label("refuse")}>
            {texts.steps.refuse}
          </Button>
        )}
        {has("withdraw") && (
          <Popconfirm
            title={texts.confirmWithdraw}
            okText={texts.steps.withdraw}
            cancelText={terms.cancel}
            onConfirm={() => steps.take("withdraw", transfer)}
          >
            <Button {...label("withdraw")}>{texts.steps.withdraw}</Button>
          </Popconfirm>
        )}
      </div>
      {steps.error !== null && !isRefusing && <ProblemAlert error={steps.error} />}
      {isRefusing && (
        <RefuseDialog
          name={name}
          isSending={steps.isPending}
          error={steps.error}
          onRefuse={(reason) => steps.take("refuse", transfer, reason)}
          onClose={() => {
            steps.reset();
            setRefusing(false);
          }}
        />
      )}
    </li>
  );
}

/** The transfers of one tab, with what the person may do about each. */
export function TransferList({ view }: { view: TransferView }) {
  const texts = useTermsOf(transferTerms);
  const { terms } = useLanguage();
  const { data, isError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTransfers(view);
  const transfers = data?.pages.flatMap(({ items }) => items) ?? [];
  if (view.tab === "own" && isNotFound(error)) return <Empty description={texts.noRecord} />;
  if (!data && isError) return <ProblemAlert error={error} onRetry={() => refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const isClosed = view.tab !== "own" && view.status === "closed";
  return (
    <>
      {transfers.length === 0 && !hasNextPage && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={<strong>{isClosed ? texts.empty.closed : texts.empty[view.tab]}</strong>}
        >
          {view.tab === "in" && !isClosed && <p className="soft">{texts.emptyText}</p>}
        </Empty>
      )}
      <ul className="transfers">
        {transfers.map((transfer) => (
          <Row key={transfer.transferId} transfer={transfer} />
        ))}
      </ul>
      {isError && <ProblemAlert error={error} onRetry={() => fetchNextPage()} />}
      <p className="more">
        {hasNextPage && (
          <Button size="large" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {terms.loadMore}
          </Button>
        )}
        <span role="status" className="soft">
          {transfers.length > 0 && texts.shown(transfers.length)}
        </span>
      </p>
    </>
  );
}
