import { Button, Modal } from "antd";
import { useState } from "react";
import { useImportChange } from "../../roster-import/use-imports.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";
import { ProblemAlert } from "../problem-alert.tsx";

/** Asks once more, because the files are gone at once. */
export function CancelButton({ importId }: { importId: string }) {
  const texts = useTermsOf(rosterImportTerms);
  const [isAsking, setAsking] = useState(false);
  const cancelling = useImportChange("POST /api/roster-imports/{importId}/cancel", () => setAsking(false));
  return (
    <>
      <Button size="large" onClick={() => setAsking(true)}>
        {texts.cancelImport}
      </Button>
      <Modal
        open={isAsking}
        title={texts.cancelTitle}
        okText={texts.cancelImport}
        cancelText={texts.keep}
        confirmLoading={cancelling.isPending}
        onOk={() => cancelling.mutate({ params: { importId } })}
        onCancel={() => setAsking(false)}
        mask={{ closable: false }}
        destroyOnHidden
      >
        <p>{texts.cancelText}</p>
        {cancelling.error && <ProblemAlert error={cancelling.error} />}
      </Modal>
    </>
  );
}
