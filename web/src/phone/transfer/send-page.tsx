import "./transfer.css";
import { Button, Form, TextArea, Toast } from "antd-mobile";
import { useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { personAddress } from "../../membership/people-address.ts";
import type { Person } from "../../membership/person-fields.ts";
import { useWords } from "../../membership/use-words.ts";
import { choicesOf } from "../../organization/choices.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";
import { isTarget } from "../../transfer/transfer-places.ts";
import { useSending } from "../../transfer/use-transfers.ts";
import { BranchSelect } from "../membership/branch-select.tsx";
import { WithPerson } from "../membership/person-form.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

interface Values {
  readonly toOrganizationId: string;
  readonly note?: string;
}

function Send({ person: { personId, organizationId: from, fields } }: { person: Person }) {
  const texts = useTermsOf(transferTerms);
  const { optional, form: formTexts } = useTerms();
  const { tree, language } = useWords();
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<string>();
  const choices = useMemo(
    () => (tree ? choicesOf(tree, (one) => isTarget(one) && one.organizationId !== from) : []),
    [tree, from],
  );
  const sending = useSending(({ refused: [refused] }) => {
    if (refused !== undefined) {
      setRefusal(refused.reason[language]);
      return;
    }
    Toast.show({ content: texts.sent });
    navigate(personAddress(personId), { replace: true });
  });
  const send = ({ toOrganizationId, note }: Values) => {
    setRefusal(undefined);
    sending.mutate({ body: { personIds: [personId], toOrganizationId, ...(note && { note }) } });
  };
  return (
    <>
      <PageHeader title={texts.sendTitle(fields.name ?? "")} up={personAddress(personId)} />
      <Form
        layout="vertical"
        requiredMarkStyle="asterisk"
        onFinish={(values: Values) => send(values)}
        footer={
          <>
            {refusal !== undefined && (
              <div className="problem" role="alert">
                <strong>{refusal}</strong>
              </div>
            )}
            {sending.error !== null && <Problem error={sending.error} />}
            <Button block type="submit" color="primary" size="large" loading={sending.isPending}>
              {texts.submit}
            </Button>
          </>
        }
      >
        <p className="form-intro">{texts.sendText}</p>
        <Form.Item
          name="toOrganizationId"
          label={texts.target}
          rules={[{ required: true, message: formTexts.choose(texts.target) }]}
        >
          <BranchSelect id="toOrganizationId" choices={choices} placeholder={formTexts.choose(texts.target)} />
        </Form.Item>
        <Form.Item name="note" label={texts.reasonToGo + optional}>
          <TextArea id="note" rows={2} maxLength={300} />
        </Form.Item>
      </Form>
    </>
  );
}

/** Sends one person to another branch. */
export function SendPage() {
  return <WithPerson>{(person) => <Send person={person} />}</WithPerson>;
}
