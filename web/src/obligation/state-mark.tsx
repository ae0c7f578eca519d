import type { ReactNode } from "react";
import { type DutyState, dutyStates } from "../../../lib/obligation/duty-states.ts";
import { useLanguage } from "../terms/language.tsx";
import "./obligation.css";

/** A shape for each state, so that nobody has to tell them by colour. */
const shapes: Readonly<Record<DutyState, ReactNode>> = {
  open: <circle cx="8" cy="8" r="6" />,
  overdue: <path d="M8 1.500L15 14H1zM8 6v4M8 11.500v1" />,
  submitted: <path d="M8 2a6 6 0 100 12A6 6 0 008 2zM8 4.500V8l2.500 2" />,
  satisfied: <path d="M2.500 8.500l3.500 3.500L13.500 4" />,
  late: <path d="M2.500 8.500l3 3L10 6M13 3v5M13 10.500v1" />,
  waived: <path d="M3 8h10" />,
  cancelled: <path d="M4 4l8 8M12 4l-8 8" />,
};
const tones: Readonly<Record<DutyState, string>> = {
  open: "",
  overdue: "state-bad",
  submitted: "state-warning",
  satisfied: "state-good",
  late: "state-warning",
  waived: "",
  cancelled: "",
};

/** How a duty stands: a shape and a word. */
export function StateMark({ state }: { state: DutyState }) {
  const { language } = useLanguage();
  return (
    <span className={`state duty-state ${tones[state]}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        {shapes[state]}
      </svg>
      {dutyStates[state][language]}
    </span>
  );
}
