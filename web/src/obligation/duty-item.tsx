import type { ReactNode } from "react";
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
      {evidence.map(({ value }) => (
        <p key={value} className="duty-note">
          <strong>{texts.evidence}</strong> {value}
        </p>
      ))}
    </>
  );
}

interface DutyItemProps {
  readonly duty: Duty;
  /** Absent where the page is about one organisation. */
  readonly organizationName?: string;
  /** What the person can do about it. */
  readonly children?: ReactNode;
}

/** One duty: what, by when, how it stands, and why. */
export function DutyItem({ duty, organizationName, children }: DutyItemProps) {
  const words = useWords();
  const { texts, language } = words;
  return (
    <li className="duty" aria-label={duty.what[language]}>
      <div className="duty-text">
        <div className="duty-head">
          <strong>{duty.what[language]}</strong>
          <StateMark state={duty.state} />
        </div>
        <Deadline duty={duty} />
        <span className="soft">
          {[duty.origin === "task" ? texts.task : null, organizationName].filter(Boolean).join(" · ")}
        </span>
        <TaskText duty={duty} />
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
