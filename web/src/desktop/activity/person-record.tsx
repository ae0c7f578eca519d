import { Modal, Skeleton } from "antd";
import { Link } from "react-router";
import { useKindNames } from "../../activity/use-kind-names.ts";
import { usePersonLedger } from "../../activity/use-ledger.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

interface PersonRecordProps {
  readonly query: { readonly organizationId: string; readonly year: number };
  readonly personId: string;
  readonly onClose: () => void;
}

/** The activities behind the numbers of one member. */
export function PersonRecord({ query, personId, onClose }: PersonRecordProps) {
  const { study: texts } = useTermsOf(activityListTerms);
  const { attendance } = useTermsOf(activityTerms);
  const { language } = useLanguage();
  const kindName = useKindNames();
  const { data, error, refetch } = usePersonLedger(query, personId);
  const nameOf = (names: Readonly<Record<string, string>>, id: string) => names[id] ?? id;
  return (
    <Modal
      open
      width={720}
      title={data ? texts.behind(data.name, data.year) : texts.title}
      footer={null}
      onCancel={onClose}
    >
      {data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 5 }} />}
      {data?.entries.length === 0 && <p className="soft">{texts.noEntries}</p>}
      {data && data.entries.length > 0 && (
        <table className="entries">
          <tbody>
            {data.entries.map((entry) => (
              <tr key={entry.activityId}>
                <td className="moment">{formatDate(entry.day, language)}</td>
                <th scope="row">
                  <Link to={`/activities/${entry.activityId}`}>{entry.title}</Link>
                  <span className="soft block">{kindName(entry.kind)}</span>
                </th>
                <td>{nameOf(attendance, entry.attendance)}</td>
                <td>{entry.studyHours > 0 && texts.hoursOf(entry.studyHours)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Modal>
  );
}
