import type { ReactNode } from "react";
import { Link } from "react-router";
import { describeDeadline, linesOf } from "./describe-duty.ts";
import "./obligation.css";
import { StateMark } from "./state-mark.tsx";
import type { Duty } from "./use-duties.ts";
import { useWords } from "./use-words.ts";

/** By when, and how long that is from today. */
export function Deadline({ duty }: { duty: Pick<Duty, "due" | "state"> }) {
  const { text, rest, isOverdue, isSoon } = describeDeadline(duty, useWords());
  const tone = isOverdue ? "state state-bad" : isSoon ? "state state-warning" : "soft";
  return (
    <span className="duty-deadline">
      <span>{text}</span>
      {rest !== null && <span className={tone}>{rest}</span>}
    </span>
  );
}

/** Article and arithmetic, with what is not national; folded away, because most people ask once. */
function Why({ duty }: { duty: Duty }) {
  const { texts, language } = useWords();
  if (duty.explanation === null) return null;
  return (
    <details className="duty-why">
      <summary aria-label={texts.whyOf(duty.what[language])}>{texts.why}</summary>
      <p>{duty.explanation[language]}</p>
      {duty.warnings.map((warning) => (
        <p key={warning.zh} className="duty-notice">
          <strong>{texts.notNational}</strong> {warning[language]}
        </p>
      ))}
    </details>
  );
}

/** What shows the work: words, or an activity that can be opened. */
function Evidence({ evidence }: { evidence: readonly { readonly kind: string; readonly value: string }[] }) {
  const { texts } = useWords();
  return evidence.map(({ kind, value }) => (
    <p key={value} className="duty-note">
      <strong>{texts.evidence}</strong>{" "}
      {kind === "activity" ? <Link to={`/activities/${value}`}>{texts.seeActivity}</Link> : value}
    </p>
  ));
}

/** The records that meet a duty; what was reported has its evidence instead. */
function MetBy({ duty: { satisfiedBy, report, task } }: { duty: Duty }) {
  const { texts } = useWords();
  const ids = satisfiedBy.flatMap(({ id }) => (id === undefined || report !== null || task !== null ? [] : [id]));
  return ids.map((id) => (
    <Link key={id} className="duty-link" to={`/activities/${id}`}>
      {texts.seeRecord}
    </Link>
  ));
}

function TaskText({ duty }: { duty: Duty }) {
  const { texts } = useWords();
  if (duty.task === null) return null;
  const { note, evidence, returnedReason } = duty.task;
  return (
    <>
      {note !== "" && <p className="duty-note">{note}</p>}
      {returnedReason !== null && (
        <p className="duty-notice">
          <strong>{texts.returned}</strong> {returnedReason}
        </p>
      )}
      <Evidence evidence={evidence} />
    </>
  );
}

interface DutyItemProps {
  readonly duty: Duty;
  /** Absent where the page is about one organisation. */
  readonly organizationName?: string;
  /** The other duties of the list, among which the task may be of which this one is a part. */
  readonly beside?: readonly Duty[];
  /** What the person can do about it. */
  readonly children?: ReactNode;
}

/** One duty: what, by when, how it stands, and why. */
export function DutyItem({ duty, organizationName, beside = [], children }: DutyItemProps) {
  const words = useWords();
  const { texts, language } = words;
  const whole = beside.find(({ dutyId }) => dutyId === duty.task?.parentId);
  return (
    <li className="duty" aria-label={duty.what[language]}>
      <div className="duty-text">
        <div className="duty-head">
          <strong>{duty.what[language]}</strong>
          <StateMark state={duty.state} />
        </div>
        <Deadline duty={duty} />
        <span className="soft">
          {[duty.origin === "task" ? texts.task : null, whole && texts.partOf(whole.what[language]), organizationName]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <TaskText duty={duty} />
        {duty.report !== null && <Evidence evidence={duty.report.evidence} />}
        <MetBy duty={duty} />
        {linesOf(duty, words).map((line) => (
          <span key={line} className="soft">
            {line}
          </span>
        ))}
        <Why duty={duty} />
      </div>
      {children !== undefined && <div className="duty-actions">{children}</div>}
    </li>
  );
}
