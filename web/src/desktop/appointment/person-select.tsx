import { Select } from "antd";
import { usePersonSearch } from "../../appointment/use-person-search.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { useTermsOf } from "../../terms/language.tsx";

export interface ChosenPerson {
  readonly value: string;
  readonly label: string;
}

interface PersonSelectProps {
  readonly id?: string;
  readonly value?: ChosenPerson;
  readonly onChange?: (person: ChosenPerson | undefined) => void;
}

/** A full member, found by name, initials or campus number; namesakes are told apart by branch and number. */
export function PersonSelect({ id, value, onChange }: PersonSelectProps) {
  const texts = useTermsOf(appointmentTerms);
  const { tree } = useOrganizations();
  const { search, wanted, people, isFetching, isError } = usePersonSearch();
  const options = people.map(({ personId, name, campusId, organizationId, stage }) => {
    const branch = tree?.find(organizationId)?.shortName ?? organizationId;
    const isEligible = stage === undefined || stage === "full_member";
    const about = [branch, campusId, isEligible ? undefined : texts.notFullMember].filter(Boolean).join(" · ");
    return { value: personId, label: `${name}（${about}）`, disabled: !isEligible };
  });
  const nothing = wanted === "" ? texts.typeToSearch : isError ? texts.searchFailed : texts.nobodyFound;
  return (
    <Select
      {...(id !== undefined && { id })}
      showSearch={{ filterOption: false, onSearch: search }}
      labelInValue
      allowClear
      value={value ?? null}
      options={options}
      loading={isFetching}
      placeholder={texts.personPlaceholder}
      notFoundContent={isFetching ? null : nothing}
      onChange={(chosen) => onChange?.(chosen ? { value: chosen.value, label: String(chosen.label) } : undefined)}
    />
  );
}
