import { ShareBar } from "../statistics/share-bar.tsx";
import { useDutyTrend } from "./use-grid.ts";
import { useWords } from "./use-words.ts";
import "./obligation.css";

/** How much was met in time, quarter by quarter over two years. */
export function DutyTrend({ organizationId, year }: { organizationId: string; year: number }) {
  const { texts } = useWords();
  const points = useDutyTrend(organizationId, year);
  if (points.length === 0) return null;
  return (
    <section className="duty-trend" aria-label={texts.trend}>
      <h3>{texts.trend}</h3>
      <p className="soft">{texts.trendText}</p>
      <dl>
        {points.map(({ year: of, quarter, share, counts: { onTime, late, overdue } }) => (
          <div key={`${of} ${quarter}`}>
            <dt>{texts.trendPoint(of, quarter)}</dt>
            <dd>
              {share !== null && <ShareBar share={share} />}
              <span className={share === null ? "soft" : "number"}>
                {share === null
                  ? texts.nothingDue
                  : texts.inTime(`${Math.round(share * 100)}%`, onTime, onTime + late + overdue)}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
