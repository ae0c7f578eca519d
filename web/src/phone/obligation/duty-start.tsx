import { Link } from "react-router";
import { isPressing, startOf } from "../../obligation/describe-duty.ts";
import type { Duty } from "../../obligation/use-duties.ts";
import { useWords } from "../../obligation/use-words.ts";
import "./obligation.css";

/** Leads to where the work that fulfils a duty begins. */
export function DutyStart({ duty }: { duty: Duty }) {
  const { texts, language } = useWords();
  const start = startOf(duty);
  if (start === null) return null;
  return (
    <Link
      to={start.to}
      className={isPressing(duty) ? "wide-link primary" : "wide-link"}
      aria-label={texts.actionOf(texts[start.at], duty.what[language])}
    >
      {texts[start.at]}
    </Link>
  );
}
