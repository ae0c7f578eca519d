import { App, Button, Drawer, Form } from "antd";
import { changedFields, type FieldTexts, textsOf } from "../../membership/field-input.ts";
import { isEntered, type Person } from "../../membership/person-fields.ts";
import { usePersonForm } from "../../membership/use-person-form.ts";
import { useWords } from "../../membership/use-words.ts";
import { useTerms } from "../../terms/language.tsx";
import { showFieldErrorsIn } from "../organization/show-field-errors.ts";
import { FieldItems } from "./field-items.tsx";
import { SendingMessages } from "./sending-messages.tsx";

/** Changes fields of a record; only what was touched is sent. */
export function EditDrawer({ person, onClose }: { person: Person; onClose: () => void }) {
  const { texts } = useWords();
  const { cancel } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<FieldTexts>();
  const { personId, fields } = person;
  const sending = usePersonForm({
    route: "POST /api/people/{personId}/change",
    person,
    toRequest: (values: FieldTexts, version) => ({
      params: { personId },
      body: { version, fields: changedFields(fields, values) },
    }),
    showFieldErrors: showFieldErrorsIn(form),
    onDone: () => {
      message.success(texts.saved);
      onClose();
    },
  });
  const send = (values: FieldTexts) => {
    if (Object.keys(changedFields(fields, values)).length > 0) sending.send(values);
    else message.info(texts.nothingChanged);
  };
  const buttons = (
    <div className="drawer-buttons">
      <Button onClick={onClose}>{cancel}</Button>
      <Button type="primary" loading={sending.isSending} disabled={sending.hasLostRace} onClick={form.submit}>
        {texts.save}
      </Button>
    </div>
  );
  return (
    <Drawer
      open
      size={760}
      title={texts.editTitle(person.fields.name ?? "")}
      footer={buttons}
      onClose={onClose}
      mask={{ closable: false }}
    >
      <SendingMessages sending={sending} />
      <Form<FieldTexts>
        form={form}
        layout="vertical"
        requiredMark
        initialValues={textsOf(fields)}
        onFinish={send}
        scrollToFirstError
      >
        <FieldItems isWanted={(field) => field in fields && isEntered(field)} />
      </Form>
    </Drawer>
  );
}
