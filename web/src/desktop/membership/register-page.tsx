import "./membership.css";
import { App, Button, Form, Input, Select } from "antd";
import { Link, useNavigate, useSearchParams } from "react-router";
import { stages } from "../../../../lib/membership/stage.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useBranchChoices } from "../../membership/branch-choices.ts";
import { requiredRule } from "../../membership/field-rules.ts";
import { fieldsAskedFor, type NewPersonValues, registrableStages, toNewPerson } from "../../membership/new-person.ts";
import { peopleAddress, personAddress } from "../../membership/people-address.ts";
import { usePersonForm } from "../../membership/use-person-form.ts";
import { useWords } from "../../membership/use-words.ts";
import { showFieldErrorsIn } from "../organization/show-field-errors.ts";
import { OrganizationSelect } from "../organization-select.tsx";
import { PageTitle } from "../page-title.tsx";
import { FieldItems } from "./field-items.tsx";
import { SendingMessages } from "./sending-messages.tsx";

function Place() {
  const { texts, tree, language } = useWords();
  const me = useCurrentPerson();
  const choices = useBranchChoices(me, tree);
  return (
    <fieldset className="field-group">
      <legend>{texts.recordKeys.organization_id}</legend>
      <div className="field-row">
        <Form.Item name="organizationId" label={texts.branch} required rules={requiredRule(texts.branchRequired)}>
          <OrganizationSelect id="organizationId" placeholder={texts.chooseBranch} choices={choices} />
        </Form.Item>
        <Form.Item name="stage" label={texts.stage} required rules={requiredRule(texts.required(texts.stage))}>
          <Select options={registrableStages.map((stage) => ({ value: stage, label: stages[stage][language] }))} />
        </Form.Item>
      </div>
      <Form.Item
        name="idNumber"
        label={texts.idNumber}
        required
        rules={requiredRule(texts.required(texts.idNumber))}
        extra={texts.idNumberHint}
      >
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
    </fieldset>
  );
}

/** Registers one person at a branch; many at once come with a roster. */
export function RegisterPage() {
  const { texts, tree } = useWords();
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<NewPersonValues>();
  const stage = Form.useWatch("stage", form);
  const sending = usePersonForm({
    route: "POST /api/people",
    toRequest: toNewPerson,
    showFieldErrors: showFieldErrorsIn(form),
    onDone: ({ personId, fields }) => {
      message.success(texts.registered(fields.name ?? ""));
      navigate(personAddress(personId));
    },
  });
  const asked = fieldsAskedFor(stage);
  const organizationId = parameters.get("organizationId") ?? undefined;
  const isBranch = organizationId !== undefined && tree?.childrenOf(organizationId).length === 0;
  return (
    <>
      <Link to={peopleAddress()} className="back-link">
        {texts.backToList}
      </Link>
      <PageTitle title={texts.registerTitle} />
      <section className="panel form-panel" aria-label={texts.registerTitle}>
        <Form<NewPersonValues>
          key={String(isBranch)}
          form={form}
          layout="vertical"
          requiredMark
          {...(isBranch && organizationId && { initialValues: { organizationId } })}
          onFinish={sending.send}
          scrollToFirstError
        >
          <Place />
          <FieldItems isWanted={(field) => asked.includes(field)} />
          <SendingMessages sending={sending} />
          <Button type="primary" htmlType="submit" size="large" className="after-alert" loading={sending.isSending}>
            {texts.confirmRegister}
          </Button>
        </Form>
      </section>
    </>
  );
}
