import { Select } from "antd";
import type { ChosenPerson } from "../../appointment/post-task.ts";
import { usePersonChoices } from "../../appointment/use-person-search.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { useTermsOf } from "../../terms/language.tsx";

interface PersonSelectProps {
  readonly id?: string;
  readonly value?: ChosenPerson;
  readonly onChange?: (person: ChosenPerson | undefined) => void;
}

/** A full member, found by name, initials or campus number; namesakes are told apart by branch and number. */
export function PersonSelect({ id, value, onChange }: PersonSelectProps) {
  const texts = useTermsOf(appointmentTerms);
  const { search, choices, nothing, isFetching } = usePersonChoices();
  return (
    <Select
      {...(id !== undefined && { id })}
      showSearch={{ filterOption: false, onSearch: search }}
      labelInValue
      allowClear
      value={value ?? null}
      options={choices}
      loading={isFetching}
      placeholder={texts.personPlaceholder}
      notFoundContent={isFetching ? null : nothing}
      onChange={(chosen) => onChange?.(chosen ? { value: chosen.value, label: String(chosen.label) } : undefined)}
    />
  );
}
