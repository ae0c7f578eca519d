import type { FormInstance } from "antd";

/** Puts the server's reasons on their fields; a reason for something that is not a field here stays in the message. */
export function showFieldErrorsIn<Values>(form: FormInstance<Values>) {
  return (errors: { name: string; reason: string }[]) =>
    form.setFields(
      errors.map(({ name, reason }) => ({ name: name as Parameters<typeof form.getFieldValue>[0], errors: [reason] })),
    );
}
