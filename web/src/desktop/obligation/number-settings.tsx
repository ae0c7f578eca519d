import { Button, Form, Input, InputNumber, Select } from "antd";
import {
  type Decision,
  numberChoices,
  type PolicyDraft,
  unsettled,
  withNumber,
  withoutNumber,
  withReading,
} from "../../obligation/policy-draft.ts";
import { OwnNumbers, UnsettledRules } from "../../obligation/policy-lists.tsx";
import type { Rule } from "../../obligation/use-rules.ts";
import { useWords } from "../../obligation/use-words.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ruleSettingsTerms } from "../../terms/rule-settings.ts";

interface NumberSettingsProps {
  readonly draft: PolicyDraft;
  readonly rules: readonly Rule[];
  /** Absent: the person may only look. */
  readonly change?: ((next: PolicyDraft) => void) | undefined;
}

interface Fields extends Decision {
  readonly choice: string;
  readonly value: number;
}

/** The university's own numbers and readings, and a form for one more. */
export function NumberSettings({ draft, rules, change }: NumberSettingsProps) {
  const texts = useTermsOf(ruleSettingsTerms);
  const { language, today } = useWords();
  const [form] = Form.useForm<Fields>();
  const choices = numberChoices(rules, language);
  const choice = Form.useWatch("choice", form);
  const chosen = choices.find(({ value }) => value === choice);
  const add = ({ choice: wanted, value, since, decidedBy }: Fields) => {
    const found = choices.find((one) => one.value === wanted);
    if (found === undefined || change === undefined) return;
    change(withNumber(draft, { ruleId: found.ruleId, limit: found.limit, value }, { since, decidedBy }));
    form.resetFields(["choice", "value"]);
  };
  const choose = async (rule: Rule, option: string) => {
    const { since, decidedBy } = await form.validateFields(["since", "decidedBy"]);
    change?.(withReading(draft, rule.id, option, { since, decidedBy }));
  };
  return (
    <>
      <p className="soft">{texts.numbersIntro}</p>
      <OwnNumbers
        draft={draft}
        rules={rules}
        {...(change && {
          action: (position, what) => (
            <Button onClick={() => change(withoutNumber(draft, position))} aria-label={texts.removeOf(what)}>
              {texts.remove}
            </Button>
          ),
        })}
      />
      {change && (
        <Form form={form} layout="vertical" className="setting-form" onFinish={add} initialValues={{ since: today }}>
          <Form.Item
            name="choice"
            label={texts.rule}
            className="setting-wide"
            rules={[{ required: true, message: texts.ruleMissing }]}
          >
            <Select
              showSearch={{ optionFilterProp: "label" }}
              placeholder={texts.chooseRule}
              options={choices.map(({ value, label }) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item
            name="value"
            label={texts.ownValue}
            extra={chosen && (chosen.range ? texts.range(chosen.range.min, chosen.range.max) : texts.stricter)}
            rules={[{ required: true, message: texts.valueMissing }]}
          >
            <InputNumber
              min={chosen?.range?.min ?? 0}
              {...(chosen?.range && { max: chosen.range.max })}
              precision={0}
            />
          </Form.Item>
          <Form.Item name="since" label={texts.since} rules={[{ required: true, message: texts.decisionMissing }]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item
            name="decidedBy"
            label={texts.decision}
            extra={texts.decisionHint}
            rules={[{ required: true, whitespace: true, message: texts.decisionMissing }]}
          >
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item label=" " colon={false}>
            <Button htmlType="submit">{texts.addNumber}</Button>
          </Form.Item>
          {chosen?.warnings.map((warning) => (
            <p key={warning.zh} className="duty-notice setting-wide">
              {warning[language]}
            </p>
          ))}
        </Form>
      )}
      <UnsettledRules
        rules={unsettled(rules)}
        {...(change && {
          reading: (rule) => (
            <Select
              aria-label={`${texts.reading} ${rule.id}`}
              className="setting-reading"
              value={draft.policy.readings?.findLast(({ ruleId }) => ruleId === rule.id)?.option ?? rule.reading}
              options={Object.entries(rule.readings).map(([value, text]) => ({ value, label: text[language] }))}
              onChange={(option: string) =>
                void choose(rule, option).catch(() => form.getFieldInstance("decidedBy")?.focus())
              }
            />
          ),
        })}
      />
    </>
  );
}
