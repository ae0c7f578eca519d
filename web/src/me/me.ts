import { useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useApi } from "../api/use-api.tsx";

export type Me = ResponseOf<"GET /api/me">;
export type Capability = Me["capabilities"][number]["capability"];

export function useMe() {
  const api = useApi();
  return useQuery({ queryKey: ["me"], queryFn: ({ signal }) => api("GET /api/me", { signal }), staleTime: 300_000 });
}

/** Whether the person holds the capability at any place: decides what the navigation shows. */
export function mayAnywhere(me: Me, capability: Capability): boolean {
  return me.capabilities.some((held) => held.capability === capability);
}

/** Whether the person holds it at the organisation with this path (`/root/child/`): everywhere, there, or above. */
export function mayAt(me: Me, capability: Capability, path: string): boolean {
  return me.capabilities.some(
    (held) =>
      held.capability === capability && (held.organizationId === null || path.includes(`/${held.organizationId}/`)),
  );
}
