import { Button, Form, Input, InputNumber } from "antd";
import { type PolicyDraft, readDays, withHolidays } from "../../obligation/policy-draft.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ruleSettingsTerms } from "../../terms/rule-settings.ts";

interface CalendarSettingsProps {
  readonly draft: PolicyDraft;
  /** Absent: the person may only look. */
  readonly change?: ((next: PolicyDraft) => void) | undefined;
}

interface Fields {
  readonly year: number;
  readonly source: string;
  readonly daysOff: string;
  readonly makeUpDays?: string;
}

/** The edition of which a university chooses the first day. */
const newestEdition = "development-2026";

/** From when on is judged, by which edition, and the holidays of years that the product does not know yet. */
export function CalendarSettings({ draft, change }: CalendarSettingsProps) {
  const texts = useTermsOf(ruleSettingsTerms);
  const [form] = Form.useForm<Fields>();
  const { editionStarts = {}, holidayYears = [] } = draft.policy;
  const setStart = (day: string) => {
    const { [newestEdition]: _, ...others } = editionStarts;
    const starts = day === "" ? others : { ...others, [newestEdition]: day };
    change?.({ ...draft, policy: { ...draft.policy, editionStarts: starts } });
  };
  const addYear = ({ year, source, daysOff, makeUpDays = "" }: Fields) => {
    const single = (readDays(makeUpDays) ?? []).map(([day]) => day);
    const entry = { year, source, status: "notified" as const, daysOff: readDays(daysOff) ?? [], makeUpDays: single };
    change?.(withHolidays(draft, entry as Parameters<typeof withHolidays>[1]));
    form.resetFields();
  };
  const daysRule = {
    validator: (_: unknown, value: string | undefined) =>
      readDays(value ?? "") === null ? Promise.reject(new Error(texts.daysWrong)) : Promise.resolve(),
  };
  return (
    <>
      <div className="setting-form">
        <div className="setting-day">
          <label htmlFor="judged-from">{texts.judgedFrom}</label>
          <Input
            id="judged-from"
            type="date"
            disabled={change === undefined}
            value={draft.judgedFrom ?? ""}
            onChange={({ target }) => change?.({ ...draft, judgedFrom: target.value || null })}
          />
          <span className="soft">{texts.judgedFromHint}</span>
        </div>
        <div className="setting-day">
          <label htmlFor="edition-start">{texts.editionStart}</label>
          <Input
            id="edition-start"
            type="date"
            min="2026-05-11"
            disabled={change === undefined}
            value={editionStarts[newestEdition] ?? ""}
            onChange={({ target }) => setStart(target.value)}
          />
        </div>
      </div>
      <h3>{texts.holidays}</h3>
      <p className="soft">{texts.holidaysIntro}</p>
      <ul className="duties">
        {holidayYears.map(({ year, source, daysOff, makeUpDays }) => (
          <li key={year} className="duty">
            {texts.yearLine(year, daysOff.length, makeUpDays.length)} · {source}
          </li>
        ))}
      </ul>
      {change && (
        <Form form={form} layout="vertical" className="setting-form" onFinish={addYear}>
          <Form.Item name="year" label={texts.year} rules={[{ required: true, message: texts.valueMissing }]}>
            <InputNumber min={2025} max={2100} precision={0} />
          </Form.Item>
          <Form.Item name="source" label={texts.source} rules={[{ required: true, message: texts.decisionMissing }]}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item
            name="daysOff"
            label={texts.daysOff}
            extra={texts.daysOffHint}
            rules={[{ required: true, message: texts.daysWrong }, daysRule]}
          >
            <Input.TextArea rows={4} />
          </Form.Item>
          <Form.Item name="makeUpDays" label={texts.makeUpDays} extra={texts.makeUpHint} rules={[daysRule]}>
            <Input.TextArea rows={4} />
          </Form.Item>
          <Form.Item>
            <Button htmlType="submit">{texts.addHolidays}</Button>
          </Form.Item>
        </Form>
      )}
    </>
  );
}
