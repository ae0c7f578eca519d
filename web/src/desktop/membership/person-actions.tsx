import { Button } from "antd";
import { isEnded } from "../../../../lib/membership/stage.ts";
import type { Person } from "../../membership/person-fields.ts";
import { useWords } from "../../membership/use-words.ts";
import { type PersonRights, stepsOf } from "../../membership/what-may-be-done.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";

export type PersonAction = "edit" | "stage" | "move" | "send" | "idNumber";

interface PersonActionsProps {
  readonly person: Person;
  readonly rights: PersonRights;
  readonly onAct: (action: PersonAction) => void;
}

/** What can be done about a person; one line per action. */
export function PersonActions({ person, rights, onAct }: PersonActionsProps) {
  const { texts } = useWords();
  const transfer = useTermsOf(transferTerms);
  if (!rights.mayManage) return null;
  return (
    <fieldset className="actions">
      <legend className="visually-hidden">{texts.personActions}</legend>
      <Button type="primary" onClick={() => onAct("edit")}>
        {texts.edit}
      </Button>
      {stepsOf(person).length > 0 && <Button onClick={() => onAct("stage")}>{texts.changeStage}</Button>}
      <Button onClick={() => onAct("move")}>{texts.move}</Button>
      {person.stage !== undefined && !isEnded(person.stage) && (
        <Button onClick={() => onAct("send")}>{transfer.send}</Button>
      )}
      <Button onClick={() => onAct("idNumber")}>{texts.correctIdNumber}</Button>
    </fieldset>
  );
}
