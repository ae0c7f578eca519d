import { App, Button, Input } from "antd";
import { useCalendars } from "../../activity/use-calendars.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityFileTerms } from "../../terms/activity-files.ts";
import { formatDate, todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

/** Secret addresses of calendars: made, shown once, revoked. */
export function CalendarPanel({ organizationId }: { organizationId: string }) {
  const { calendar: texts } = useTermsOf(activityFileTerms);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const { tree } = useOrganizations();
  const { data, address, create, revoke, isPending, error, loadError, refetch } = useCalendars();
  const nameOf = (id: string | null) => (id === null ? texts.mine : (tree?.find(id)?.shortName ?? id));
  const copy = async () => {
    await navigator.clipboard.writeText(address ?? "");
    message.success(texts.copied);
  };
  return (
    <section className="panel" aria-labelledby="calendars">
      <h2 id="calendars">{texts.title}</h2>
      <p className="soft">{texts.text}</p>
      <div className="actions">
        <Button loading={isPending} onClick={() => create(null)}>
          {texts.own}
        </Button>
        <Button loading={isPending} onClick={() => create(organizationId)}>
          {texts.ofPlace(nameOf(organizationId))}
        </Button>
      </div>
      {address !== undefined && (
        <div className="feed-address">
          <label htmlFor="feed-address">{texts.address}</label>
          <div className="guest-row">
            <Input id="feed-address" readOnly value={address} onFocus={(event) => event.target.select()} />
            <Button type="primary" onClick={() => void copy()}>
              {texts.copy}
            </Button>
          </div>
        </div>
      )}
      {error !== null && <ProblemAlert error={error} />}
      {data === undefined && loadError !== null && <ProblemAlert error={loadError} onRetry={() => void refetch()} />}
      <ul className="subordinates">
        {data?.items.map((feed) => (
          <li key={feed.feedId}>
            <span>
              {nameOf(feed.organizationId)}{" "}
              <span className="soft">
                {texts.madeOn(formatDate(todayOnCampus(new Date(feed.createdAt)), language))}
              </span>
            </span>
            <Button
              type="text"
              aria-label={texts.revokeOf(nameOf(feed.organizationId))}
              onClick={() => revoke(feed.feedId)}
            >
              {texts.revoke}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
