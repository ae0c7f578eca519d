import { Form, Select } from "antd";
import { type Stage, stages } from "../../../../lib/membership/stage.ts";
import { peopleFlags } from "../../membership/people-address.ts";
import { endedStages, presentStages } from "../../membership/stage-filter.ts";
import { useWords } from "../../membership/use-words.ts";

/** Narrows an export as the list of people is narrowed. */
export function FilterItems() {
  const { texts, language } = useWords();
  const option = (stage: Stage) => ({ value: stage as Stage | "", label: stages[stage][language] });
  return (
    <div className="export-filter">
      <Form.Item name="stage" label={texts.stage}>
        <Select
          listHeight={420}
          options={[
            {
              label: texts.presentPeople,
              options: [{ value: "", label: texts.everyPresent }, ...presentStages.map(option)],
            },
            { label: texts.endedPeople, options: endedStages.map(option) },
          ]}
        />
      </Form.Item>
      <Form.Item name="flag" label={texts.flag}>
        <Select
          options={[
            { value: "", label: texts.anyFlag },
            ...peopleFlags.map((flag) => ({ value: flag as string, label: texts.flags[flag] })),
          ]}
        />
      </Form.Item>
    </div>
  );
}
