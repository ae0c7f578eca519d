import { useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { ApiError } from "../api/errors.ts";
import { useApi } from "../api/use-api.tsx";
import { useSession } from "../boot/session-context.ts";
import { readKeptPerson } from "../offline/keep-person.ts";

export type Me = ResponseOf<"GET /api/me">;
export type Capability = Me["capabilities"][number]["capability"];

export function useMe() {
  const api = useApi();
  const session = useSession();
  return useQuery({
    queryKey: ["me"],
    staleTime: 300_000,
    queryFn: async ({ signal }) => {
      try {
        return await api("GET /api/me", { signal });
      } catch (error) {
        const kept = isWithoutNetwork(error) ? readKeptPerson() : undefined;
        if (kept === undefined || (session.subject() ?? kept.subject) !== kept.subject) throw error;
        return kept.me;
      }
    },
  });
}

function isWithoutNetwork(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === "network";
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
