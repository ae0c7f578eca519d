import { Button, Dialog, Toast } from "antd-mobile";
import { type FormEvent, useId, useState } from "react";
import { Link } from "react-router";
import { formatSpan } from "../../activity/campus-times.ts";
import { type OwnMark, ownChoices, ownMarks } from "../../activity/own-part.ts";
import type { OwnActivity as Own } from "../../activity/use-activities.ts";
import { useCalendarEntry } from "../../activity/use-activity-files.ts";
import { useKindNames } from "../../activity/use-kind-names.ts";
import { useOwnSteps } from "../../activity/use-own-steps.ts";
import { activityTerms } from "../../terms/activity.ts";
import { doorTerms } from "../../terms/activity-door.ts";
import { activityFileTerms } from "../../terms/activity-files.ts";
import { activityOwnTerms } from "../../terms/activity-own.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";

type Opened = "leave" | "checkIn" | undefined;

const tones = { good: "state state-good", warning: "state state-warning", plain: "state" } as const;

function Mark({ text, tone }: OwnMark) {
  return <span className={tones[tone]}>{text}</span>;
}

/** An activity ahead, and what the person can do about it. */
export function OwnActivity({ activity }: { activity: Own }) {
  const texts = useTermsOf(activityTerms);
  const ownTexts = useTermsOf(activityOwnTerms);
  const door = useTermsOf(doorTerms);
  const files = useTermsOf(activityFileTerms);
  const calendar = useCalendarEntry();
  const { terms, language } = useLanguage();
  const kindName = useKindNames();
  const [opened, setOpened] = useState<Opened>();
  const steps = useOwnSteps(activity.activityId, (step) => {
    setOpened(undefined);
    Toast.show({ content: ownTexts.own.done[step] });
  });
  const { mayCheckIn, mayShowPass, maySignUp, mayWithdraw, mayAskLeave } = ownChoices(activity);
  const { title, startsAt, endsAt, kind, place, hostName, onlineLink, state } = activity;
  const label = (action: string) => ({ "aria-label": ownTexts.own.actionOf(action, title) });
  const open = (next: Opened) => {
    steps.reset();
    setOpened(next);
  };
  const withdraw = async () => {
    const texted = { confirmText: ownTexts.own.withdraw, cancelText: terms.back };
    if (await Dialog.confirm({ content: ownTexts.own.confirmWithdraw, ...texted })) steps.withdraw();
  };
  return (
    <li className="own-activity">
      <strong>{title}</strong>
      <span className="when">{formatSpan(startsAt, endsAt, language)}</span>
      <span className="soft">
        {[kindName(kind), place, hostName].filter((part) => part !== null && part !== "").join(" · ")}
      </span>
      <span className="marks">
        {state === "cancelled" ? (
          <Mark text={texts.states.cancelled} tone="warning" />
        ) : (
          ownMarks(activity, { ...texts, ...ownTexts }).map((mark) => <Mark key={mark.text} {...mark} />)
        )}
      </span>
      {opened === undefined && state !== "cancelled" && (
        <span className="steps">
          {mayCheckIn && (
            <Button color="primary" onClick={() => open("checkIn")} {...label(ownTexts.own.checkIn)}>
              {ownTexts.own.checkIn}
            </Button>
          )}
          {maySignUp && (
            <Button color="primary" loading={steps.isPending} onClick={steps.signUp} {...label(ownTexts.own.signUp)}>
              {ownTexts.own.signUp}
            </Button>
          )}
          {mayWithdraw && (
            <Button loading={steps.isPending} onClick={() => void withdraw()} {...label(ownTexts.own.withdraw)}>
              {ownTexts.own.withdraw}
            </Button>
          )}
          {mayAskLeave && (
            <Button onClick={() => open("leave")} {...label(ownTexts.own.askLeave)}>
              {ownTexts.own.askLeave}
            </Button>
          )}
          {mayShowPass && (
            <Link
              className="online"
              to={`/activities/${activity.activityId}/pass`}
              aria-label={door.pass.openOf(title)}
            >
              {door.pass.open}
            </Link>
          )}
          {state === "published" && (
            <Button
              fill="none"
              loading={calendar.isPending}
              onClick={() => calendar.mutate(activity.activityId)}
              aria-label={files.calendar.addOf(title)}
            >
              {files.calendar.add}
            </Button>
          )}
          {onlineLink !== null && (
            <a className="online" href={onlineLink} target="_blank" rel="noreferrer">
              {ownTexts.own.online}
            </a>
          )}
        </span>
      )}
      {opened === "leave" && (
        <LeaveForm isPending={steps.isPending} onSend={steps.leave} onClose={() => open(undefined)} />
      )}
      {opened === "checkIn" && (
        <CodeForm isPending={steps.isPending} onSend={steps.checkIn} onClose={() => open(undefined)} />
      )}
      {steps.error !== null && <Problem error={steps.error} />}
      {calendar.error !== null && <Problem error={calendar.error} />}
    </li>
  );
}

interface FormProps {
  readonly isPending: boolean;
  readonly onSend: (text: string) => void;
  readonly onClose: () => void;
}

function LeaveForm({ isPending, onSend, onClose }: FormProps) {
  const { own } = useTermsOf(activityOwnTerms);
  const { terms } = useLanguage();
  const id = useId();
  const [reason, setReason] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend(reason.trim());
  };
  return (
    <form className="field" onSubmit={send}>
      <label htmlFor={id}>{own.reason}</label>
      <textarea
        id={id}
        aria-describedby={`${id}-hint`}
        required
        rows={3}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <span id={`${id}-hint`} className="soft">
        {own.reasonHint}
      </span>
      <span className="steps">
        <Button type="submit" color="primary" loading={isPending} disabled={reason.trim().length < 2}>
          {own.sendLeave}
        </Button>
        <Button onClick={onClose}>{terms.cancel}</Button>
      </span>
    </form>
  );
}

function CodeForm({ isPending, onSend, onClose }: FormProps) {
  const { own } = useTermsOf(activityOwnTerms);
  const { terms } = useLanguage();
  const id = useId();
  const [code, setCode] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend(code);
  };
  return (
    <form className="field" onSubmit={send}>
      <label htmlFor={id}>{own.code}</label>
      <input
        id={id}
        className="code-input"
        aria-describedby={`${id}-hint`}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={(event) => setCode(event.target.value.replace(/\D/gu, ""))}
      />
      <span id={`${id}-hint`} className="soft">
        {own.codeHint}
      </span>
      <span className="steps">
        <Button type="submit" color="primary" loading={isPending} disabled={code.length !== 6}>
          {own.sendCode}
        </Button>
        <Button onClick={onClose}>{terms.cancel}</Button>
      </span>
    </form>
  );
}
