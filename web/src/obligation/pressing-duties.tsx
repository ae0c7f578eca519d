import type { ReactNode } from "react";
import { Link } from "react-router";
import { Deadline } from "./duty-item.tsx";
import { useMyDuties } from "./use-duties.ts";
import { useWords } from "./use-words.ts";

const shownAtHome = 3;

/** The most pressing duties on the first page. Whoever has none is not told so every day; a failure must not hide the page. */
export function PressingDuties({ className, more }: { className: string; more?: ReactNode }) {
  const { texts, language } = useWords();
  const { data } = useMyDuties();
  if (data === undefined || data.length === 0) return null;
  const overdue = data.filter(({ state }) => state === "overdue").length;
  return (
    <section className={className} aria-labelledby="my-duties">
      <h2 id="my-duties">{texts.title}</h2>
      <p className="soft">{texts.count(data.length, overdue)}</p>
      <ul className="duties">
        {data.slice(0, shownAtHome).map((duty) => (
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
        {texts.allMine(data.length)}
        {more}
      </Link>
    </section>
  );
}
