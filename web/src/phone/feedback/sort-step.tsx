import { Button, Toast } from "antd-mobile";
import { type FormEvent, useState } from "react";
import { type CaseProps, publicNumberOf, similarTo } from "../../feedback/describe-case.ts";
import { useCaseStep } from "../../feedback/use-feedback.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ChoiceField } from "../choice-field.tsx";
import { Problem } from "../problem.tsx";
import { TextField } from "../text-field.tsx";

/** What it is about, who handles it, and with which similar message. */
export function SortStep({ campaign, cases, one }: CaseProps) {
  const { steps } = useTermsOf(feedbackTerms);
  const { campaignId, commit, version } = one;
  const [category, setCategory] = useState(one.category ?? "");
  const [assigneeId, setAssigneeId] = useState(one.assigneeId ?? "");
  const [mergedInto, setMergedInto] = useState(one.mergedInto ?? "");
  const sorting = useCaseStep("POST /api/feedback/campaigns/{campaignId}/messages/{commit}/sort", () =>
    Toast.show({ content: steps.saved }),
  );
  const save = (event: FormEvent) => {
    event.preventDefault();
    sorting.mutate({
      params: { campaignId, commit },
      body: {
        version,
        category: category.trim() || null,
        assigneeId: assigneeId || null,
        mergedInto: mergedInto || null,
      },
    });
  };
  return (
    <section className="card" aria-labelledby="sort">
      <h2 id="sort">{steps.sort}</h2>
      <form onSubmit={save}>
        <TextField
          label={steps.category}
          maxLength={40}
          placeholder={steps.categoryHint}
          value={category}
          onChange={setCategory}
        />
        <ChoiceField
          label={steps.assignee}
          value={assigneeId}
          options={[
            { value: "", label: steps.nobody },
            ...campaign.recipients.map(({ accountId, roleLabel }) => ({ value: accountId, label: roleLabel })),
          ]}
          onChange={setAssigneeId}
        />
        <ChoiceField
          label={steps.mergedInto}
          value={mergedInto}
          options={[
            { value: "", label: steps.notMerged },
            ...similarTo(one, cases).map((other) => ({
              value: other.commit,
              label: [publicNumberOf(other.commit), other.category].filter(Boolean).join(" "),
            })),
          ]}
          onChange={setMergedInto}
        />
        {sorting.error !== null && <Problem error={sorting.error} />}
        <Button block size="large" type="submit" disabled={sorting.isPending}>
          {steps.saveSorting}
        </Button>
      </form>
    </section>
  );
}
