import { Alert, Button, Modal } from "antd";
import type { ResponseOf } from "../../api/contract.ts";
import type { PersonCard } from "../../membership/person-fields.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";

export type RefusedPerson = ResponseOf<"POST /api/transfers">["refused"][number];

interface RefusedDialogProps {
  readonly count: number;
  readonly refused: readonly RefusedPerson[];
  readonly people: readonly PersonCard[];
  readonly onClose: () => void;
}

/** How many were sent, and who was not and why. */
export function RefusedDialog({ count, refused, people, onClose }: RefusedDialogProps) {
  const texts = useTermsOf(transferTerms);
  const { language } = useLanguage();
  const nameOf = (wanted: string) => people.find(({ personId }) => personId === wanted)?.name ?? texts.unknownPerson;
  return (
    <Modal
      open
      title={texts.notSent(refused.length)}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {texts.close}
        </Button>
      }
    >
      {count > 0 && <Alert type="success" showIcon title={texts.sentMany(count)} />}
      <ul className="refused-people">
        {refused.map(({ personId, reason }) => (
          <li key={personId}>
            <strong>{nameOf(personId)}</strong>
            <span>{reason[language]}</span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
