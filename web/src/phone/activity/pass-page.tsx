import "./activity.css";
import { Skeleton } from "antd-mobile";
import { useEffect, useState } from "react";
import { useParams } from "react-router";
import { usePass } from "../../activity/use-pass.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useKeptPage } from "../../offline/use-kept-page.ts";
import { doorTerms } from "../../terms/activity-door.ts";
import { formatMoment } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { QrCode } from "./qr-code.tsx";

function Countdown({ until }: { until: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <progress className="pass-progress" aria-hidden="true" max={20_000} value={Math.max(0, until - now)} />;
}

/** The code that a member holds to the door. */
export function PassPage() {
  const { pass: texts } = useTermsOf(doorTerms);
  const { language } = useLanguage();
  const { activityId = "" } = useParams();
  const { accountId } = useCurrentPerson();
  const { data, error, refetch, shown } = usePass(accountId, activityId);
  const kept = useKeptPage(data?.expiresAt);
  const minutes = Math.round(Math.abs(data?.skewSeconds ?? 0) / 60);
  const isOver = data !== undefined && new Date(data.expiresAt).getTime() < Date.now();
  return (
    <>
      <PageHeader title={texts.title} up="/activities" />
      <section className="card pass-card" aria-label={texts.title}>
        {data === undefined && error !== null && <Problem error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton.Paragraph lineCount={6} animated />}
        {data && (
          <>
            <h2>{data.title}</h2>
            <p className="soft">{formatMoment(data.startsAt, language)}</p>
            {isOver ? (
              <p className="notice-card">{texts.expired}</p>
            ) : (
              shown && (
                <>
                  <QrCode text={shown.text} label={texts.label(data.title)} />
                  <Countdown key={shown.until} until={shown.until} />
                </>
              )
            )}
            <p>{texts.hint}</p>
            {kept !== "keeping" && <p className="soft">{texts[kept]}</p>}
            {minutes > 1 && <p className="notice-card">{texts.skew(minutes)}</p>}
          </>
        )}
      </section>
    </>
  );
}
