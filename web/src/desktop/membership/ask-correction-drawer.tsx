import { App, Button, Drawer, Form, Input } from "antd";
import { textsOf } from "../../membership/field-input.ts";
import { requiredRule } from "../../membership/field-rules.ts";
import type { Person } from "../../membership/person-fields.ts";
import { type CorrectionValues, mayBeCorrected, useCorrectionRequest } from "../../membership/use-own-record.ts";
import { useWords } from "../../membership/use-words.ts";
import { useTerms } from "../../terms/language.tsx";
import { showFieldErrorsIn } from "../organization/show-field-errors.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { FieldItems } from "./field-items.tsx";

export function AskCorrectionDrawer({ person, onClose }: { person: Person; onClose: () => void }) {
  const { texts } = useWords();
  const { cancel } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<CorrectionValues>();
  const sending = useCorrectionRequest({
    person,
    showFieldErrors: showFieldErrorsIn(form),
    onDone: () => {
      message.success(texts.correctionSent);
      onClose();
    },
  });
  const send = (values: CorrectionValues) => {
    if (sending.isEmpty(values)) message.info(texts.nothingChanged);
    else sending.send(values);
  };
  const buttons = (
    <div className="drawer-buttons">
      <Button onClick={onClose}>{cancel}</Button>
      <Button type="primary" loading={sending.isSending} onClick={form.submit}>
        {texts.sendCorrection}
      </Button>
    </div>
  );
  return (
    <Drawer open size={760} title={texts.askTitle} footer={buttons} onClose={onClose} mask={{ closable: false }}>
      <p className="soft">{texts.askText}</p>
      {sending.error != null && <ProblemAlert error={sending.error} />}
      <Form<CorrectionValues>
        form={form}
        layout="vertical"
        requiredMark
        initialValues={textsOf(person.fields)}
        onFinish={send}
        scrollToFirstError
      >
        <Form.Item
          name="note"
          label={texts.whyCorrect}
          required
          rules={requiredRule(texts.whyRequired)}
          className="after-alert"
        >
          <Input.TextArea rows={2} maxLength={300} placeholder={texts.whyPlaceholder} />
        </Form.Item>
        <FieldItems isWanted={mayBeCorrected} />
      </Form>
    </Drawer>
  );
}
