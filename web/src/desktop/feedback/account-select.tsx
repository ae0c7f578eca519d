import { Select } from "antd";
import { usePersonSearch } from "../../appointment/use-person-search.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";

interface AccountSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (accountId: string) => void;
}

/** A person of the register by the account with which they sign in; namesakes are told apart by branch and number. */
export function AccountSelect({ id, value, onChange }: AccountSelectProps) {
  const { campaigns } = useTermsOf(feedbackTerms);
  const { tree } = useOrganizations();
  const { search, people, isFetching, wanted } = usePersonSearch();
  const options = people.flatMap(({ campusId, name, organizationId }) =>
    campusId === null || campusId === undefined
      ? []
      : [
          {
            value: campusId,
            label: `${name}（${tree?.find(organizationId)?.shortName ?? organizationId} · ${campusId}）`,
          },
        ],
  );
  return (
    <Select
      {...(id !== undefined && { id })}
      showSearch={{ filterOption: false, onSearch: search }}
      value={value === "" || value === undefined ? null : value}
      options={options}
      loading={isFetching}
      placeholder={campaigns.personHint}
      notFoundContent={wanted === "" || isFetching ? campaigns.personHint : campaigns.peopleFailed}
      onChange={(accountId: string | null) => onChange?.(accountId ?? "")}
    />
  );
}
