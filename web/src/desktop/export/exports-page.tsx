import "../transfer/transfer.css";
import { App, Button, Checkbox, Empty, Form, Modal, Popconfirm, Radio, Skeleton } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { exportFormats, exportPurposeNames, exportPurposes } from "../../../../lib/people-export/export-purposes.ts";
import { isFreshLoginWanted, useFreshLogin } from "../../auth/use-fresh-login.ts";
import { describeExport } from "../../export/describe-export.ts";
import {
  type NewExport,
  type PeopleExport,
  useDownload,
  useExportDecision,
  useExportRequest,
  useOwnExports,
  useWaitingExports,
  type WaitingExport,
} from "../../export/use-exports.ts";
import { mayAnywhere, mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { choicesOf } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { exportTerms } from "../../terms/export.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { FreshLoginAlert } from "../fresh-login-alert.tsx";
import { OrganizationSelect } from "../organization-select.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

/** What went wrong; where only the login is too old, the way to a fresh one. */
function Trouble({ error, onConfirm }: { error: unknown; onConfirm: () => void }) {
  if (error == null) return null;
  return isFreshLoginWanted(error) ? (
    <FreshLoginAlert error={error} onConfirm={onConfirm} />
  ) : (
    <ProblemAlert error={error} />
  );
}

function Facts({ one }: { one: PeopleExport }) {
  const texts = useTermsOf(exportTerms);
  const { language } = useLanguage();
  const { tree } = useOrganizations();
  const { place, lines } = describeExport(one, { texts, tree, language });
  return (
    <div>
      <strong>{place}</strong>
      {lines.map((line) => (
        <span key={line} className="soft">
          {line}
        </span>
      ))}
    </div>
  );
}

function OwnRow({ one }: { one: PeopleExport }) {
  const texts = useTermsOf(exportTerms);
  const download = useDownload();
  const freshLogin = useFreshLogin<true>(`download-export/${one.exportId}`);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const fetchFile = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await download(one.exportId);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="transfer">
      <Facts one={one} />
      <div>
        <span>{texts.states[one.state]}</span>
        {one.failure !== null && <span className="soft">{texts.failures[one.failure]}</span>}
        {one.decisionNote !== null && <span className="soft">{one.decisionNote}</span>}
      </div>
      <div className="transfer-steps">
        {one.state === "ready" && (
          <Button type="primary" loading={isBusy} onClick={() => void fetchFile()}>
            {texts.download}
          </Button>
        )}
      </div>
      <Trouble error={error} onConfirm={() => void freshLogin.confirm(true)} />
    </li>
  );
}

function WaitingRow({ one }: { one: WaitingExport }) {
  const texts = useTermsOf(exportTerms);
  const { terms } = useLanguage();
  const { message } = App.useApp();
  const freshLogin = useFreshLogin<true>(`decide-export/${one.exportId}`);
  const decision = useExportDecision(() => message.success(texts.decided));
  const decide = (value: "approved" | "declined") =>
    decision.mutate({ params: { exportId: one.exportId }, body: { decision: value } });
  return (
    <li className="transfer">
      <Facts one={one} />
      <div>
        <span>{texts.requester(one.requesterName ?? one.requestedBy)}</span>
      </div>
      <div className="transfer-steps">
        <Popconfirm
          title={texts.confirmApprove(one.count ?? 0)}
          okText={texts.approve}
          cancelText={terms.cancel}
          onConfirm={() => decide("approved")}
        >
          <Button type="primary" loading={decision.isPending}>
            {texts.approve}
          </Button>
        </Popconfirm>
        <Button loading={decision.isPending} onClick={() => decide("declined")}>
          {texts.decline}
        </Button>
      </div>
      <Trouble error={decision.error} onConfirm={() => void freshLogin.confirm(true)} />
    </li>
  );
}

type Draft = Pick<NewExport, "organizationId" | "purpose" | "format" | "withIdNumbers">;

interface CreateDialogProps {
  readonly freshLogin: ReturnType<typeof useFreshLogin<Draft>>;
  readonly onClose: () => void;
}

