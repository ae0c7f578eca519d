import { App, Form, Input } from "antd";
import { requiredRule } from "../../membership/field-rules.ts";
import type { Person } from "../../membership/person-fields.ts";
import { type IdNumberValues, useIdNumberForm } from "../../membership/use-id-number-form.ts";
import { useWords } from "../../membership/use-words.ts";
import { showFieldErrorsIn } from "../organization/show-field-errors.ts";
import { PersonDialog } from "./person-dialog.tsx";

export function IdNumberDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { texts } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<IdNumberValues>();
  const sending = useIdNumberForm({
    person,
    showFieldErrors: showFieldErrorsIn(form),
    onDone: () => {
      message.success(texts.idNumberCorrected);
      onClose();
    },
  });
  return (
    <PersonDialog
      title={texts.correctIdNumberTitle(person.fields.name ?? "")}
      submit={texts.save}
      form={form}
      sending={sending}
      onClose={onClose}
    >
      <p className="soft">{texts.correctIdNumberText}</p>
      <Form.Item
        name="idNumber"
        label={texts.rightIdNumber}
        required
        rules={requiredRule(texts.required(texts.rightIdNumber))}
      >
        <Input id="idNumber" autoComplete="off" maxLength={60} />
      </Form.Item>
    </PersonDialog>
  );
}
