import { useMemo } from "react";
import { Link } from "react-router";
import { useTermsOf } from "../terms/language.tsx";
import { organizationLife } from "../terms/organization-life.ts";
import { levelLooks, levelSigns } from "./findings.tsx";
import type { FindingCode, Organization } from "./organization-rules.ts";
import type { OrganizationTree } from "./organization-tree.ts";
import "./organization-life.css";

interface Group {
  readonly code: FindingCode;
  readonly level: "breach" | "attention";
  readonly organizations: readonly Organization[];
}

/** The organisations that offend a rule, by rule; breaches first, then the rule with most of them. */
export function exceptionsIn(organizations: readonly Organization[]): Group[] {
  const groups = new Map<FindingCode, { level: Group["level"]; organizations: Organization[] }>();
  for (const organization of organizations) {
    for (const { code, level } of organization.marks) {
      const group = groups.get(code) ?? { level, organizations: [] };
      if (level === "breach") group.level = "breach";
      group.organizations.push(organization);
      groups.set(code, group);
    }
  }
  const rank = ({ level }: Group) => (level === "breach" ? 0 : 1);
  return [...groups]
    .map(([code, group]) => ({ code, ...group }))
    .sort((one, other) => rank(one) - rank(other) || other.organizations.length - one.organizations.length);
}

/** A rule that many offend is folded after so many. */
const shownAtOnce = 12;

function Names({ organizations, tree }: { organizations: readonly Organization[]; tree: OrganizationTree }) {
  return (
    <ul className="exception-names">
      {organizations.map(({ organizationId, shortName, parentId }) => (
        <li key={organizationId}>
          <Link to={`/organizations/${organizationId}`}>{shortName}</Link>
          <span className="soft">{tree.find(parentId ?? "")?.shortName}</span>
        </li>
      ))}
    </ul>
  );
}

/** Exceptions first: every organisation that offends a rule and for which the person answers, by rule, with a link. */
export function Exceptions({
  tree,
  isMine,
}: {
  tree: OrganizationTree;
  isMine: (organization: Organization) => boolean;
}) {
  const texts = useTermsOf(organizationLife);
  const mine = useMemo(
    () => tree.all.filter((organization) => organization.status === "active" && isMine(organization)),
    [tree, isMine],
  );
  const groups = useMemo(() => exceptionsIn(mine), [mine]);
  const affected = mine.filter(({ marks }) => marks.length > 0).length;
  if (groups.length === 0) return <p role="status">{texts.exceptionsNone}</p>;
  return (
    <>
      <p role="status" className="soft">
        {texts.exceptionsText(affected, mine.length)}
      </p>
      {groups.map(({ code, level, organizations }) => (
        <section key={code} className="exception" aria-labelledby={`exception-${code}`}>
          <h2 id={`exception-${code}`}>
            <span className={`state ${levelLooks[level]}`}>
              <span aria-hidden="true">{levelSigns[level]} </span>
              {texts.levels[level]}
            </span>{" "}
            {texts.marks[code]} <span className="soft">{texts.organizationsCount(organizations.length)}</span>
          </h2>
          <Names organizations={organizations.slice(0, shownAtOnce)} tree={tree} />
          {organizations.length > shownAtOnce && (
            <details>
              <summary>{texts.showAll(organizations.length)}</summary>
              <Names organizations={organizations.slice(shownAtOnce)} tree={tree} />
            </details>
          )}
        </section>
      ))}
    </>
  );
}
