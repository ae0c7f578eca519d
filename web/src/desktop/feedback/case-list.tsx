import type { Message } from "../../../../lib/feedback-protocol/message.ts";
import { CaseMarks } from "../../feedback/case-marks.tsx";
import { type byDay, publicNumberOf } from "../../feedback/describe-case.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";

interface CaseListProps {
  readonly days: ReturnType<typeof byDay>;
  readonly opened: ReadonlyMap<string, Message | null>;
  readonly chosen: string | undefined;
  readonly onChoose: (commit: string) => void;
}

/** Cases by day; the beginning of a text only once it was read. */
export function CaseList({ days, opened, chosen, onChoose }: CaseListProps) {
  const { inbox } = useTermsOf(feedbackTerms);
  return (
    <div className="case-list">
      {days.map(({ day, cases }) => (
        <div key={day}>
          <h3>
            {day} <span className="soft">{inbox.count(cases.length)}</span>
          </h3>
          {cases.map((one) => (
            <button
              key={one.commit}
              type="button"
              className="case"
              aria-current={one.commit === chosen}
              onClick={() => onChoose(one.commit)}
            >
              <span className="public-number">{publicNumberOf(one.commit)}</span>
              <CaseMarks one={one} />
              {one.state !== "released" && opened.get(one.commit)?.text && (
                <span className="case-preview">{opened.get(one.commit)?.text}</span>
              )}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
