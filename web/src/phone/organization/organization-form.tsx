import { Button, Form, Toast } from "antd-mobile";
import type { ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import type { OrganizationSending } from "../../organization/use-organization-form.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTerms } from "../../terms/language.tsx";
import { MessagePage } from "../message-page.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

type FormInstance = ReturnType<typeof Form.useForm>[0];

interface OrganizationFormProps<Values> {
  readonly title: string;
  readonly submit: string;
  readonly organization: Organization;
  readonly form: FormInstance;
  readonly initialValues?: Partial<Values>;
  readonly sending: OrganizationSending<Values>;
  readonly children: ReactNode;
}

function LostRace<Values>({ sending }: { sending: OrganizationSending<Values> }) {
  const { organization: texts } = useTerms();
  const { base, hasLostRace, isReloaded, reload } = sending;
  if (!hasLostRace && !isReloaded) return null;
  return (
    <div className="problem" role="alert">
      <strong>{texts.changedMeanwhile}</strong>
      {isReloaded && (
        <p>
          {base.status === "dissolved" ? texts.goneMeanwhile : texts.changedMeanwhileText(base.name, base.shortName)}
        </p>
      )}
      {hasLostRace && <Button onClick={reload}>{texts.changedMeanwhileReload}</Button>}
    </div>
  );
}

/** A form about an organisation, on a page of its own. */
export function OrganizationForm<Values>(props: OrganizationFormProps<Values>) {
  const { title, submit, organization, form, initialValues, sending, children } = props;
  return (
    <>
      <PageHeader title={title} up={`/organizations/${organization.organizationId}`} />
      <Form
        form={form}
        layout="vertical"
        requiredMarkStyle="asterisk"
        {...(initialValues && { initialValues })}
        onFinish={(values: Values) => sending.send(values)}
        footer={
          <Button
            block
            type="submit"
            color="primary"
            size="large"
            loading={sending.isSending}
            disabled={sending.hasLostRace}
          >
            {submit}
          </Button>
        }
      >
        {children}
      </Form>
      <LostRace sending={sending} />
      {sending.error != null && !sending.hasLostRace && <Problem error={sending.error} />}
    </>
  );
}

/** Puts the server's reasons on their fields. */
export function showFieldErrorsIn(form: FormInstance) {
  return (errors: { name: string; reason: string }[]) =>
    form.setFields(errors.map(({ name, reason }) => ({ name, errors: [reason] })));
}

/** Says that it is done and shows the result. */
export function useFinish() {
  const navigate = useNavigate();
  return (text: string, { organizationId }: Organization) => {
    Toast.show({ content: text, icon: "success" });
    navigate(`/organizations/${organizationId}`, { replace: true });
  };
}

/** Finds the organisation of the address and shows the form, if the person may change it. */
export function WithOrganization({
  children,
}: {
  children: (organization: Organization, tree: OrganizationTree) => ReactNode;
}) {
  const { organizationId = "" } = useParams();
  const me = useCurrentPerson();
  const { loading, notFound, forbidden } = useTerms();
  const { tree, isError, error, refetch } = useOrganizations();
  if (!tree) return isError ? <Problem error={error} onRetry={() => refetch()} /> : <p role="status">{loading}</p>;
  const organization = tree.find(organizationId);
  if (!organization) return <MessagePage title={notFound.title} text={notFound.text} />;
  if (!mayAt(me, "organization.manage", organization.path))
    return <MessagePage title={forbidden.title} text={forbidden.text} />;
  return children(organization, tree);
}
