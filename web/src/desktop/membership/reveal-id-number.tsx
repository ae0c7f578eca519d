import { EyeOutlined } from "@ant-design/icons";
import { Button, Modal, Radio } from "antd";
import { useState } from "react";
import { type RevealPurpose, revealPurposeNames, revealPurposes } from "../../../../lib/membership/reveal-purposes.ts";
import { isFreshLoginWanted, useFreshLogin } from "../../auth/use-fresh-login.ts";
import type { Person } from "../../membership/person-fields.ts";
import { useRevealForm } from "../../membership/use-reveal.ts";
import { useWords } from "../../membership/use-words.ts";
import { FreshLoginAlert } from "../fresh-login-alert.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

/** The masked number, and the way to the full one: for a purpose, after a fresh login, and on record. */
export function RevealIdNumber({ person, mayReveal }: { person: Person; mayReveal: boolean }) {
  const { texts } = useWords();
  const { personId, maskedIdNumber } = person;
  const freshLogin = useFreshLogin<RevealPurpose>(`reveal-id-number/${personId}`);
  const [isOpen, setOpen] = useState(freshLogin.resumed !== undefined);
  return (
    <>
      <span className="masked">{maskedIdNumber}</span>
      {mayReveal && (
        <Button size="small" icon={<EyeOutlined />} onClick={() => setOpen(true)}>
          {texts.reveal}
        </Button>
      )}
      {isOpen && <RevealDialog personId={personId} freshLogin={freshLogin} onClose={() => setOpen(false)} />}
    </>
  );
}

interface DialogProps {
  readonly personId: string;
  readonly freshLogin: ReturnType<typeof useFreshLogin<RevealPurpose>>;
  readonly onClose: () => void;
}

function RevealDialog({ personId, freshLogin, onClose }: DialogProps) {
  const { texts, language } = useWords();
  const { purpose, choose, reveal, idNumber, error, isPending } = useRevealForm(personId, freshLogin.resumed);
  return (
    <Modal
      open
      title={texts.revealTitle}
      okText={texts.confirmReveal}
      cancelText={texts.close}
      okButtonProps={{ disabled: purpose === undefined || idNumber !== undefined }}
      confirmLoading={isPending}
      onOk={() => purpose && reveal(purpose)}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p className="soft">{texts.revealText}</p>
      <fieldset className="purposes" disabled={idNumber !== undefined}>
        <legend>{texts.purpose}</legend>
        <Radio.Group
          vertical
          value={purpose}
          onChange={(event) => choose(event.target.value as RevealPurpose)}
          options={revealPurposeNames.map((name) => ({ value: name, label: revealPurposes[name][language] }))}
        />
      </fieldset>
      {idNumber !== undefined && (
        <div className="revealed" role="status">
          <span className="soft">{texts.revealedNumber}</span>
          <strong>{idNumber}</strong>
          <span className="soft">{texts.revealHint}</span>
        </div>
      )}
      {isFreshLoginWanted(error) && purpose !== undefined ? (
        <FreshLoginAlert error={error} onConfirm={() => freshLogin.confirm(purpose)} />
      ) : (
        error != null && <ProblemAlert error={error} />
      )}
    </Modal>
  );
}
