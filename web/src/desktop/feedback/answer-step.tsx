import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import { fromBase64Url, utf8 } from "../../../../lib/feedback-protocol/bytes.ts";
import { replyRoom, sealReply } from "../../../../lib/feedback-protocol/reply.ts";
import { type FeedbackCase, useCaseStep } from "../../feedback/use-feedback.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

/** Sealed here to the writer's own key: the server never sees the words. */
export function AnswerStep({ one, replyKey }: { one: FeedbackCase; replyKey: string }) {
  const { steps } = useTermsOf(feedbackTerms);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ text: string }>();
  const { campaignId, commit, version } = one;
  // The same words sealed twice differ; a retry after a lost answer has to send the same.
  const [sealed, setSealed] = useState<{ text: string; sealed: string }>();
  const answering = useCaseStep("POST /api/feedback/campaigns/{campaignId}/messages/{commit}/answer", () => {
    message.success(steps.answered);
    form.resetFields();
    setSealed(undefined);
  });
  const send = async ({ text }: { text: string }) => {
    const reply =
      sealed?.text === text ? sealed : { text, sealed: await sealReply(text, fromBase64Url(replyKey), campaignId) };
    setSealed(reply);
    answering.mutate({ params: { campaignId, commit }, body: { version, sealed: reply.sealed } });
  };
  const fits = (_: unknown, text: string | undefined) =>
    utf8(text ?? "").length <= replyRoom ? Promise.resolve() : Promise.reject(new Error(steps.tooLong));
  return (
    <div className="case-step">
      <h3>{one.state === "answered" ? steps.answerAgain : steps.answer}</h3>
      <Form form={form} layout="vertical" onFinish={(values) => void send(values)}>
        <Form.Item
          name="text"
          label={steps.answer}
          extra={steps.answerHint}
          rules={[{ required: true, whitespace: true, message: steps.required }, { validator: fits }]}
        >
          <Input.TextArea rows={4} maxLength={2_000} />
        </Form.Item>
        {answering.error !== null && <ProblemAlert error={answering.error} />}
        <Button type="primary" htmlType="submit" loading={answering.isPending}>
          {steps.sendAnswer}
        </Button>
      </Form>
    </div>
  );
}
