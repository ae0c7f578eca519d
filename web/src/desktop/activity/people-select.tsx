import { Select } from "antd";
import { useNamedPeople } from "../../activity/use-named-people.ts";
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
  const { search, found, nameOf, remember, isFetching, wanted } = useNamedPeople(known);
  const choices = found.map(({ personId, label }) => ({ value: personId, label }));
  const chosen = value
    .filter((personId) => !found.some((one) => one.personId === personId))
    .map((personId) => ({ value: personId, label: nameOf(personId) }));
  return (
    <Select<string[]>
      {...(id !== undefined && { id })}
      mode="multiple"
      value={[...value]}
      showSearch={{ filterOption: false, onSearch: search }}
      loading={isFetching}
      {...(placeholder !== undefined && { placeholder })}
      notFoundContent={wanted !== "" && isFetching ? terms.loading : null}
      options={[...choices, ...chosen]}
      onChange={(ids: string[]) => {
        remember(found);
        onChange?.(ids);
      }}
    />
  );
}
