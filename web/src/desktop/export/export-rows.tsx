import { App, Button, Popconfirm } from "antd";
import { describeExport } from "../../export/describe-export.ts";
import { useDecision } from "../../export/use-decision.ts";
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
    <div>
      <strong>{place}</strong>
      {lines.map((line) => (
        <span key={line} className="soft">
          {line}
        </span>
      ))}
    </div>
  );
}

export function OwnRow({ one }: { one: PeopleExport }) {
  const texts = useTermsOf(exportTerms);
  const { download, error, isBusy, confirm } = useDownload(one.exportId);
  return (
    <li className="transfer">
      <Facts one={one} />
      <div>
        <span>{texts.states[one.state]}</span>
        {one.failure !== null && <span className="soft">{texts.failures[one.failure]}</span>}
        {one.decisionNote !== null && <span className="soft">{one.decisionNote}</span>}
      </div>
      <div className="transfer-steps">
        {one.state === "ready" && (
          <Button type="primary" loading={isBusy} onClick={() => void download()}>
            {texts.download}
          </Button>
        )}
      </div>
      <Trouble error={error} onConfirm={() => void confirm()} />
    </li>
  );
}

export function WaitingRow({ one }: { one: WaitingExport }) {
  const texts = useTermsOf(exportTerms);
  const { cancel } = useTerms();
  const { message } = App.useApp();
  const { decide, isPending, error, confirm } = useDecision(one.exportId, () => message.success(texts.decided));
  return (
    <li className="transfer">
      <Facts one={one} />
      <div>
        <span>{texts.requester(one.requesterName ?? one.requestedBy)}</span>
      </div>
      <div className="transfer-steps">
        <Popconfirm
          title={texts.confirmApprove(one.count ?? 0)}
          okText={texts.approve}
          cancelText={cancel}
          onConfirm={() => decide("approved")}
        >
          <Button type="primary" loading={isPending}>
            {texts.approve}
          </Button>
        </Popconfirm>
        <Button loading={isPending} onClick={() => decide("declined")}>
          {texts.decline}
        </Button>
      </div>
      <Trouble error={error} onConfirm={() => void confirm()} />
    </li>
  );
}
