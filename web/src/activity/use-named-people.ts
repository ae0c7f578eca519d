import { useState } from "react";
import { usePersonSearch } from "../appointment/use-person-search.ts";

interface KnownPerson {
  readonly personId: string;
  readonly name: string;
}

/** People named one by one: found while somebody types, and called by their names once they are chosen. */
export function useNamedPeople(known: readonly KnownPerson[]) {
  const { search, people, isFetching, isError, wanted } = usePersonSearch();
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  return {
    search,
    wanted,
    isFetching,
    isError,
    /** Namesakes are told apart by the campus number. */
    found: people.map(({ personId, name, campusId }) => ({
      personId,
      name,
      label: campusId === null ? name : `${name} ${campusId}`,
    })),
    nameOf: (personId: string) =>
      names.get(personId) ?? known.find((one) => one.personId === personId)?.name ?? personId,
    remember: (chosen: readonly { readonly personId: string; readonly label: string }[]) =>
      setNames(new Map([...names, ...chosen.map(({ personId, label }) => [personId, label] as const)])),
  };
}
