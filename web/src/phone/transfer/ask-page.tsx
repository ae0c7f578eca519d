import { Button, Form, Input, TextArea, Toast } from "antd-mobile";
import { useNavigate } from "react-router";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";
import { isTarget } from "../../transfer/transfer-places.ts";
import { useIncomingRequest, useOwnRequest } from "../../transfer/use-transfers.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

interface Values {
  readonly toOrganizationId: string;
  readonly campusId?: string;
  readonly name?: string;
  readonly note?: string;
}

/** Asks for one's own transfer, or for somebody to come. */
export function AskPage({ isIncoming = false }: { isIncoming?: boolean }) {
  const texts = useTermsOf(transferTerms);
  const { optional, form: formTexts } = useTerms();
  const me = useCurrentPerson();
  const navigate = useNavigate();
  const { tree } = useOrganizations();
  const finish = () => {
    Toast.show({ content: texts.requested });
    navigate("/transfers");
  };
  const own = useOwnRequest(finish);
  const incoming = useIncomingRequest(finish);
  const sending = isIncoming ? incoming : own;
  const targets = (tree?.all ?? []).filter(
    (one) => isTarget(one) && (!isIncoming || mayAt(me, "person.manage", one.path)),
  );
  const send = ({ toOrganizationId, note, campusId = "", name = "" }: Values) => {
    const more = note ? { note } : {};
    if (isIncoming) incoming.mutate({ body: { toOrganizationId, campusId, name, ...more } });
    else own.mutate({ body: { toOrganizationId, ...more } });
  };
  const required = (label: string) => [{ required: true, message: label }];
  return (
    <>
      <PageHeader title={isIncoming ? texts.askIncoming : texts.askOwn} up="/transfers" />
      <section className="card">
        <p className="soft">{isIncoming ? texts.askIncomingText : texts.askOwnText}</p>
      </section>
      <Form
        layout="vertical"
        requiredMarkStyle="asterisk"
        onFinish={(values: Values) => send(values)}
        footer={
          <Button block type="submit" color="primary" size="large" loading={sending.isPending}>
            {texts.submit}
          </Button>
        }
      >
        {isIncoming && (
          <>
            <Form.Item name="campusId" label={texts.campusId} rules={required(texts.campusId)}>
              <Input id="campusId" autoComplete="off" />
            </Form.Item>
            <Form.Item name="name" label={texts.name} rules={required(texts.name)}>
              <Input id="name" autoComplete="off" />
            </Form.Item>
          </>
        )}
        <Form.Item name="toOrganizationId" label={texts.target} rules={required(texts.target)} initialValue="">
          <select id="toOrganizationId" className="select">
            <option value="">{formTexts.choose(texts.target)}</option>
            {targets.map(({ organizationId, shortName }) => (
              <option key={organizationId} value={organizationId}>
                {shortName}
              </option>
            ))}
          </select>
        </Form.Item>
        <Form.Item name="note" label={texts.reasonToGo + optional}>
          <TextArea id="note" rows={2} maxLength={300} />
        </Form.Item>
      </Form>
      {sending.error !== null && <Problem error={sending.error} />}
    </>
  );
}
