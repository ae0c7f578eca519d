import { Form, Input, TextArea } from "antd-mobile";
import { rulesOf } from "../../membership/field-rules.ts";
import { type FieldName, groupsOf, kindOf } from "../../membership/person-fields.ts";
import { useWords } from "../../membership/use-words.ts";
import type { MembershipTerms } from "../../terms/membership.ts";

function control(field: FieldName, texts: MembershipTerms) {
  switch (kindOf(field)) {
    case "flag":
      return (
        <select id={field} className="select">
          <option value="">{texts.chooseYesNo}</option>
          <option value="yes">{texts.yes}</option>
          <option value="no">{texts.no}</option>
        </select>
      );
    case "choice":
      return (
        <select id={field} className="select">
          <option value="">{texts.nothing}</option>
          {Object.entries(texts.values[field as keyof typeof texts.values]).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      );
    case "date":
      return <Input id={field} autoComplete="off" placeholder={texts.dateHint} />;
    case "text":
      return field === "mobile_phone" || field === "contact_phone" ? (
        <Input id={field} type="tel" autoComplete="off" />
      ) : (
        <TextArea id={field} rows={1} autoSize />
      );
  }
}

/** One field of a form for each field of the record that is wanted, in groups. */
export function FieldItems({ isWanted }: { isWanted: (field: FieldName) => boolean }) {
  const { texts } = useWords();
  return groupsOf(isWanted).map(({ id, fields }) => (
    <fieldset key={id} className="field-group">
      <legend>{texts.groups[id]}</legend>
      {fields.map((field) => (
        <Form.Item
          key={field}
          name={field}
          label={texts.fields[field]}
          required={field === "name"}
          rules={rulesOf(field, texts)}
        >
          {control(field, texts)}
        </Form.Item>
      ))}
    </fieldset>
  ));
}
