import { Select } from "antd";
import { sourceOf } from "../../activity/attendance-source.ts";
import { formatClock } from "../../activity/campus-times.ts";
import type { Decision } from "../../activity/record-draft.ts";
import type { AttendanceList } from "../../activity/use-activities.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTermsOf } from "../../terms/language.tsx";

type Person = AttendanceList["items"][number];
export type Mark = (marks: { personId: string; state: Decision }[]) => void;

const decisions = ["present", "late", "leave", "absent"] as const;
const decisionsOfOthers = ["guest", "void"] as const;

function Row({ person, onMark }: { person: Person; onMark: Mark | undefined }) {
  const texts = useTermsOf(activityTerms);
  const { people } = useTermsOf(activityStepTerms);
  const { attendance } = texts;
  const { personId, name, state, isDue } = person;
  const { source, at, skewMinutes } = sourceOf(person);
  const values: readonly Decision[] = isDue ? decisions : decisionsOfOthers;
  const isDecided = values.some((value) => value === state);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {onMark ? (
          <Select<string>
            aria-label={people.mark(name)}
            className="mark-select"
            value={state}
            status={state === "question" ? "warning" : ""}
            onChange={(value) => onMark([{ personId, state: value as Decision }])}
            options={[
              ...(isDecided ? [] : [{ value: state, label: attendance[state], disabled: true }]),
              ...values.map((value) => ({ value, label: attendance[value] })),
            ]}
          />
        ) : (
          attendance[state]
        )}
      </td>
      <td className="soft">
        {people.sources[source]} {at !== undefined && source !== "decision" && formatClock(at)}
        {skewMinutes > 0 && <span className="state state-warning">{people.skew(skewMinutes)}</span>}
      </td>
    </tr>
  );
}

/** Everybody who is due or came, with the source of it; whoever may mark gets a choice for each. */
export function AttendanceTable({ people, onMark }: { people: readonly Person[]; onMark: Mark | undefined }) {
  const { people: texts } = useTermsOf(activityStepTerms);
  return (
    <table className="entries">
      <thead>
        <tr>
          <th scope="col">{texts.name}</th>
          <th scope="col">{texts.state}</th>
          <th scope="col">{texts.source}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <Row key={person.personId} person={person} onMark={onMark} />
        ))}
      </tbody>
    </table>
  );
}
