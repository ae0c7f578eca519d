import "./activity.css";
import { Button, Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { kindRows } from "../../activity/grid-rows.ts";
import { entriesByMonth } from "../../activity/months.ts";
import { firstPlace, placesWith } from "../../activity/places.ts";
import { useKinds } from "../../activity/use-activities.ts";
import { useLedgerDocument } from "../../activity/use-activity-files.ts";
import { useKindNames } from "../../activity/use-kind-names.ts";
import { useLedger } from "../../activity/use-ledger.ts";
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
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { MonthTable } from "./month-table.tsx";
import { KindField, PlaceField, YearField } from "./view-fields.tsx";

/** The ledger of an organisation and year; each line opens its activity. */
export function LedgerPage() {
  const texts = useTermsOf(activityTerms);
  const ledgerTexts = useTermsOf(activityLedgerTerms);
  const { language } = useLanguage();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const kindName = useKindNames();
  const { organizationId: chosen, year, kind, show } = useViewAddress();
  const organizationId = chosen ?? firstPlace(me, tree, "activity.read");
  const { data, error, refetch } = useLedger(organizationId, year);
  const places = placesWith(me, tree, "activity.read");
  const kinds = useKinds();
  const { study } = useTermsOf(activityListTerms);
  const files = useTermsOf(activityFileTerms);
  const file = useLedgerDocument();
  const mayRecord = mayAt(me, "activity.record", tree?.find(organizationId ?? "")?.path ?? "");
  const view = { organizationId: organizationId ?? "", year, kind, language };
  const rows = data && kinds.data ? kindRows(data.cells, kinds.data.items, view) : [];
  useMonthOfAddress(data !== undefined);
  return (
    <>
      <PageHeader title={ledgerTexts.ledger.title} up="/activities" />
      <section className="card" aria-label={ledgerTexts.ledger.title}>
        <PlaceField places={places} organizationId={organizationId} onChange={(id) => show({ organizationId: id })} />
        <YearField year={year} onChange={(next) => show({ year: next })} />
        <KindField kind={kind} onChange={(next) => show({ kind: next })} />
        {data === undefined && error !== null && <Problem error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton.Paragraph lineCount={6} animated />}
        {data && (
          <>
            <p>{ledgerTexts.ledger.summary(data.filed)}</p>
            <p className="soft">{ledgerTexts.ledger.rate(data.present, data.due)}</p>
            {data.entries.length === 0 && <p className="soft">{ledgerTexts.ledger.emptyText}</p>}
          </>
        )}
        {data && data.entries.length > 0 && organizationId !== undefined && (
          <div className="actions">
            {(["xlsx", "docx"] as const).map((format) => (
              <Button
                key={format}
                loading={file.isPending && file.variables?.format === format}
                onClick={() => file.mutate({ organizationId, year, format })}
              >
                {files.ledger[format]}
              </Button>
            ))}
          </div>
        )}
        {file.error !== null && <Problem error={file.error} />}
        {mayRecord && organizationId !== undefined && (
          <Link className="wide-link" to={`/study-hours?organization=${organizationId}&year=${year}`}>
            {study.title}
          </Link>
        )}
      </section>
      {rows.length > 0 && (
        <section className="card" aria-labelledby="kinds-by-month">
          <h2 id="kinds-by-month">{ledgerTexts.grid.kinds}</h2>
          <MonthTable caption={ledgerTexts.grid.kinds} head={texts.kind} rows={rows} />
        </section>
      )}
      {data &&
        entriesByMonth(data.entries, kind).map(({ month, entries }) => (
          <section key={month} className="card" aria-labelledby={`month-${month}`}>
            <h2 id={`month-${month}`}>{ledgerTexts.ledger.monthOf(month, entries.length)}</h2>
            <ul className="rows">
              {entries.map((entry) => (
                <li key={entry.activityId}>
                  <Link to={`/activities/${entry.activityId}`}>
                    <span className="row-text">
                      <strong>{entry.title}</strong>
                      <span className="soft">
                        {[
                          formatDate(entry.day, language),
                          kindName(entry.kind),
                          stateName(texts.states, entry.state),
                          ...(entry.due > 0 ? [ledgerTexts.ledger.present(entry.present, entry.due)] : []),
                        ].join(" · ")}
                      </span>
                    </span>
                    {icons.next}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

function stateName(names: Readonly<Record<string, string>>, state: string): string {
  return names[state] ?? state;
}
