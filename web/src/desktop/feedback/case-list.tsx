import type { Message } from "../../../../lib/feedback-protocol/message.ts";
import { type byDay, publicNumberOf } from "../../feedback/describe-case.ts";
import type { FeedbackCase } from "../../feedback/use-feedback.ts";
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
              <Marks one={one} />
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

/** A state is a word and a sign; the colour only helps. */
export function Marks({ one }: { one: FeedbackCase }) {
  const { inbox } = useTermsOf(feedbackTerms);
  const { state, isSilent, mergedInto, improvement, category } = one;
  return (
    <>
      <span className={state === "answered" ? "state state-good" : "state"}>{inbox.states[state]}</span>
      {isSilent && state !== "answered" && <span className="state state-bad">{inbox.silent}</span>}
      {mergedInto !== null && <span className="state">{inbox.merged}</span>}
      {improvement !== null && (
        <span className={improvement.closedOn === null ? "state state-warning" : "state state-good"}>
          {improvement.closedOn === null ? inbox.improving : inbox.improved}
        </span>
      )}
      {category !== null && <span className="soft">{category}</span>}
    </>
  );
}
