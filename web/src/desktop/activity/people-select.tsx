import { Select } from "antd";
import { useState } from "react";
import { usePersonSearch } from "../../appointment/use-person-search.ts";
import { useLanguage } from "../../terms/language.tsx";

interface PeopleSelectProps {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (personIds: readonly string[]) => void;
  readonly placeholder?: string;
  /** Names of those who are chosen from the beginning. */
  readonly known?: readonly { readonly personId: string; readonly name: string }[];
}

/** People found by name or campus number while somebody types. */
export function PeopleSelect({ id, value = [], onChange, placeholder, known = [] }: PeopleSelectProps) {
  const { terms } = useLanguage();
  const { search, people, isFetching, wanted } = usePersonSearch();
  const [names, setNames] = useState(() => new Map(known.map(({ personId, name }) => [personId, name])));
  const found = people.map(({ personId, name, campusId }) => ({
    value: personId,
    label: campusId === null ? name : `${name} ${campusId}`,
  }));
  const chosen = value
    .filter((personId) => !found.some((one) => one.value === personId))
    .map((personId) => ({ value: personId, label: names.get(personId) ?? personId }));
  return (
    <Select<string[]>
      {...(id !== undefined && { id })}
      mode="multiple"
      value={[...value]}
      showSearch={{ filterOption: false, onSearch: search }}
      loading={isFetching}
      {...(placeholder !== undefined && { placeholder })}
      notFoundContent={wanted !== "" && isFetching ? terms.loading : null}
      options={[...found, ...chosen]}
      onChange={(ids: string[]) => {
        const labels = new Map(found.map((one) => [one.value, one.label]));
        setNames(new Map([...names, ...labels]));
        onChange?.(ids);
      }}
    />
  );
}
