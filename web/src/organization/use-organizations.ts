import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { ResponseOf } from "../api/contract.ts";
import { useAction, useApi } from "../api/use-api.tsx";
import type { Organization } from "./organization-rules.ts";
import { buildTree } from "./organization-tree.ts";

const listKey = ["organizations"] as const;
const pageSize = 500;

/** The whole tree, page by page; `loaded` counts up meanwhile. Several thousand organisations are a few pages. */
export function useOrganizations() {
  const api = useApi();
  const [loaded, setLoaded] = useState(0);
  const query = useQuery({
    queryKey: listKey,
    queryFn: async ({ signal }) => {
      const organizations: Organization[] = [];
      let cursor: string | undefined;
      do {
        const page = await api("GET /api/organizations", {
          query: { status: "all", limit: pageSize, ...(cursor !== undefined && { cursor }) },
          signal,
        });
        organizations.push(...page.items);
        setLoaded(organizations.length);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return organizations;
    },
  });
  const tree = useMemo(() => query.data && buildTree(query.data), [query.data]);
  return { ...query, tree, loaded };
}

type Changed = ResponseOf<ChangeKey>;

/** Shows the answer of a change at once; the list is read again because a change can touch others (paths, counts). */
function keepChanged(queries: QueryClient, changed: Changed): Organization {
  const former = queries.getQueryData<Organization[]>(listKey);
  const marks = former?.find(({ organizationId }) => organizationId === changed.organizationId)?.marks ?? [];
  const shown = { ...changed, marks };
  queries.setQueryData<Organization[]>(
    listKey,
    former && [...former.filter(({ organizationId }) => organizationId !== changed.organizationId), shown],
  );
  queries.invalidateQueries({ queryKey: listKey });
  queries.invalidateQueries({ queryKey: ["organization", changed.organizationId] });
  queries.invalidateQueries({ queryKey: ["audit"] });
  return shown;
}

export type ChangeKey =
  | "POST /api/organizations"
  | "POST /api/organizations/{organizationId}/rename"
  | "POST /api/organizations/{organizationId}/move"
  | "POST /api/organizations/{organizationId}/renew-term"
  | "POST /api/organizations/{organizationId}/extend-term"
  | "POST /api/organizations/{organizationId}/merge"
  | "POST /api/organizations/{organizationId}/dissolve";

/** A change of the tree; `onDone` runs after the answer is in the list. */
export function useOrganizationChange<Key extends ChangeKey>(key: Key, onDone: (changed: Organization) => void) {
  const queries = useQueryClient();
  return useAction(key, (result) => {
    onDone(keepChanged(queries, result));
  });
}

/** Reads one organisation again, after a lost race. */
export function useReloadOrganization() {
  const api = useApi();
  const queries = useQueryClient();
  return async (organizationId: string): Promise<Organization> => {
    const latest = await api("GET /api/organizations/{organizationId}", { params: { organizationId } });
    return keepChanged(queries, latest);
  };
}
