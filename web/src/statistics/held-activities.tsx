import "./held-activities.css";
import { Link } from "react-router";
import { campusYear } from "../activity/campus-times.ts";
import { useKindNames } from "../activity/use-kind-names.ts";
import { useTermsOf } from "../terms/language.tsx";
import { statisticsTerms } from "../terms/statistics.ts";
import { activitiesBehindAddress } from "./activities-address.ts";
import { formatShare } from "./share.ts";
import type { ActivityFigures } from "./use-activity-figures.ts";

interface NumberLinkProps {
  readonly figures: ActivityFigures;
  readonly kind: string | null;
  readonly name: string;
  readonly held: number;
}

function NumberLink({ figures: { organizationId, year }, kind, name, held }: NumberLinkProps) {
  const { held: texts } = useTermsOf(statisticsTerms);
  if (held === 0) return 0;
  return (
    <Link to={activitiesBehindAddress(organizationId, { year, kind })} aria-label={texts.list(name, held)}>
      {held}
    </Link>
  );
}

/** What was held in a year, by kind; each number opens its activities. */
export function HeldTable({ figures }: { figures: ActivityFigures }) {
  const texts = useTermsOf(statisticsTerms);
  const kindName = useKindNames();
  const { held, due, present, kinds } = figures;
  const attendance = (came: number, of: number) => (of === 0 ? "" : `${formatShare(came / of)}（${came}/${of}）`);
  return (
    <table className="held-table">
      <caption>{texts.held.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.held.kind}</th>
          <th scope="col" className="number">
            {texts.held.times}
          </th>
          <th scope="col" className="number">
            {texts.held.attendance}
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds.map((one) => (
          <tr key={one.kind}>
            <th scope="row">{kindName(one.kind)}</th>
            <td className="number">
              <NumberLink figures={figures} kind={one.kind} name={kindName(one.kind)} held={one.held} />
            </td>
            <td className="number">{attendance(one.present, one.due)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{texts.held.total}</th>
          <td className="number">
            <NumberLink figures={figures} kind={null} name={texts.held.total} held={held} />
          </td>
          <td className="number">{attendance(present, due)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** This year and those before, of which there may be figures. */
export function heldYears(): number[] {
  const now = campusYear();
  return [now, now - 1, now - 2];
}
