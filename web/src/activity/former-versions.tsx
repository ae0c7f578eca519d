import "./minutes.css";
import { activityListTerms } from "../terms/activity-lists.ts";
import { formatMoment } from "../terms/dates.ts";
import { useLanguage, useTermsOf } from "../terms/language.tsx";
import { RichMinutes } from "./rich-minutes.tsx";
import { useVersions } from "./use-lists.ts";

/** Records as they were before they were replaced; nothing is shown where there is none. */
export function FormerVersions({ activityId, className }: { activityId: string; className: string }) {
  const { versions: texts } = useTermsOf(activityListTerms);
  const { language } = useLanguage();
  const { data } = useVersions(activityId);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className={className} aria-labelledby="versions">
      <h2 id="versions">{texts.title}</h2>
      <p className="soft">{texts.text}</p>
      {data.items.map(({ version, at, step, reason, attendance, activity: { record } }) => (
        <details key={version} className="former">
          <summary>
            {texts.versionOf(version)} · {texts.steps[step]} · {formatMoment(at, language)}
          </summary>
          {reason !== null && <p>{texts.reason(reason)}</p>}
          {attendance.length > 0 && <p>{texts.changed(attendance.length)}</p>}
          {record && (
            <>
              <p>{texts.counts(record.counts.due, record.counts.present)}</p>
              {record.items.map((item) => (
                <section key={item.title} aria-label={item.title}>
                  <h3>{item.title}</h3>
                  <RichMinutes blocks={item.minutes} />
                </section>
              ))}
            </>
          )}
        </details>
      ))}
    </section>
  );
}
