import "./membership.css";
import { Skeleton } from "antd-mobile";
import { Link, useParams } from "react-router";
import { isEnded, transitions } from "../../../../lib/membership/stage.ts";
import { isNotFound } from "../../api/describe-error.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { personAddress } from "../../membership/people-address.ts";
import type { Person } from "../../membership/person-fields.ts";
import { useListAddress } from "../../membership/use-list-address.ts";
import { useOpenCorrections } from "../../membership/use-open-corrections.ts";
import { usePerson, useTimeline } from "../../membership/use-people.ts";
import { useWords } from "../../membership/use-words.ts";
import { onwardStepsOf, type PersonRights, rightsOf, stepsOf } from "../../membership/what-may-be-done.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";
import { MessagePage } from "../message-page.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { OpenCorrections } from "./open-corrections.tsx";
import { PersonRecord, PersonSummary } from "./person-record.tsx";
import { PersonTimeline } from "./person-timeline.tsx";
import { RevealIdNumber } from "./reveal-id-number.tsx";

interface RightsProps {
  readonly person: Person;
  readonly rights: PersonRights;
}

/** What can be done about a person; one line per action. */
function PersonActions({ person, rights }: RightsProps) {
  const { texts } = useWords();
  const transfer = useTermsOf(transferTerms);
  const address = personAddress(person.personId);
  if (!rights.mayManage) return null;
  return (
    <div className="actions">
      <Link className="wide-link primary" to={`${address}/edit`}>
        {texts.edit}
      </Link>
      {stepsOf(person).length > 0 && (
        <Link className="wide-link" to={`${address}/stage`}>
          {texts.changeStage}
        </Link>
      )}
      <Link className="wide-link" to={`${address}/move`}>
        {texts.move}
      </Link>
      {person.stage !== undefined && !isEnded(person.stage) && (
        <Link className="wide-link" to={`${address}/send`}>
          {transfer.send}
        </Link>
      )}
      <Link className="wide-link" to={`${address}/id-number`}>
        {texts.correctIdNumber}
      </Link>
    </div>
  );
}

function Overview({ person, rights }: RightsProps) {
  const { texts, language } = useWords();
  const steps = onwardStepsOf(person);
  return (
    <section className="card" aria-label={person.fields.name}>
      <PersonSummary person={person} />
      {rights.mayManage && steps.length > 0 && (
        <p className="soft">
          {texts.nextSteps}：{steps.map((name) => transitions[name][language]).join(language === "zh" ? "、" : ", ")}
        </p>
      )}
      <PersonActions person={person} rights={rights} />
    </section>
  );
}

function OpenRequests({ person }: { person: Person }) {
  return <OpenCorrections person={person} corrections={useOpenCorrections(person.personId)} />;
}

function History({ personId }: { personId: string }) {
  return <PersonTimeline timeline={useTimeline(personId)} />;
}

/** The rights are known only when the organisations are: what is open already must not start anew when history joins it. */
function Ready({ person }: { person: Person }) {
  const me = useCurrentPerson();
  const { tree } = useWords();
  const rights = rightsOf(me, person, tree);
  return (
    <>
      <PageHeader title={person.fields.name ?? ""} up={useListAddress()} />
      <Overview person={person} rights={rights} />
      {rights.maySeeHistory && rights.mayManage && <OpenRequests person={person} />}
      <PersonRecord person={person} idNumber={<RevealIdNumber person={person} mayReveal={rights.mayReveal} />} />
      {rights.maySeeHistory && <History personId={person.personId} />}
    </>
  );
}

/** One person: where the person stands, everything that is recorded, and how it came about. */
export function PersonPage() {
  const { personId = "" } = useParams();
  const { texts } = useWords();
  const { data, isError, error, refetch } = usePerson(personId);
  const up = useListAddress();
  if (data) return <Ready key={personId} person={data} />;
  if (isNotFound(error)) return <MessagePage title={texts.noSuchPerson} text={texts.noSuchPersonText} />;
  return (
    <>
      <PageHeader title={texts.details} up={up} />
      <section className="card" aria-busy={!isError}>
        {isError ? <Problem error={error} onRetry={() => refetch()} /> : <Skeleton.Paragraph lineCount={10} animated />}
      </section>
    </>
  );
}
