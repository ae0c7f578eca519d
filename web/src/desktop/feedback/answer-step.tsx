import { App, Button, Form, Input } from "antd";
import { utf8 } from "../../../../lib/feedback-protocol/bytes.ts";
import { replyRoom } from "../../../../lib/feedback-protocol/reply.ts";
import type { Letter } from "../../feedback/describe-case.ts";
import { useAnswering } from "../../feedback/use-answering.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

/** Answers the first letter, and with it those that were joined to it: each author gets the same words. */
export function AnswerStep({ letters }: { letters: readonly Letter[] }) {
  const { steps } = useTermsOf(feedbackTerms);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ text: string }>();
  const { answer, isPending, error } = useAnswering(letters, () => {
    message.success(steps.answered);
    form.resetFields();
  });
  const fits = (_: unknown, text: string | undefined) =>
    utf8(text ?? "").length <= replyRoom ? Promise.resolve() : Promise.reject(new Error(steps.tooLong));
  return (
    <div className="case-step">
      <h3>{letters[0]?.one.state === "answered" ? steps.answerAgain : steps.answer}</h3>
      <Form form={form} layout="vertical" onFinish={({ text }) => void answer(text)}>
        <Form.Item
          name="text"
          label={steps.answer}
          extra={letters.length > 1 ? steps.answerJoined(letters.length) : steps.answerHint}
          rules={[{ required: true, whitespace: true, message: steps.required }, { validator: fits }]}
        >
          <Input.TextArea rows={4} maxLength={2_000} />
        </Form.Item>
        {error !== null && <ProblemAlert error={error} />}
        <Button type="primary" htmlType="submit" loading={isPending}>
          {steps.sendAnswer}
        </Button>
      </Form>
    </div>
  );
}
