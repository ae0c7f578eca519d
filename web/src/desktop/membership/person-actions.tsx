import { Button } from "antd";
import type { Person } from "../../membership/person-fields.ts";
import { useWords } from "../../membership/use-words.ts";
import { type PersonRights, stepsOf } from "../../membership/what-may-be-done.ts";

export type PersonAction = "edit" | "stage" | "move";

interface PersonActionsProps {
  readonly person: Person;
  readonly rights: PersonRights;
  readonly onAct: (action: PersonAction) => void;
}

/** What can be done about a person; one line per action. */
export function PersonActions({ person, rights, onAct }: PersonActionsProps) {
  const { texts } = useWords();
  if (!rights.mayManage) return null;
  return (
    <fieldset className="actions">
      <legend className="visually-hidden">{texts.personActions}</legend>
      <Button type="primary" onClick={() => onAct("edit")}>
        {texts.edit}
      </Button>
      {stepsOf(person).length > 0 && <Button onClick={() => onAct("stage")}>{texts.changeStage}</Button>}
      <Button onClick={() => onAct("move")}>{texts.move}</Button>
    </fieldset>
  );
}
