import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { type PeopleFilter, peopleParametersOf, readPeopleFilter } from "./people-address.ts";

/** So long nobody types before a search begins. */
const pauseMs = 300;

/** The filter of the list, kept in its address; typing replaces the address, choosing adds to the history. */
export function usePeopleFilter() {
  const [parameters, setParameters] = useSearchParams();
  const filter = readPeopleFilter(parameters);
  const { q: wanted = "" } = filter;
  const [typed, setTyped] = useState(wanted);
  const [known, setKnown] = useState(wanted);
  // The way back in the browser changes the address without typing.
  if (known !== wanted) {
    setKnown(wanted);
    if (typed.trim() !== wanted) setTyped(wanted);
  }
  const change = (part: { [Name in keyof PeopleFilter]?: PeopleFilter[Name] | undefined }, replace = false) => {
    const entries = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined);
    setParameters(peopleParametersOf(Object.fromEntries(entries) as PeopleFilter), { replace });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew with each letter only
  useEffect(() => {
    if (typed.trim() === wanted) return;
    const timer = setTimeout(() => change({ q: typed.trim() === "" ? undefined : typed.trim() }, true), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return {
    filter,
    typed,
    type: setTyped,
    change,
    clear: () => {
      setTyped("");
      setParameters({});
    },
    isNarrowed: Object.keys(filter).length > 0,
  };
}
