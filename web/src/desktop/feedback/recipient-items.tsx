import { Button, Form, Input } from "antd";
import { fewestRecipientsShown, mostRecipients } from "../../feedback/campaign-form.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { AccountSelect } from "./account-select.tsx";

/** Who reads: two at least, each with the words by which writers know them. */
export function RecipientItems() {
  const { campaigns } = useTermsOf(feedbackTerms);
  const required = [{ required: true, message: campaigns.required }];
  return (
    <>
      <h3 className="form-section">{campaigns.recipients}</h3>
      <p className="soft">{campaigns.recipientsHint}</p>
      <Form.List name="recipients">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="line-row">
                <Form.Item name={[name, "accountId"]} label={campaigns.person} rules={required}>
                  <AccountSelect />
                </Form.Item>
                <Form.Item name={[name, "roleLabel"]} label={campaigns.role} rules={required}>
                  <Input maxLength={40} placeholder={campaigns.roleHint} />
                </Form.Item>
                {fields.length > fewestRecipientsShown && (
                  <Button type="text" onClick={() => remove(name)}>
                    {campaigns.removeRecipient}
                  </Button>
                )}
              </div>
            ))}
            {fields.length < mostRecipients && (
              <Button onClick={() => add({ accountId: "", roleLabel: "" })}>{campaigns.addRecipient}</Button>
            )}
          </>
        )}
      </Form.List>
    </>
  );
}
