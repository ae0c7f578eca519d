import "./membership.css";
import { Skeleton } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { transitions } from "../../../../lib/membership/stage.ts";
import { isNotFound } from "../../api/describe-error.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { Person } from "../../membership/person-fields.ts";
import { useListAddress } from "../../membership/use-list-address.ts";
import { useOpenCorrections } from "../../membership/use-open-corrections.ts";
import { usePerson, useTimeline } from "../../membership/use-people.ts";
import { useWords } from "../../membership/use-words.ts";
import { onwardStepsOf, type PersonRights, rightsOf } from "../../membership/what-may-be-done.ts";
import { MessagePage } from "../message-page.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { SendDialog } from "../transfer/send-dialog.tsx";
import { EditDrawer } from "./edit-drawer.tsx";
import { IdNumberDialog } from "./id-number-dialog.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { OpenCorrections } from "./open-corrections.tsx";
import { type PersonAction, PersonActions } from "./person-actions.tsx";
import { PersonRecord } from "./person-record.tsx";
import { PersonSummary } from "./person-summary.tsx";
import { PersonTimeline } from "./person-timeline.tsx";
import { PersonalDataPanel } from "./personal-data-panel.tsx";
import { RevealIdNumber } from "./reveal-id-number.tsx";
import { StageDialog } from "./stage-dialog.tsx";
import { StageTag } from "./stage-tag.tsx";

interface RightsProps {
  readonly person: Person;
  readonly rights: PersonRights;
}

function Overview({ person, rights }: RightsProps) {
  const { texts, language } = useWords();
  const [action, setAction] = useState<PersonAction>();
  const close = () => setAction(undefined);
  const steps = onwardStepsOf(person);
  return (
    <section className="panel" aria-label={person.fields.name}>
      <PersonSummary person={person} />
      {rights.mayManage && steps.length > 0 && (
        <p className="soft">
          {texts.nextSteps}：{steps.map((name) => transitions[name][language]).join(language === "zh" ? "、" : ", ")}
        </p>
      )}
      <PersonActions person={person} rights={rights} onAct={setAction} />
      {action === "edit" && <EditDrawer person={person} onClose={close} />}
      {action === "stage" && <StageDialog person={person} onClose={close} />}
      {action === "send" && <SendDialog personId={person.personId} name={person.fields.name ?? ""} onClose={close} />}
      {action === "idNumber" && <IdNumberDialog person={person} onClose={close} />}
      {action === "move" && <MoveDialog person={person} onClose={close} />}
    </section>
  );
}

function Details({ person, rights }: RightsProps) {
  const { texts } = useWords();
  const idNumber = <RevealIdNumber key={person.personId} person={person} mayReveal={rights.mayReveal} />;
  return (
    <section className="panel" aria-labelledby="details">
      <h2 id="details">{texts.details}</h2>
      <PersonRecord person={person} idNumber={idNumber} />
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
  const { texts, tree } = useWords();
  const rights = rightsOf(me, person, tree);
  return (
    <>
      <Link to={useListAddress()} className="back-link">
        {texts.backToList}
      </Link>
      <PageTitle title={person.fields.name ?? ""}>{person.stage && <StageTag stage={person.stage} />}</PageTitle>
      <Overview person={person} rights={rights} />
      {rights.maySeeHistory && rights.mayManage && <OpenRequests person={person} />}
      <Details person={person} rights={rights} />
      {rights.maySeeHistory && <History personId={person.personId} />}
      {rights.mayErase && <PersonalDataPanel person={person} />}
    </>
  );
}

/** One person: where the person stands, everything that is recorded, and how it came about. */
export function PersonPage() {
  const { personId = "" } = useParams();
  const { texts } = useWords();
  const { data, isError, error, refetch } = usePerson(personId);
  if (data) return <Ready key={personId} person={data} />;
  if (isNotFound(error)) return <MessagePage title={texts.noSuchPerson} text={texts.noSuchPersonText} />;
  if (isError) return <ProblemAlert error={error} onRetry={() => refetch()} />;
  return (
    <section className="panel" aria-busy="true">
      <Skeleton active paragraph={{ rows: 10 }} />
    </section>
  );
}
