import { Button, Form, Toast } from "antd-mobile";
import type { ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { useCurrentPerson } from "../../me/me-context.ts";
import { describeValue } from "../../membership/describe-line.ts";
import { personAddress } from "../../membership/people-address.ts";
import type { Person } from "../../membership/person-fields.ts";
import { usePerson } from "../../membership/use-people.ts";
import type { PersonSending } from "../../membership/use-person-form.ts";
import { useWords } from "../../membership/use-words.ts";
import { rightsOf } from "../../membership/what-may-be-done.ts";
import { useTerms } from "../../terms/language.tsx";
import { MessagePage } from "../message-page.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

type FormInstance = ReturnType<typeof Form.useForm>[0];

interface PersonFormProps<Values> {
  readonly title: string;
  readonly up: string;
  readonly submit: string;
  readonly form: FormInstance;
  readonly initialValues?: object;
  readonly sending: PersonSending<Values>;
  readonly onSend?: (values: Values) => void;
  readonly children: ReactNode;
}

function LostRace<Values>({ sending }: { sending: PersonSending<Values> }) {
  const words = useWords();
  const { texts } = words;
  const { hasLostRace, meanwhile, reload } = sending;
  if (!hasLostRace && !meanwhile) return null;
  return (
    <div className="problem" role="alert">
      <strong>{texts.changedMeanwhile}</strong>
      {hasLostRace && <Button onClick={reload}>{texts.changedMeanwhileReload}</Button>}
      {!hasLostRace && meanwhile && (
        <>
          <p>{meanwhile.length === 0 ? texts.changedMeanwhileNothing : texts.changedMeanwhileText}</p>
          {meanwhile.map(({ field, before, after }) => (
            <p key={field}>
              {texts.fields[field]}：{describeValue(field, before, words)} {texts.to}{" "}
              <strong>{describeValue(field, after, words)}</strong>
            </p>
          ))}
        </>
      )}
    </div>
  );
}

/** A form about a person, on a page of its own. */
export function PersonForm<Values>(props: PersonFormProps<Values>) {
  const { title, up, submit, form, initialValues, sending, onSend = sending.send, children } = props;
  return (
    <>
      <PageHeader title={title} up={up} />
      <Form
        form={form}
        layout="vertical"
        requiredMarkStyle="asterisk"
        {...(initialValues && { initialValues })}
        onFinish={(values: Values) => onSend(values)}
        footer={
          <>
            <LostRace sending={sending} />
            {sending.error != null && !sending.hasLostRace && <Problem error={sending.error} />}
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
          </>
        }
      >
        {children}
      </Form>
    </>
  );
}

/** Says that it is done and shows the person. */
export function useFinishPerson() {
  const navigate = useNavigate();
  return (text: string, { personId }: Person) => {
    Toast.show({ content: text, icon: "success" });
    navigate(personAddress(personId), { replace: true });
  };
}

/** Finds the person of the address and shows the form, if the reader may change the person. */
export function WithPerson({ children }: { children: (person: Person) => ReactNode }) {
  const { personId = "" } = useParams();
  const me = useCurrentPerson();
  const { loading, forbidden } = useTerms();
  const { tree } = useWords();
  const { data, isError, error, refetch } = usePerson(personId);
  if (isError && !data) return <Problem error={error} onRetry={() => refetch()} />;
  if (!data || !tree) return <p role="status">{loading}</p>;
  if (!rightsOf(me, data, tree).mayManage) return <MessagePage title={forbidden.title} text={forbidden.text} />;
  return children(data);
}
