import "./transfer.css";
import { Button, Dialog, Skeleton, Toast } from "antd-mobile";
import { useState } from "react";
import { Link } from "react-router";
import { isNotFound } from "../../api/describe-error.ts";
import { mayAnywhere, mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";
import { describeTransfer } from "../../transfer/describe-transfer.ts";
import { firstManaged } from "../../transfer/transfer-places.ts";
import {
  type Transfer,
  type TransferStep,
  type TransferTab,
  type TransferView,
  useTransferSteps,
  useTransfers,
} from "../../transfer/use-transfers.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

function Row({ transfer }: { transfer: Transfer }) {
  const texts = useTermsOf(transferTerms);
  const { terms, language } = useLanguage();
  const { tree } = useOrganizations();
  const [isRefusing, setRefusing] = useState(false);
  const [reason, setReason] = useState("");
  const steps = useTransferSteps((step) => {
    setRefusing(false);
    Toast.show({ content: texts.done[step] });
  });
  const { name, way, origin, lines, obstacle, due } = describeTransfer(transfer, { texts, tree, language });
  const press = async (step: TransferStep) => {
    if (step === "refuse") {
      setRefusing(true);
      return;
    }
    const isSure =
      step !== "withdraw" ||
      (await Dialog.confirm({
        content: texts.confirmWithdraw,
        confirmText: texts.steps.withdraw,
        cancelText: terms.cancel,
      }));
    if (isSure) steps.take(step, transfer);
  };
  return (
    <li>
      <strong>{name}</strong>
      <span>{way}</span>
      <span className="soft">{origin}</span>
      {lines.map((line) => (
        <span key={line} className="soft">
          {line}
        </span>
      ))}
      <span>{texts.states[transfer.state]}</span>
      {due && (
        <span className={due.isOverdue ? "state state-bad" : "soft"}>
          {due.isOverdue && "⚠ "}
          {due.text}
        </span>
      )}
      {obstacle !== null && <span className="state state-warning">⚠ {obstacle}</span>}
      {!isRefusing && transfer.steps.length > 0 && (
        <span className="transfer-steps">
          {transfer.steps.map((step) => (
            <Button
              key={step}
              color={step === "release" || step === "receive" ? "primary" : "default"}
              loading={steps.isPending}
              onClick={() => void press(step)}
              aria-label={texts.stepOf(texts.steps[step], name)}
            >
              {texts.steps[step]}
            </Button>
          ))}
        </span>
      )}
      {isRefusing && (
        <form
          className="field"
          onSubmit={(event) => {
            event.preventDefault();
            steps.take("refuse", transfer, reason);
          }}
        >
          <label htmlFor={`reason-${transfer.transferId}`}>{texts.reason}</label>
          <textarea
            id={`reason-${transfer.transferId}`}
            required
            rows={3}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <span className="soft">{texts.reasonHint}</span>
          <span className="transfer-steps">
            <Button type="submit" color="primary" loading={steps.isPending} disabled={reason.trim() === ""}>
              {texts.confirmRefuse}
            </Button>
            <Button onClick={() => setRefusing(false)}>{terms.cancel}</Button>
          </span>
        </form>
      )}
      {steps.error !== null && <Problem error={steps.error} />}
    </li>
  );
}

function List({ view }: { view: TransferView }) {
  const texts = useTermsOf(transferTerms);
  const { terms } = useLanguage();
  const { data, isError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTransfers(view);
  const transfers = data?.pages.flatMap(({ items }) => items) ?? [];
  if (view.tab === "own" && isNotFound(error)) return <p className="soft">{texts.noRecord}</p>;
  if (!data && isError) return <Problem error={error} onRetry={() => refetch()} />;
  if (!data) return <Skeleton.Paragraph lineCount={6} animated />;
  const isClosed = view.tab !== "own" && view.status === "closed";
  return (
    <>
      {transfers.length === 0 && !hasNextPage && (
        <p className="soft">{isClosed ? texts.empty.closed : texts.empty[view.tab]}</p>
      )}
      <ul className="plain-rows">
        {transfers.map((transfer) => (
          <Row key={transfer.transferId} transfer={transfer} />
        ))}
      </ul>
      {isError && <Problem error={error} onRetry={() => fetchNextPage()} />}
      {hasNextPage && (
        <Button block size="large" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {terms.loadMore}
        </Button>
      )}
    </>
  );
}

function Choice<Value extends string>(props: {
  readonly label: string;
  readonly value: Value | undefined;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}) {
  const { label, value, options, onChange } = props;
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value ?? ""} onChange={(event) => onChange(event.target.value as Value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Who arrives, who leaves, and one's own transfers. */
export function TransfersPage() {
  const texts = useTermsOf(transferTerms);
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const isManaging = mayAnywhere(me, "person.manage");
  const [tab, setTab] = useState<TransferTab>(isManaging ? "in" : "own");
  const [status, setStatus] = useState<"open" | "closed">("open");
  const [chosen, setChosen] = useState<string>();
  const organizationId = chosen ?? firstManaged(me, tree);
  const places = (tree?.all ?? []).filter(({ path }) => mayAt(me, "person.manage", path));
  const tabs: readonly TransferTab[] = ["in", "out", "own"];
  return (
    <>
      <PageHeader title={texts.title} up="/" />
      <section className="card" aria-label={texts.title}>
        <p className="soft">{texts.intro}</p>
        {isManaging && (
          <Choice
            label={texts.title}
            value={tab}
            options={tabs.map((value) => ({ value, label: texts.tabs[value] }))}
            onChange={setTab}
          />
        )}
        {tab !== "own" && (
          <>
            <Choice
              label={texts.statusLabel}
              value={status}
              options={(["open", "closed"] as const).map((value) => ({ value, label: texts.status[value] }))}
              onChange={setStatus}
            />
            <Choice
              label={texts.organization}
              value={organizationId}
              options={places.map((place) => ({ value: place.organizationId, label: place.shortName }))}
              onChange={setChosen}
            />
          </>
        )}
        <List key={`${tab} ${status} ${organizationId}`} view={{ tab, status, organizationId }} />
        <Link className="wide-link primary" to="/transfers/ask">
          {texts.askOwn}
        </Link>
        {isManaging && (
          <Link className="wide-link" to="/transfers/ask-incoming">
            {texts.askIncoming}
          </Link>
        )}
      </section>
    </>
  );
}
