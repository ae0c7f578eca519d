import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useApi } from "../api/use-api.tsx";
import { useOrganizations } from "../organization/use-organizations.ts";
import { appointmentTerms } from "../terms/appointment.ts";
import { useTermsOf } from "../terms/language.tsx";

const pauseMs = 250;

/** Finds people while somebody types: one question when the typing pauses. */
export function usePersonSearch() {
  const api = useApi();
  const [typed, setTyped] = useState("");
  const [wanted, setWanted] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setWanted(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data, isFetching, isError } = useQuery({
    queryKey: ["people", "search", wanted],
    queryFn: ({ signal }) => api("GET /api/people", { query: { q: wanted, limit: 20 }, signal }),
    enabled: wanted !== "",
  });
  return { search: setTyped, wanted, people: wanted === "" ? [] : (data?.items ?? []), isFetching, isError };
}

/** People to appoint, namesakes told apart by branch and number; only full members can be chosen. */
export function usePersonChoices() {
  const texts = useTermsOf(appointmentTerms);
  const { tree } = useOrganizations();
  const { search, wanted, people, isFetching, isError } = usePersonSearch();
  const choices = people.map(({ personId, name, campusId, organizationId, stage }) => {
    const branch = tree?.find(organizationId)?.shortName ?? organizationId;
    const isEligible = stage === undefined || stage === "full_member";
    const about = [branch, campusId, isEligible ? undefined : texts.notFullMember].filter(Boolean).join(" · ");
    return { value: personId, label: `${name}（${about}）`, disabled: !isEligible };
  });
  const nothing = wanted === "" ? texts.typeToSearch : isError ? texts.searchFailed : texts.nobodyFound;
  return { search, choices, nothing, isFetching };
}
