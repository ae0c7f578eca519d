import "./activity.css";
import { Button, Dialog, Skeleton, Toast } from "antd-mobile";
import { firstPlace } from "../../activity/places.ts";
import { useCalendars } from "../../activity/use-calendars.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityFileTerms } from "../../terms/activity-files.ts";
import { formatDate, todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

/** Secret addresses for the calendar of the phone: made, shown once, revoked. */
export function CalendarsPage() {
  const { calendar: texts } = useTermsOf(activityFileTerms);
  const { language, terms } = useLanguage();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const { data, address, create, revoke, isPending, error, loadError, refetch } = useCalendars();
  const place = firstPlace(me, tree, "activity.read");
  const nameOf = (id: string | null) => (id === null ? texts.mine : (tree?.find(id)?.shortName ?? id));
  const copy = async () => {
    await navigator.clipboard.writeText(address ?? "");
    Toast.show({ content: texts.copied });
  };
  const end = async (feedId: string, name: string) => {
    const texted = { confirmText: texts.revoke, cancelText: terms.cancel };
    if (await Dialog.confirm({ content: texts.revokeOf(name), ...texted })) revoke(feedId);
  };
  return (
    <>
      <PageHeader title={texts.title} up="/activities" />
      <section className="card" aria-label={texts.title} aria-busy={data === undefined && loadError === null}>
        <p className="soft">{texts.text}</p>
        <div className="buttons">
          <Button block color="primary" size="large" loading={isPending} onClick={() => create(null)}>
            {texts.own}
          </Button>
          {place !== undefined && (
            <Button block size="large" loading={isPending} onClick={() => create(place)}>
              {texts.ofPlace(nameOf(place))}
            </Button>
          )}
        </div>
        {address !== undefined && (
          <>
            <label className="field">
              <span>{texts.address}</span>
              <textarea readOnly rows={3} value={address} onFocus={({ target }) => target.select()} />
            </label>
            <Button block color="primary" fill="outline" size="large" onClick={() => void copy()}>
              {texts.copy}
            </Button>
          </>
        )}
        {error !== null && <Problem error={error} />}
        {data === undefined && loadError !== null && <Problem error={loadError} onRetry={() => void refetch()} />}
        {data === undefined && loadError === null && <Skeleton.Paragraph lineCount={3} animated />}
        {data?.items.length === 0 && <p className="soft">{texts.empty}</p>}
        <ul className="plain-rows">
          {data?.items.map(({ feedId, organizationId, createdAt }) => (
            <li key={feedId} className="chosen-row">
              <span>
                {nameOf(organizationId)}
                <span className="soft block">
                  {texts.madeOn(formatDate(todayOnCampus(new Date(createdAt)), language))}
                </span>
              </span>
              <Button
                size="small"
                aria-label={texts.revokeOf(nameOf(organizationId))}
                onClick={() => void end(feedId, nameOf(organizationId))}
              >
                {texts.revoke}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
