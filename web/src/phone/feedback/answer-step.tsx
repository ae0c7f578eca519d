import { Button, Toast } from "antd-mobile";
import { type FormEvent, useState } from "react";
import { utf8 } from "../../../../lib/feedback-protocol/bytes.ts";
import { replyRoom } from "../../../../lib/feedback-protocol/reply.ts";
import type { Letter } from "../../feedback/describe-case.ts";
import { useAnswering } from "../../feedback/use-answering.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";

/** Answers the first letter, and with it those that were joined to it: each author gets the same words. */
export function AnswerStep({ letters }: { letters: readonly Letter[] }) {
  const { steps } = useTermsOf(feedbackTerms);
  const [text, setText] = useState("");
  const { answer, isPending, error } = useAnswering(letters, () => {
    Toast.show({ content: steps.answered });
    setText("");
  });
  const isTooLong = utf8(text).length > replyRoom;
  const send = (event: FormEvent) => {
    event.preventDefault();
    void answer(text);
  };
  return (
    <section className="card" aria-labelledby="answer">
      <h2 id="answer">{letters[0]?.one.state === "answered" ? steps.answerAgain : steps.answer}</h2>
      <form onSubmit={send}>
        <label className="field">
          <span className="soft">{letters.length > 1 ? steps.answerJoined(letters.length) : steps.answerHint}</span>
          <textarea
            aria-label={steps.answer}
            rows={5}
            required
            maxLength={2_000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <p className="field-error" role="alert">
          {isTooLong && steps.tooLong}
        </p>
        {error !== null && <Problem error={error} />}
        <Button
          block
          size="large"
          type="submit"
          color="primary"
          disabled={isPending || isTooLong || text.trim() === ""}
        >
          {steps.sendAnswer}
        </Button>
      </form>
    </section>
  );
}
