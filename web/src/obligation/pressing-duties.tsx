import type { ReactNode } from "react";
import { Link } from "react-router";
import { Deadline } from "./duty-item.tsx";
import type { MyDuty } from "./use-duties.ts";
import { useWords } from "./use-words.ts";

const shownAtHome = 3;

/** The most pressing duties on the first page. Whoever has none is not told so every day. */
export function PressingDuties({
  duties,
  className,
  more,
}: {
  duties: readonly MyDuty[];
  className: string;
  more?: ReactNode;
}) {
  const { texts, language } = useWords();
  if (duties.length === 0) return null;
  const overdue = duties.filter(({ state }) => state === "overdue").length;
  return (
    <section className={className} aria-labelledby="my-duties">
      <h2 id="my-duties">{texts.title}</h2>
      <p className="soft">{texts.count(duties.length, overdue)}</p>
      <ul className="duties">
        {duties.slice(0, shownAtHome).map((duty) => (
          <li key={`${duty.organizationId} ${duty.dutyId}`} className="duty">
            <div className="duty-text">
              <strong>{duty.what[language]}</strong>
              <Deadline duty={duty} />
              <span className="soft">{duty.organizationName}</span>
            </div>
          </li>
        ))}
      </ul>
      <Link to="/duties" className="all-duties">
        {texts.allMine(duties.length)}
        {more}
      </Link>
    </section>
  );
}
