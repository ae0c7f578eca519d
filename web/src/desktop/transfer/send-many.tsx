import "./transfer.css";
import { App, Button } from "antd";
import { useState } from "react";
import { mostPeopleAtOnce } from "../../../../lib/transfer/transfer-states.ts";
import type { PersonCard } from "../../membership/person-fields.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";
import { useSending } from "../../transfer/use-transfers.ts";
import { RefusedDialog, type RefusedPerson } from "./refused-dialog.tsx";
import { RequestDialog } from "./request-dialog.tsx";

interface SendManyProps {
  readonly chosen: readonly PersonCard[];
  readonly onChoose: (chosen: readonly PersonCard[]) => void;
}

interface SendManyDialogProps {
  readonly people: readonly PersonCard[];
  readonly onSent: (count: number, refused: readonly RefusedPerson[]) => void;
  readonly onClose: () => void;
}

function SendManyDialog({ people, onSent, onClose }: SendManyDialogProps) {
  const texts = useTermsOf(transferTerms);
  const sending = useSending(({ requested, refused }) => onSent(requested.length, refused));
  const personIds = people.map(({ personId }) => personId);
  return (
    <RequestDialog
      title={texts.sendManyTitle(people.length)}
      text={texts.sendText}
      isSending={sending.isPending}
      error={sending.error}
      onSend={({ toOrganizationId, note }) =>
        sending.mutate({ body: { personIds, toOrganizationId, ...(note && { note }) } })
      }
      onClose={onClose}
    />
  );
}

/** Sends the chosen people of a list to one branch; who could not go stays chosen and is named with the reason. */
export function SendMany({ chosen, onChoose }: SendManyProps) {
  const texts = useTermsOf(transferTerms);
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const [result, setResult] = useState<{ count: number; refused: readonly RefusedPerson[] }>();
  const finish = (count: number, refused: readonly RefusedPerson[]) => {
    setOpen(false);
    onChoose(chosen.filter(({ personId }) => refused.some((one) => one.personId === personId)));
    if (refused.length > 0) setResult({ count, refused });
    else message.success(texts.sentMany(count));
  };
  if (chosen.length === 0) return null;
  const isTooMany = chosen.length > mostPeopleAtOnce;
  return (
    <div className="send-many">
      <span role="status">{isTooMany ? texts.tooMany(mostPeopleAtOnce) : texts.chosen(chosen.length)}</span>
      <Button type="primary" disabled={isTooMany} onClick={() => setOpen(true)}>
        {texts.sendMany}
      </Button>
      <Button onClick={() => onChoose([])}>{texts.unchoose}</Button>
      {isOpen && <SendManyDialog people={chosen} onSent={finish} onClose={() => setOpen(false)} />}
      {result && <RefusedDialog {...result} people={chosen} onClose={() => setResult(undefined)} />}
    </div>
  );
}