/** Whom, what for, and as which file; goes on by itself after a fresh login. */
function CreateDialog({ freshLogin, onClose }: CreateDialogProps) {
  const texts = useTermsOf(exportTerms);
  const { terms, language } = useLanguage();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const { message } = App.useApp();
  const [form] = Form.useForm<Draft>();
  const purpose = Form.useWatch("purpose", form);
  const needsIdNumbers = purpose !== undefined && exportPurposes[purpose].needsIdNumbers;
  const choices = useMemo(
    () => (tree ? choicesOf(tree, ({ path }) => mayAt(me, "person.export", path)) : []),
    [tree, me],
  );
  const { mutate, isPending, error } = useExportRequest(() => {
    message.success(texts.submitted);
    onClose();
  });
  const isResumed = useRef(false);
  useEffect(() => {
    if (freshLogin.resumed === undefined || isResumed.current) return;
    isResumed.current = true;
    mutate({ body: freshLogin.resumed });
  }, [freshLogin.resumed, mutate]);
  const bodyOf = (values: Draft): Draft => ({
    ...values,
    withIdNumbers: needsIdNumbers && values.withIdNumbers === true,
  });
  return (
    <Modal
      open
      title={texts.create}
      okText={texts.submit}
      cancelText={terms.cancel}
      confirmLoading={isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={freshLogin.resumed ?? { format: "xlsx", withIdNumbers: false }}
        onFinish={(values) => mutate({ body: bodyOf(values) })}
      >
        <Form.Item
          name="organizationId"
          label={texts.organization}
          rules={[{ required: true, message: texts.organization }]}
        >
          <OrganizationSelect id="organizationId" choices={choices} />
        </Form.Item>
        <Form.Item name="purpose" label={texts.purpose} rules={[{ required: true, message: texts.purpose }]}>
          <Radio.Group
            vertical
            options={exportPurposeNames.map((name) => ({ value: name, label: exportPurposes[name][language] }))}
          />
        </Form.Item>
        <Form.Item name="format" label={texts.format}>
          <Radio.Group options={exportFormats.map((name) => ({ value: name, label: texts.formats[name] }))} />
        </Form.Item>
        <Form.Item name="withIdNumbers" valuePropName="checked" extra={texts.withIdNumbersHint}>
          <Checkbox disabled={!needsIdNumbers}>{texts.withIdNumbers}</Checkbox>
        </Form.Item>
      </Form>
      <Trouble error={error} onConfirm={() => void freshLogin.confirm(bodyOf(form.getFieldsValue()))} />
    </Modal>
  );
}

function Waiting() {
  const texts = useTermsOf(exportTerms);
  const { data, isError, error, refetch } = useWaitingExports(true);
  return (
    <section className="panel" aria-labelledby="waiting-exports">
      <h2 id="waiting-exports">{texts.waiting}</h2>
      {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
      {!data && !isError && <Skeleton active />}
      {data?.items.length === 0 && <p className="soft">{texts.waitingEmpty}</p>}
      <ul className="transfers">
        {data?.items.map((one) => (
          <WaitingRow key={one.exportId} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Own() {
  const texts = useTermsOf(exportTerms);
  const { data, isError, error, refetch } = useOwnExports();
  return (
    <section className="panel" aria-labelledby="own-exports">
      <h2 id="own-exports">{texts.own}</h2>
      {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
      {!data && !isError && <Skeleton active />}
      {data?.items.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.ownEmpty} />}
      <ul className="transfers">
        {data?.items.map((one) => (
          <OwnRow key={one.exportId} one={one} />
        ))}
      </ul>
    </section>
  );
}

/** Files of people: those asked for, and those that wait for one's consent. */
export function ExportsPage() {
  const texts = useTermsOf(exportTerms);
  const me = useCurrentPerson();
  const freshLogin = useFreshLogin<Draft>("request-export");
  const [isCreating, setCreating] = useState(freshLogin.resumed !== undefined);
  const mayExport = mayAnywhere(me, "person.export");
  // The choice of organisations opens itself by what is there when somebody begins to type.
  const { tree } = useOrganizations();
  return (
    <>
      <PageTitle title={texts.title}>
        {mayExport && (
          <Button type="primary" loading={isCreating && !tree} onClick={() => setCreating(true)}>
            {texts.create}
          </Button>
        )}
      </PageTitle>
      <p className="soft page-intro">{texts.intro}</p>
      {mayAnywhere(me, "person.export.approve") && <Waiting />}
      {mayExport && <Own />}
      {isCreating && tree && <CreateDialog freshLogin={freshLogin} onClose={() => setCreating(false)} />}
    </>
  );
}
