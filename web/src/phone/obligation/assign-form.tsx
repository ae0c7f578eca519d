import { Button, Toast } from "antd-mobile";
import { useState } from "react";
import { type Duty, useTaskAssignment } from "../../obligation/use-duties.ts";
import { useTaskChoices } from "../../obligation/use-task-form.ts";
import { useWords } from "../../obligation/use-words.ts";
import { useTerms } from "../../terms/language.tsx";
import { ChoiceField } from "../choice-field.tsx";
import { Problem } from "../problem.tsx";
import { TextField } from "../text-field.tsx";

interface AssignFormProps {
  readonly organizationId: string;
  /** Those that are listed: a task may be a part of one of them. */
  readonly duties: readonly Duty[];
  readonly onClose: () => void;
}

const nothing = { title: "", note: "", due: "", responsible: "", whole: "" };

/** A task for an organisation, with a day, somebody responsible, and the task of which it is a part. */
export function AssignForm({ organizationId, duties, onClose }: AssignFormProps) {
  const { texts, today } = useWords();
  const { cancel, optional } = useTerms();
  const { people, tasks } = useTaskChoices(organizationId, duties);
  const [task, setTask] = useState(nothing);
  const change = (changes: Partial<typeof nothing>) => setTask({ ...task, ...changes });
  const assignment = useTaskAssignment(() => {
    Toast.show({ content: texts.assigned });
    onClose();
  });
  const { title, note, due, responsible, whole } = task;
  const latest = tasks.find(({ value }) => value === whole)?.due ?? undefined;
  return (
    <form
      className="card"
      aria-label={texts.assign}
      onSubmit={(event) => {
        event.preventDefault();
        const body = {
          title: title.trim(),
          note,
          due,
          responsibleAccountId: responsible || null,
          parentId: whole || null,
        };
        assignment.mutate({ params: { organizationId }, body });
      }}
    >
      <h2>{texts.assign}</h2>
      <TextField
        label={texts.taskTitle}
        required
        minLength={2}
        maxLength={100}
        autoComplete="off"
        value={title}
        onChange={(title) => change({ title })}
      />
      <TextField
        label={texts.due}
        type="date"
        required
        min={today}
        max={latest}
        value={due}
        onChange={(due) => change({ due })}
      />
      <ChoiceField
        label={texts.responsible}
        value={responsible}
        options={[{ value: "", label: texts.committeeTogether }, ...people]}
        onChange={(value) => change({ responsible: value })}
      />
      {tasks.length > 0 && (
        <ChoiceField
          label={texts.parentTask}
          value={whole}
          options={[{ value: "", label: texts.noParent }, ...tasks]}
          onChange={(value) => change({ whole: value })}
        />
      )}
      <label className="field">
        <span>{texts.note + optional}</span>
        <textarea rows={4} maxLength={2000} value={note} onChange={({ target }) => change({ note: target.value })} />
      </label>
      {assignment.error !== null && <Problem error={assignment.error} />}
      <div className="buttons">
        <Button block type="submit" color="primary" size="large" loading={assignment.isPending}>
          {texts.assign}
        </Button>
        <Button block size="large" onClick={onClose}>
          {cancel}
        </Button>
      </div>
    </form>
  );
}
