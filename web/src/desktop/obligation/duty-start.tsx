import { Button } from "antd";
import { useNavigate } from "react-router";
import { isPressing, startOf } from "../../obligation/describe-duty.ts";
import type { Duty } from "../../obligation/use-duties.ts";
import { useWords } from "../../obligation/use-words.ts";

/** Leads to where the work that fulfils a duty begins. */
export function DutyStart({ duty }: { duty: Duty }) {
  const { texts, language } = useWords();
  const navigate = useNavigate();
  const start = startOf(duty);
  if (start === null) return null;
  return (
    <Button
      type={isPressing(duty) ? "primary" : "default"}
      onClick={() => navigate(start.to)}
      aria-label={texts.actionOf(texts[start.at], duty.what[language])}
    >
      {texts[start.at]}
    </Button>
  );
}
