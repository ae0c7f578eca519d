import { App, Button, Popconfirm } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { erasureReasons } from "../../../../lib/membership/erasure-reasons.ts";
import { isEnded } from "../../../../lib/membership/stage.ts";
import { isFreshLoginWanted } from "../../auth/use-fresh-login.ts";
import type { Person } from "../../membership/person-fields.ts";
import { useErasure, useErasureLogin, useErasureStop, useHandOut } from "../../membership/use-personal-data.ts";
import { formatDate, formatMoment } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { personalDataTerms } from "../../terms/personal-data.ts";
import { FreshLoginAlert } from "../fresh-login-alert.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { ErasureDialog } from "./erasure-dialog.tsx";

function Copy({ person }: { person: Person }) {
  const texts = useTermsOf(personalDataTerms);
  const { message } = App.useApp();
  const { handOut, error, isPending, confirm } = useHandOut(person, () => message.success(texts.copied));
  return (
    <div className="right">
      <p>{texts.copyText}</p>
      <Button loading={isPending} onClick={handOut}>
        {texts.copy}
      </Button>
      {isFreshLoginWanted(error) ? (
        <FreshLoginAlert error={error} onConfirm={confirm} />
      ) : (
        error != null && <ProblemAlert error={error} />
      )}
    </div>
  );
}

type Erasure = NonNullable<NonNullable<ReturnType<typeof useErasure>["data"]>["erasure"]>;

function Waiting({ erasure }: { erasure: Erasure }) {
  const texts = useTermsOf(personalDataTerms);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const { stop, error, isPending } = useErasureStop(erasure.personId, () => message.success(texts.stopped));
  const { dueOn, reason, requestedAt } = erasure;
  return (
    <div className="right">
      <p>
        <strong>{texts.waiting(formatDate(dueOn, language))}</strong>
      </p>
      <p className="soft">{texts.waitingText(erasureReasons[reason][language], formatMoment(requestedAt, language))}</p>
      <span className="actions">
        <Popconfirm title={texts.stop} description={texts.confirmStop} onConfirm={stop}>
          <Button loading={isPending}>{texts.stop}</Button>
        </Popconfirm>
        <Link to="/erasures">{texts.seeAll}</Link>
      </span>
      {error != null && <ProblemAlert error={error} />}
    </div>
  );
}

function Erase({ person }: { person: Person }) {
  const texts = useTermsOf(personalDataTerms);
  const login = useErasureLogin(person.personId);
  const [isOpen, setOpen] = useState(login.resumed !== undefined);
  const { data, isError, error, refetch } = useErasure(person.personId);
  if (isError) return <ProblemAlert error={error} onRetry={() => refetch()} />;
  if (!data) return null;
  if (data.erasure !== null) return <Waiting erasure={data.erasure} />;
  const close = () => {
    setOpen(false);
    login.forget();
  };
  return (
    <div className="right">
      <p>{texts.eraseText}</p>
      <span className="actions">
        <Button danger onClick={() => setOpen(true)}>
          {texts.erase}
        </Button>
        <Link to="/erasures">{texts.seeAll}</Link>
      </span>
      {isOpen && <ErasureDialog person={person} login={login} onClose={close} />}
    </div>
  );
}

/** What the law gives a person: a copy of everything, and to be forgotten once the organisation need not keep it. */
export function PersonalDataPanel({ person }: { person: Person }) {
  const texts = useTermsOf(personalDataTerms);
  const hasLeft = person.stage !== undefined && isEnded(person.stage);
  return (
    <section className="panel rights" aria-labelledby="rights">
      <h2 id="rights">{texts.title}</h2>
      <Copy person={person} />
      {hasLeft ? <Erase person={person} /> : <p className="soft">{texts.stillHere}</p>}
    </section>
  );
}
