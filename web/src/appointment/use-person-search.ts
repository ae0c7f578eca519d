import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useApi } from "../api/use-api.tsx";

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
