import { formatDate, todayOnCampus } from "../terms/dates.ts";
import { useLanguage, useTermsOf } from "../terms/language.tsx";
import { organizationLife } from "../terms/organization-life.ts";
import { ReasonFacts } from "./findings.tsx";
import type { OrganizationDetail } from "./organization-rules.ts";
import "./organization-life.css";

type Clock = NonNullable<OrganizationDetail["clock"]>;

const looks = { running: "state-good", due: "state-warning", overdue: "state-bad" } as const;
const signs = { running: "✓", due: "◷", overdue: "⚠" } as const;
const width = 400;

/** How far a day lies between the first and the last, in units of the drawing. */
function placeOf(day: string, first: string, last: string): number {
  const [at, from, to] = [day, first, last].map((text) => Date.parse(`${text}T00:00:00Z`));
  if (at === undefined || from === undefined || to === undefined || to <= from) return 0;
  return Math.round(Math.min(1, Math.max(0, (at - from) / (to - from))) * width);
}

function useDays({ daysLeft }: Clock): string {
  const texts = useTermsOf(organizationLife);
  if (daysLeft === 0) return texts.lastDay;
  return daysLeft > 0 ? texts.daysLeft(daysLeft) : texts.daysOver(-daysLeft);
}

/** The term as a line: what has passed, where today is, and the days by which something is due. */
function TermBar({ clock }: { clock: Clock }) {
  const { language } = useLanguage();
  const texts = useTermsOf(organizationLife);
  const days = useDays(clock);
  const last = clock.extendedTo ?? clock.endsOn;
  const today = placeOf(todayOnCampus(), clock.startedOn, last);
  const place = (day: string) => placeOf(day, clock.startedOn, last);
  return (
    <svg
      className={`term-bar term-${clock.state}`}
      viewBox={`-5 0 ${width + 10} 22`}
      role="img"
      aria-label={texts.termBar(formatDate(clock.startedOn, language), formatDate(last, language), days)}
    >
      <rect className="term-whole" x="0" y="8" width={width} height="6" rx="3" />
      <rect className="term-passed" x="0" y="8" width={today} height="6" rx="3" />
      {clock.steps.map(({ on, reason }) => (
        <rect key={`${reason.ruleId}${on}`} className="term-step" x={place(on) - 1} y="4" width="2" height="14" />
      ))}
      <circle className="term-today" cx={today} cy="11" r="5" />
    </svg>
  );
}

/** The re-election clock: the term, days left, and the steps before the election with their reasons. */
export function TermClock({ clock }: { clock: Clock }) {
  const { language } = useLanguage();
  const texts = useTermsOf(organizationLife);
  const days = useDays(clock);
  return (
    <div className="clock">
      <p className="clock-head">
        <span className={`state ${looks[clock.state]}`}>
          <span aria-hidden="true">{signs[clock.state]} </span>
          {texts.clockStates[clock.state]}
        </span>
        <strong>{days}</strong>
        {clock.extendedTo !== null && (
          <span className="soft">{texts.extendedTo(formatDate(clock.extendedTo, language))}</span>
        )}
      </p>
      <TermBar clock={clock} />
      <p className="clock-ends soft">
        <span>{formatDate(clock.startedOn, language)}</span>
        <span>{formatDate(clock.extendedTo ?? clock.endsOn, language)}</span>
      </p>
      <ul className="findings">
        {clock.steps.map(({ what, on, reason }) => (
          <li key={`${reason.ruleId}${on}`}>
            <details>
              <summary>
                <span className="finding-text">
                  <span>{what[language]}</span>
                </span>
                <span className="clock-day">{texts.by(formatDate(on, language))}</span>
              </summary>
              <ReasonFacts reason={reason} />
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}
