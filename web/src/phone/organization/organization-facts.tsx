import type { Organization } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTerms } from "../../terms/language.tsx";

/** What an organisation is, as pairs of name and value. */
export function OrganizationFacts({ organization, tree }: { organization: Organization; tree: OrganizationTree }) {
  const { organization: texts } = useTerms();
  const { language } = useLanguage();
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
    </dl>
  );
}
