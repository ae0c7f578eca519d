import { feedbackTerms } from "../terms/feedback.ts";
import { useTermsOf } from "../terms/language.tsx";
import type { FeedbackCase } from "./use-feedback.ts";

/** A state is a word and a sign; the colour only helps. */
export function CaseMarks({ one }: { one: FeedbackCase }) {
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
