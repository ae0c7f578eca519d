import { Button, Checkbox, Form, Input } from "antd";
import { activityPlanningTerms } from "../../terms/activity-planning.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";

const most = 30;

/** People from outside who are expected: a name and where they come from, nothing else is kept of them. */
export function InvitedFields() {
  const { create } = useTermsOf(activityPlanningTerms);
  const { terms } = useLanguage();
  return (
    <Form.List name="invited">
      {(rows, { add, remove }) => (
        <fieldset className="invited">
          <legend>{create.invited + terms.optional}</legend>
          <p className="soft">{create.invitedHint}</p>
          {rows.map(({ key, name }, index) => (
            <div key={key} className="invited-row">
              <Form.Item
                name={[name, "name"]}
                rules={[{ required: true, whitespace: true, message: create.required(create.guestName) }]}
              >
                <Input
                  aria-label={`${create.guest(index + 1)} ${create.guestName}`}
                  placeholder={create.guestName}
                  maxLength={40}
                />
              </Form.Item>
              <Form.Item name={[name, "from"]}>
                <Input
                  aria-label={`${create.guest(index + 1)} ${create.guestFrom}`}
                  placeholder={create.guestFrom + terms.optional}
                  maxLength={60}
                />
              </Form.Item>
              <Form.Item name={[name, "isObserver"]} valuePropName="checked">
                <Checkbox>{create.observer}</Checkbox>
              </Form.Item>
              <Button type="text" aria-label={create.removeOf(create.guest(index + 1))} onClick={() => remove(name)}>
                {create.remove}
              </Button>
            </div>
          ))}
          {rows.length < most && (
            <Button onClick={() => add({ name: "", from: "", isObserver: true })}>{create.addGuest}</Button>
          )}
        </fieldset>
      )}
    </Form.List>
  );
}
