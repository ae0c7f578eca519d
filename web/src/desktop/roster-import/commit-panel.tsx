import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import { type RosterImport, useImportChange } from "../../roster-import/use-imports.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { CancelButton } from "./cancel-button.tsx";

interface CommitProps {
  readonly found: RosterImport;
  readonly counts: NonNullable<RosterImport["counts"]>;
  readonly placeName: string;
}

const steps = ["added", "changed", "unchanged", "rejected"] as const;

/** Says what will happen before it does. */
function CommitDialog({ found, counts, placeName, onClose }: CommitProps & { onClose: () => void }) {
  const texts = useTermsOf(rosterImportTerms);
  const commit = useImportChange("POST /api/roster-imports/{importId}/commit", onClose);
  return (
    <Modal
      open
      title={texts.commitTitle}
      okText={texts.commit}
      cancelText={texts.lookAgain}
      confirmLoading={commit.isPending}
      onOk={() => commit.mutate({ params: { importId: found.importId } })}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p>{texts.commitPlace(placeName)}</p>
      <ul className="plain-list commit-steps">
        {steps.map((step) => counts[step] > 0 && <li key={step}>{texts.commitWill[step](counts[step])}</li>)}
      </ul>
      <Alert type="warning" showIcon title={texts.commitFinal} />
      {commit.error && <ProblemAlert error={commit.error} />}
    </Modal>
  );
}

/** The decision on a preview: write it, or give it up. */
export function CommitPanel({ found, placeName }: Pick<CommitProps, "found" | "placeName">) {
  const texts = useTermsOf(rosterImportTerms);
  const [isAsking, setAsking] = useState(false);
  const { counts, importId, plannedRows, state } = found;
  if (state !== "checked" || counts === null) return null;
  return (
    <section className="panel decision" aria-label={texts.commit}>
      <p>{plannedRows === 0 ? texts.nothingToCommit : texts.decide}</p>
      <p className="import-actions">
        {plannedRows > 0 && (
          <Button type="primary" size="large" onClick={() => setAsking(true)}>
            {texts.commit}
          </Button>
        )}
        <CancelButton importId={importId} />
      </p>
      {isAsking && (
        <CommitDialog found={found} counts={counts} placeName={placeName} onClose={() => setAsking(false)} />
      )}
    </section>
  );
}
