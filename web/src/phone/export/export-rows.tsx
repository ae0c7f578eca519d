import { Button, Dialog, Toast } from "antd-mobile";
import { describeExport } from "../../export/describe-export.ts";
import { type ExportDecision, useDecision } from "../../export/use-decision.ts";
import { useDownload } from "../../export/use-download.ts";
import type { PeopleExport, WaitingExport } from "../../export/use-exports.ts";
import { useWords } from "../../membership/use-words.ts";
import { exportTerms } from "../../terms/export.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { Trouble } from "./trouble.tsx";

function Facts({ one }: { one: PeopleExport }) {
  const texts = useTermsOf(exportTerms);
  const { texts: people, tree, language } = useWords();
  const { place, lines } = describeExport(one, { texts, people, tree, language });
  return (
    <>
      <strong>{place}</strong>
      {lines.map((line) => (
        <span key={line} className="soft">
          {line}
        </span>
      ))}
      <span>{one.failure === null ? texts.states[one.state] : texts.failures[one.failure]}</span>
      {one.decisionNote !== null && <span className="soft">{one.decisionNote}</span>}
    </>
  );
}

export function OwnRow({ one }: { one: PeopleExport }) {
  const texts = useTermsOf(exportTerms);
  const { download, error, isBusy, confirm } = useDownload(one.exportId);
  return (
    <li>
      <Facts one={one} />
      {one.state === "ready" && (
        <span className="transfer-steps">
          <Button color="primary" loading={isBusy} onClick={() => void download()}>
            {texts.download}
          </Button>
        </span>
      )}
      <Trouble error={error} onConfirm={confirm} />
    </li>
  );
}

export function WaitingRow({ one }: { one: WaitingExport }) {
  const texts = useTermsOf(exportTerms);
  const { cancel } = useTerms();
  const { decide, isPending, error, confirm } = useDecision(one.exportId, () => Toast.show({ content: texts.decided }));
  const press = async (decision: ExportDecision) => {
    const isSure =
      decision === "declined" ||
      (await Dialog.confirm({
        content: texts.confirmApprove(one.count ?? 0),
        confirmText: texts.approve,
        cancelText: cancel,
      }));
    if (isSure) decide(decision);
  };
  return (
    <li>
      <Facts one={one} />
      <span>{texts.requester(one.requesterName ?? one.requestedBy)}</span>
      <span className="transfer-steps">
        <Button color="primary" loading={isPending} onClick={() => void press("approved")}>
          {texts.approve}
        </Button>
        <Button loading={isPending} onClick={() => void press("declined")}>
          {texts.decline}
        </Button>
      </span>
      <Trouble error={error} onConfirm={confirm} />
    </li>
  );
}
