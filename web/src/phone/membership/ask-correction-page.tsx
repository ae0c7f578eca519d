import "./membership.css";
import { Button, Form, TextArea, Toast } from "antd-mobile";
import { useNavigate } from "react-router";
import { textsOf } from "../../membership/field-input.ts";
import { requiredRule } from "../../membership/field-rules.ts";
import type { Person } from "../../membership/person-fields.ts";
import { type CorrectionValues, mayBeCorrected, useCorrectionRequest } from "../../membership/use-own-record.ts";
import { useOwnRecord } from "../../membership/use-people.ts";
import { useWords } from "../../membership/use-words.ts";
import { useTerms } from "../../terms/language.tsx";
import { showFieldErrorsIn } from "../organization/organization-form.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { FieldItems } from "./field-items.tsx";

const up = "/account/record";

function Ask({ person }: { person: Person }) {
  const { texts } = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm();
  const sending = useCorrectionRequest({
    person,
    showFieldErrors: showFieldErrorsIn(form),
    onDone: () => {
      Toast.show({ content: texts.correctionSent, icon: "success" });
      navigate(up, { replace: true });
    },
  });
  const send = (values: CorrectionValues) => {
    if (sending.isEmpty(values)) Toast.show(texts.nothingChanged);
    else sending.send(values);
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMarkStyle="asterisk"
      initialValues={textsOf(person.fields)}
      onFinish={send}
      footer={
        <>
          {sending.error != null && <Problem error={sending.error} />}
          <Button block type="submit" color="primary" size="large" loading={sending.isSending}>
            {texts.sendCorrection}
          </Button>
        </>
      }
    >
      <p className="form-intro">{texts.askText}</p>
      <Form.Item name="note" label={texts.whyCorrect} required rules={requiredRule(texts.whyRequired)}>
        <TextArea id="note" rows={2} maxLength={300} placeholder={texts.whyPlaceholder} />
      </Form.Item>
      <FieldItems isWanted={mayBeCorrected} />
    </Form>
  );
}

export function AskCorrectionPage() {
  const { texts } = useWords();
  const { loading } = useTerms();
  const { data, isError, error, refetch } = useOwnRecord();
  return (
    <>
      <PageHeader title={texts.askTitle} up={up} />
      {data && <Ask person={data} />}
      {isError && !data && <Problem error={error} onRetry={() => refetch()} />}
      {!data && !isError && <p role="status">{loading}</p>}
    </>
  );
}
