import { Skeleton } from "antd";
import { useSignUps } from "../../activity/use-lists.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

/** Who has a place, then who waits, in the order of signing up. */
export function SignUpPanel({ activityId }: { activityId: string }) {
  const { signUps: texts } = useTermsOf(activityListTerms);
  const { data, error, refetch } = useSignUps(activityId);
  return (
    <section className="panel" aria-labelledby="sign-ups">
      <h2 id="sign-ups">{texts.title}</h2>
      {data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 2 }} />}
      {data?.items.length === 0 && <p className="soft">{texts.empty}</p>}
      <ul className="subordinates">
        {data?.items.map(({ personId, name, place }) => (
          <li key={personId}>
            <span>{name}</span>
            <span className={place.state === "in" ? "state state-good" : "state"}>
              {texts[place.state](place.position)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
