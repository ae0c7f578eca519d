import { Checkbox, Form, Input, InputNumber, Modal, Select } from "antd";
import {
  type LadderStep,
  ladderStepNames,
  ladderSteps,
  reminderChannelNames,
} from "../../../../lib/obligation/ladder-steps.ts";
import { type LadderFields, ladderFieldsOf, ladderSettingOf, mostDays } from "../../obligation/ladder-draft.ts";
import { type Ladder, type LadderSetting, readDays } from "../../obligation/policy-draft.ts";
import type { Rule } from "../../obligation/use-rules.ts";
import { useWords } from "../../obligation/use-words.ts";
import { choicesOf } from "../../organization/choices.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { ruleSettingsTerms } from "../../terms/rule-settings.ts";
import { OrganizationSelect } from "../organization-select.tsx";

interface LadderDialogProps {
  readonly rules: readonly Rule[];
  readonly tree: OrganizationTree;
  readonly standard: Ladder;
  readonly onAdd: (setting: LadderSetting) => void;
  readonly onClose: () => void;
}

/** One more ladder; an empty field leaves a step out. */
export function LadderDialog({ rules, tree, standard, onAdd, onClose }: LadderDialogProps) {
  const texts = useTermsOf(ruleSettingsTerms);
  const { cancel } = useTerms();
  const { language } = useWords();
  const [form] = Form.useForm<LadderFields>();
  const chosen: readonly LadderStep[] = Form.useWatch("pushed", form) ?? standard.pushed;
  const pushed = ladderStepNames.filter((step) => chosen.includes(step));
  const step = (name: keyof typeof mostDays) => (
    <Form.Item name={name} label={texts[name]}>
      <InputNumber min={1} max={mostDays[name]} precision={0} placeholder={texts.skipped} />
    </Form.Item>
  );
  return (
    <Modal
      open
      title={texts.addLadder}
      okText={texts.add}
      cancelText={cancel}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={ladderFieldsOf(standard)}
        onFinish={(fields) => onAdd(ladderSettingOf(fields))}
      >
        <Form.Item name="ruleId" label={texts.rule}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={[
              { value: "", label: texts.allRules },
              ...rules.map(({ id, statement }) => ({ value: id, label: `${id} ${statement[language]}` })),
            ]}
          />
        </Form.Item>
        <Form.Item name="organizationId" label={texts.place}>
          <OrganizationSelect
            id="organizationId"
            allowClear
            placeholder={texts.wholeUniversity}
            choices={choicesOf(tree, () => true)}
          />
        </Form.Item>
        <div className="setting-form">
          {step("ahead")}
          {step("head")}
          {step("superior")}
          {step("talk")}
        </div>
        <Form.Item name="due" valuePropName="checked">
          <Checkbox>{texts.due}</Checkbox>
        </Form.Item>
        <Form.Item name="pushed" label={texts.pushed}>
          <Checkbox.Group options={ladderStepNames.map((value) => ({ value, label: texts[value] }))} />
        </Form.Item>
        <div className="setting-form">
          {pushed.map((name) => (
            <Form.Item key={name} name={["channels", name]} label={texts.channelsOf(ladderSteps[name][language])}>
              <Select
                mode="multiple"
                placeholder={texts.allChannels}
                options={reminderChannelNames.map((value) => ({ value, label: texts.channels[value] }))}
              />
            </Form.Item>
          ))}
        </div>
        <Form.Item
          name="quiet"
          label={texts.quiet}
          extra={texts.quietHint}
          rules={[
            {
              validator: (_, value: string) =>
                readDays(value) === null ? Promise.reject(new Error(texts.quietWrong)) : Promise.resolve(),
            },
          ]}
        >
          <Input.TextArea rows={2} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
