import { Form, Input, Select } from "antd";
import { rulesOf } from "../../membership/field-rules.ts";
import { type FieldName, groupsOf, kindOf } from "../../membership/person-fields.ts";
import { useWords } from "../../membership/use-words.ts";
import type { MembershipTerms } from "../../terms/membership.ts";

function control(field: FieldName, texts: MembershipTerms) {
  switch (kindOf(field)) {
    case "flag":
      return (
        <Select
          options={[
            { value: "", label: texts.chooseYesNo },
            { value: "yes", label: texts.yes },
            { value: "no", label: texts.no },
          ]}
        />
      );
    case "choice": {
      const values = texts.values[field as keyof typeof texts.values];
      const options = Object.entries(values).map(([value, label]) => ({ value, label }));
      return <Select options={[{ value: "", label: texts.nothing }, ...options]} />;
    }
    case "date":
      return <Input autoComplete="off" placeholder={texts.dateHint} />;
    case "text":
      return <Input autoComplete="off" />;
  }
}

/** One field of a form for each field of the record that is wanted, in groups. */
export function FieldItems({ isWanted }: { isWanted: (field: FieldName) => boolean }) {
  const { texts } = useWords();
  return groupsOf(isWanted).map(({ id, fields }) => (
    <fieldset key={id} className="field-group">
      <legend>{texts.groups[id]}</legend>
      <div className="field-row">
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
      </div>
    </fieldset>
  ));
}
