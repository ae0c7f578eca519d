import { Button, Skeleton } from "antd";
import { useState } from "react";
import { posts } from "../../../../lib/identity/post.ts";
import { usePastAppointments } from "../../appointment/use-appointments.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";

/** Former holders, asked for only when somebody wants to know. */
export function PastAppointments({ organizationId }: { organizationId: string }) {
  const texts = useTermsOf(appointmentTerms);
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <List organizationId={organizationId} />;
  return (
    <Button type="link" className="plain-button" onClick={() => setOpen(true)}>
      {texts.showPast}
    </Button>
  );
}

function List({ organizationId }: { organizationId: string }) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    usePastAppointments(organizationId);
  if (!data) {
    return isError ? (
      <ProblemAlert error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton active title={false} paragraph={{ rows: 3 }} />
    );
  }
  const past = data.pages.flatMap(({ items }) => items);
  return (
    <>
      <h4>{texts.past}</h4>
      {past.length === 0 && !hasNextPage && <p className="soft">{texts.noPast}</p>}
      {past.length > 0 && (
        <TableBox label={texts.past}>
          <table className="entries">
            <thead>
              <tr>
                {[texts.post, texts.holder, texts.from, texts.to, texts.cause].map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {past.map(({ appointmentId, post, holderName, from, to, endCause }) => (
                <tr key={appointmentId}>
                  <th scope="row">{posts[post][language]}</th>
                  <td className="unbroken">{holderName}</td>
                  <td className="unbroken">{formatDate(from, language)}</td>
                  <td className="unbroken">{to !== null && formatDate(to, language)}</td>
                  <td>{endCause === undefined ? "" : endCause === null ? texts.runOut : texts.causes[endCause]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </>
  );
}
