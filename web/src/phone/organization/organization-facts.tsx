import type { Organization } from "../../organization/organization-rules.ts";
import { type Term, termOf } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { formatDate, todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTerms } from "../../terms/language.tsx";

const signs = { over: "⚠", soon: "◷", running: "✓" };
const looks = { over: "state-bad", soon: "state-warning", running: "state-good" };

function TermLine({ term }: { term: Term }) {
  const { terms, language } = useLanguage();
  const { termRange, termState } = terms.organization;
  return (
    <>
      {termRange(formatDate(term.startsOn, language), formatDate(term.endsOn, language))}
      <span className={`state ${looks[term.state]}`}>
        <span aria-hidden="true">{signs[term.state]} </span>
        {termState[term.state]}
      </span>
    </>
  );
}

/** What an organisation is, as pairs of name and value. */
export function OrganizationFacts({ organization, tree }: { organization: Organization; tree: OrganizationTree }) {
  const { organization: texts } = useTerms();
  const { language } = useLanguage();
  const term = termOf(organization, todayOnCampus());
  const { branches, members } = tree.totalsOf(organization.organizationId);
  return (
    <dl className="facts">
      <dt>{texts.name}</dt>
      <dd>{organization.name}</dd>
      <dt>{texts.kind}</dt>
      <dd>{texts.kinds[organization.kind]}</dd>
      {organization.status === "dissolved" && (
        <>
          <dt>{texts.status}</dt>
          <dd>
            {texts.statusFilter.dissolved}
            {organization.dissolvedReason !== null && `（${organization.dissolvedReason}）`}
          </dd>
        </>
      )}
      <dt>{texts.branches}</dt>
      <dd>{texts.organizationsUnit(branches)}</dd>
      <dt>{texts.members}</dt>
      <dd>{texts.membersUnit(members)}</dd>
      <dt>{texts.establishedOn}</dt>
      <dd>{formatDate(organization.establishedOn, language)}</dd>
      <dt>{texts.term}</dt>
      <dd className="term">{term ? <TermLine term={term} /> : texts.noTerm}</dd>
    </dl>
  );
}
