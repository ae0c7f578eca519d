import { useTermsOf } from "../terms/language.tsx";
import { messageComposeTerms } from "../terms/message-compose.ts";
import type { Audience, usePreview } from "./use-messages.ts";

interface AudienceSummaryProps {
  readonly audience: Audience;
  readonly preview: ReturnType<typeof usePreview>;
}

/** How many people will get it, who for example, and how much they got this week already. */
export function AudienceSummary({ audience, preview }: AudienceSummaryProps) {
  const { audience: texts } = useTermsOf(messageComposeTerms);
  const isNobody = audience.targets.length === 0 && (audience.personIds ?? []).length === 0;
  const { data } = preview;
  return (
    <div className="audience-summary" role="status" aria-live="polite">
      {isNobody && <p className="soft">{texts.nobody}</p>}
      {!isNobody && data === undefined && !preview.isError && <p className="soft">{texts.counting}</p>}
      {!isNobody && data !== undefined && (
        <>
          <p>
            {texts.willReach} <strong className="audience-count">{texts.people_(data.people, data.isExact)}</strong>
          </p>
          {data.hasUncounted && <p className="soft">{texts.uncounted}</p>}
          {data.byTarget.length > 1 && (
            <ul className="plain-list">
              {data.byTarget.map(({ organizationId, name, people }) => (
                <li key={organizationId}>
                  {name} {texts.people_(people, true)}
                </li>
              ))}
            </ul>
          )}
          {data.sample.length > 0 && (
            <p className="soft">
              {texts.sample} {data.sample.map(({ name }) => name).join("、")}
            </p>
          )}
          <p className={data.week.isOver ? "message-notice" : "soft"}>
            {texts.week(data.week.messages, data.week.budget)} {data.week.isOver && texts.over}
          </p>
        </>
      )}
    </div>
  );
}
