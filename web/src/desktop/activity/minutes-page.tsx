import "./activity.css";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { RichMinutes } from "../../activity/rich-minutes.tsx";
import { type MinutesSheet, saveAnswer, useMinutes } from "../../activity/use-activity-files.ts";
import { activityFileTerms } from "../../terms/activity-files.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

function Wide({ name, children }: { name: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td colSpan={3}>{children}</td>
    </tr>
  );
}

function Pair({ one, other }: { one: readonly [string, string]; other: readonly [string, string] }) {
  return (
    <tr>
      <th scope="row">{one[0]}</th>
      <td>{one[1]}</td>
      <th scope="row">{other[0]}</th>
      <td>{other[1]}</td>
    </tr>
  );
}

/** The table that branches keep in their minute books; what is printed is this and nothing else. */
function Sheet({ sheet }: { sheet: MinutesSheet }) {
  const { minutes: texts } = useTermsOf(activityFileTerms);
  const list = (names: readonly string[]) => (names.length === 0 ? texts.none : names.join("、"));
  const away = [
    ...(sheet.leave.length > 0 ? [texts.leave(list(sheet.leave))] : []),
    ...(sheet.absent.length > 0 ? [texts.absent(list(sheet.absent))] : []),
  ];
  return (
    <article className="minutes-sheet">
      <h2>{sheet.heading}</h2>
      <table>
        <tbody>
          <Wide name={texts.name}>{sheet.title}</Wide>
          <Pair one={[texts.kind, sheet.kinds]} other={[texts.time, sheet.time]} />
          <Pair one={[texts.place, sheet.place]} other={[texts.chair, sheet.chair]} />
          <Pair one={[texts.recorder, sheet.recorder]} other={[texts.counts, texts.countsOf(sheet.due, sheet.came)]} />
          <Wide name={texts.present}>
            {list([...sheet.present, ...sheet.late])}
            {sheet.late.length > 0 && <p>{texts.late(list(sheet.late))}</p>}
          </Wide>
          <Wide name={texts.away}>{away.length === 0 ? texts.none : away.join("；")}</Wide>
          <Wide name={texts.guests}>{list(sheet.guests)}</Wide>
          {sheet.quorum !== "" && <Wide name={texts.quorum}>{sheet.quorum}</Wide>}
          <Wide name={texts.agenda}>
            <ol>
              {sheet.items.map(({ title }) => (
                <li key={title}>{title}</li>
              ))}
            </ol>
          </Wide>
          <Wide name={texts.content}>
            {sheet.items.map(({ title, speakers, minutes }) => (
              <section key={title}>
                <h3>{title}</h3>
                {speakers !== "" && <p>{texts.speakers(speakers)}</p>}
                <RichMinutes blocks={minutes} />
              </section>
            ))}
          </Wide>
          {sheet.resolutions.length > 0 && (
            <Wide name={texts.resolutions}>
              <ol>
                {sheet.resolutions.map(({ title, text, vote, outcome }) => (
                  <li key={title}>
                    {title}
                    {outcome !== "" && `（${outcome}）`}
                    {text !== "" && <p>{text}</p>}
                    {vote !== "" && <p>{vote}</p>}
                  </li>
                ))}
              </ol>
            </Wide>
          )}
          {sheet.summary !== "" && <Wide name={texts.summary}>{sheet.summary}</Wide>}
        </tbody>
      </table>
      <p>{texts.signatures}</p>
      <p>{sheet.status}</p>
    </article>
  );
}

/** The minutes as they are kept on paper. */
export function MinutesPage() {
  const { minutes: texts } = useTermsOf(activityFileTerms);
  const { activityId = "" } = useParams();
  const { data, error, refetch } = useMinutes(activityId);
  return (
    <>
      <PageTitle title={texts.title}>
        <Link to={`/activities/${activityId}`}>{texts.back}</Link>
        {data && (
          <>
            <Button onClick={() => window.print()}>{texts.print}</Button>
            <Button type="primary" onClick={() => saveAnswer(data)}>
              {texts.download}
            </Button>
          </>
        )}
      </PageTitle>
      {data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 12 }} />}
      {data && <Sheet sheet={data.sheet} />}
    </>
  );
}
