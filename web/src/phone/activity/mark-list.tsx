import { sourceOf } from "../../activity/attendance-source.ts";
import { type RecordDraft, suggestedMark } from "../../activity/record-draft.ts";
import type { AttendanceList } from "../../activity/use-activities.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityRecordTerms } from "../../terms/activity-record.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTermsOf } from "../../terms/language.tsx";

type Marks = RecordDraft["marks"];

interface MarkListProps {
  readonly list: AttendanceList;
  readonly marks: Marks;
  readonly onChange: (marks: Marks) => void;
}

/** The list of those who are due, ticked; whoever is unticked was away, with leave or without. */
export function MarkList({ list, marks, onChange }: MarkListProps) {
  const texts = useTermsOf(activityTerms);
  const recordTexts = useTermsOf(activityRecordTerms);
  const stepTexts = useTermsOf(activityStepTerms);
  const rows = list.items.map((person) => {
    const mark = marks[person.personId] ?? suggestedMark(person);
    const { skewMinutes } = sourceOf(person);
    return { person, mark, skewMinutes, isHere: mark === "present" || mark === "late" || mark === "guest" };
  });
  const present = rows.filter(({ person, isHere }) => person.isDue && isHere).length;
  const set = (personId: string, mark: Marks[string]) => onChange({ ...marks, [personId]: mark });
  return (
    <>
      <p role="status">{recordTexts.meeting.whoCount(present, list.counts.due)}</p>
      {rows.length === 0 && <p className="soft">{stepTexts.people.empty}</p>}
      <ul className="mark-list">
        {rows.map(({ person: { personId, name, isDue, state }, mark, isHere, skewMinutes }) => (
          <li key={personId}>
            <label>
              <input
                type="checkbox"
                checked={isHere}
                onChange={(event) =>
                  set(personId, event.target.checked ? (isDue ? "present" : "guest") : isDue ? "absent" : "void")
                }
              />
              <span>
                {name}
                {mark === "late" || mark === "guest" ? `（${texts.attendance[mark]}）` : ""}
                {state === "question" && <span className="soft block">{stepTexts.people.questionOf}</span>}
                {skewMinutes > 0 && <span className="soft block">{stepTexts.people.skew(skewMinutes)}</span>}
              </span>
            </label>
            {!isHere && isDue && (
              <select
                aria-label={recordTexts.meeting.whyAway(name)}
                value={mark}
                onChange={(event) => set(personId, event.target.value === "leave" ? "leave" : "absent")}
              >
                <option value="absent">{texts.attendance.absent}</option>
                <option value="leave">{texts.attendance.leave}</option>
              </select>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
