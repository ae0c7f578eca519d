import "./activity.css";
import { Button, Empty, Skeleton } from "antd";
import { Link } from "react-router";
import { entriesByMonth } from "../../activity/months.ts";
import { firstPlace } from "../../activity/places.ts";
import { useLedgerDocument } from "../../activity/use-activity-files.ts";
import { useKindNames } from "../../activity/use-kind-names.ts";
import { type LedgerEntry, useLedger } from "../../activity/use-ledger.ts";
import { useMonthOfAddress } from "../../activity/use-month-of-address.ts";
import { useViewAddress } from "../../activity/use-view-address.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityFileTerms } from "../../terms/activity-files.ts";
import { activityLedgerTerms } from "../../terms/activity-ledger.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { KindGrid } from "./organization-grid.tsx";
import { StateTag } from "./state-tag.tsx";
import { ViewTools } from "./view-tools.tsx";

function Entry({ entry }: { entry: LedgerEntry }) {
  const texts = useTermsOf(activityTerms);
  const ledgerTexts = useTermsOf(activityLedgerTerms);
  const { language } = useLanguage();
  const kindName = useKindNames();
  const { activityId, title, day, kind, alsoKinds, state, due, present, isQuorate, corrections } = entry;
  return (
    <tr>
      <td className="moment">{formatDate(day, language)}</td>
      <th scope="row">
        <Link to={`/activities/${activityId}`}>{title}</Link>
        {corrections > 0 && <span className="soft"> {texts.detail.corrections(corrections)}</span>}
      </th>
      <td>{[kind, ...alsoKinds].map(kindName).join("、")}</td>
      <td className="unbroken">
        {due > 0 && ledgerTexts.ledger.present(present, due)}
        {isQuorate === false && <span className="state state-bad">{ledgerTexts.ledger.quorum.no}</span>}
      </td>
      <td>
        <StateTag state={state} />
      </td>
    </tr>
  );
}

/** What an organisation held in a year, by month and kind; each line opens its activity. */
export function LedgerPage() {
  const texts = useTermsOf(activityTerms);
  const ledgerTexts = useTermsOf(activityLedgerTerms);
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const { organizationId: chosen, year, kind, show } = useViewAddress();
  const organizationId = chosen ?? firstPlace(me, tree, "activity.read");
  const { data, error, refetch } = useLedger(organizationId, year);
  const files = useTermsOf(activityFileTerms);
  const lists = useTermsOf(activityListTerms);
  const file = useLedgerDocument();
  const mayRecord = mayAt(me, "activity.record", tree?.find(organizationId ?? "")?.path ?? "");
  const shown = data && entriesByMonth(data.entries, kind);
  useMonthOfAddress(shown !== undefined);
  return (
    <>
      <PageTitle title={ledgerTexts.ledger.title}>
        <Button onClick={() => window.print()}>{ledgerTexts.ledger.print}</Button>
        {organizationId !== undefined &&
          (["xlsx", "docx"] as const).map((format) => (
            <Button
              key={format}
              loading={file.isPending && file.variables?.format === format}
              onClick={() => file.mutate({ organizationId, year, format })}
            >
              {files.ledger[format]}
            </Button>
          ))}
        {mayRecord && organizationId !== undefined && (
          <Link to={`/study-hours?organization=${organizationId}&year=${year}`}>{lists.study.open}</Link>
        )}
      </PageTitle>
      <section className="panel" aria-label={ledgerTexts.ledger.title}>
        <ViewTools organizationId={organizationId} year={year} kind={kind} onShow={show} />
        {file.error !== null && <ProblemAlert error={file.error} />}
        {data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton active paragraph={{ rows: 6 }} />}
        {data && (
          <p>
            <strong>{ledgerTexts.ledger.summary(data.filed)}</strong> ·{" "}
            {ledgerTexts.ledger.rate(data.present, data.due)}
          </p>
        )}
        {data && organizationId !== undefined && data.entries.length > 0 && (
          <KindGrid organizationId={organizationId} year={year} kind={kind} />
        )}
        {shown?.length === 0 && (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{ledgerTexts.ledger.empty}</strong>}>
            <p className="soft">{ledgerTexts.ledger.emptyText}</p>
          </Empty>
        )}
      </section>
      {shown?.map(({ month, entries }) => (
        <section key={month} className="panel" aria-labelledby={`month-${month}`}>
          <h2 id={`month-${month}`}>{ledgerTexts.ledger.monthOf(month, entries.length)}</h2>
          <table className="entries ledger-table">
            <thead>
              <tr>
                <th scope="col">{texts.list.day}</th>
                <th scope="col">{texts.list.name}</th>
                <th scope="col">{texts.kind}</th>
                <th scope="col">{ledgerTexts.ledger.attendance}</th>
                <th scope="col">{texts.list.state}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Entry key={entry.activityId} entry={entry} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}
