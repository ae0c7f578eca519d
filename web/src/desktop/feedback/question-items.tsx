import { Button, Form, Input, Radio } from "antd";
import { mostQuestions, type QuestionInput } from "../../feedback/campaign-form.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";

const kinds: readonly QuestionInput["kind"][] = ["scale", "choice", "text"];

/** Questions beside the free text, which is always there. */
export function QuestionItems() {
  const { campaigns } = useTermsOf(feedbackTerms);
  const required = [{ required: true, message: campaigns.required }];
  return (
    <>
      <h3 className="form-section">{campaigns.questions}</h3>
      <Form.List name="questions">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="question-row">
                <Form.Item name={[name, "text"]} label={campaigns.question(name + 1)} rules={required}>
                  <Input maxLength={200} />
                </Form.Item>
                <Form.Item name={[name, "kind"]}>
                  <Radio.Group
                    aria-label={campaigns.question(name + 1)}
                    options={kinds.map((kind) => ({ value: kind, label: campaigns.questionKinds[kind] }))}
                  />
                </Form.Item>
                <Form.Item noStyle dependencies={[["questions", name, "kind"]]}>
                  {({ getFieldValue }) =>
                    getFieldValue(["questions", name, "kind"]) === "choice" && (
                      <Form.Item name={[name, "options"]} label={campaigns.options} rules={required}>
                        <Input.TextArea rows={3} maxLength={700} />
                      </Form.Item>
                    )
                  }
                </Form.Item>
                <Button type="text" onClick={() => remove(name)}>
                  {campaigns.removeQuestion}
                </Button>
              </div>
            ))}
            {fields.length < mostQuestions && (
              <Button onClick={() => add({ kind: "scale", text: "" })}>{campaigns.addQuestion}</Button>
            )}
          </>
        )}
      </Form.List>
    </>
  );
}
