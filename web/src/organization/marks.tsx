import { useTermsOf } from "../terms/language.tsx";
import { organizationLife } from "../terms/organization-life.ts";
import { levelLooks, levelSigns } from "./findings.tsx";
import type { Organization } from "./organization-rules.ts";

/** The most urgent mark of an organisation in words, and how many more there are. */
export function Marks({ marks }: Pick<Organization, "marks">) {
  const texts = useTermsOf(organizationLife);
  const [first, ...others] = marks;
  if (first === undefined) return null;
  const names = marks.map(({ code }) => texts.marks[code]).join("、");
  return (
    <span className={`state mark ${levelLooks[first.level]}`} title={names}>
      <span aria-hidden="true">{levelSigns[first.level]} </span>
      {texts.marks[first.code]}
      {others.length > 0 && ` +${others.length}`}
    </span>
  );
}
