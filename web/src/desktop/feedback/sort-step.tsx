import { App, Button, Form, Input, Select } from "antd";
import { type CaseProps, publicNumberOf, similarTo } from "../../feedback/describe-case.ts";
import { useCaseStep } from "../../feedback/use-feedback.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

interface Sorting {
  readonly category: string;
  readonly assigneeId: string;
  readonly mergedInto: string;
}

/** What it is about, who handles it, and with which similar message. */
export function SortStep({ campaign, cases, one }: CaseProps) {
  const { steps } = useTermsOf(feedbackTerms);
  const { message } = App.useApp();
  const { campaignId, commit, version } = one;
  const sorting = useCaseStep("POST /api/feedback/campaigns/{campaignId}/messages/{commit}/sort", () =>
    message.success(steps.saved),
  );
  const save = ({ category, assigneeId, mergedInto }: Sorting) =>
    sorting.mutate({
      params: { campaignId, commit },
      body: {
        version,
        category: category.trim() === "" ? null : category,
        assigneeId: assigneeId === "" ? null : assigneeId,
        mergedInto: mergedInto === "" ? null : mergedInto,
      },
    });
  return (
    <div className="case-step">
      <h3>{steps.sort}</h3>
      <Form<Sorting>
        layout="vertical"
        initialValues={{
          category: one.category ?? "",
          assigneeId: one.assigneeId ?? "",
          mergedInto: one.mergedInto ?? "",
        }}
        onFinish={save}
      >
        <div className="field-row">
          <Form.Item name="category" label={steps.category}>
            <Input maxLength={40} placeholder={steps.categoryHint} />
          </Form.Item>
          <Form.Item name="assigneeId" label={steps.assignee}>
            <Select
              options={[
                { value: "", label: steps.nobody },
                ...campaign.recipients.map(({ accountId, roleLabel }) => ({ value: accountId, label: roleLabel })),
              ]}
            />
          </Form.Item>
          <Form.Item name="mergedInto" label={steps.mergedInto}>
            <Select
              options={[
                { value: "", label: steps.notMerged },
                ...similarTo(one, cases).map((other) => ({
                  value: other.commit,
                  label: [publicNumberOf(other.commit), other.category].filter(Boolean).join(" "),
                })),
              ]}
            />
          </Form.Item>
        </div>
        {sorting.error !== null && <ProblemAlert error={sorting.error} />}
        <Button htmlType="submit" loading={sorting.isPending}>
          {steps.saveSorting}
        </Button>
      </Form>
    </div>
  );
}
