import { type apiOf, people } from "../api-client.ts";
import type { Operation } from "./open-api.ts";

type Call = ReturnType<typeof apiOf>;

/** Ids that exist, by their names, as the lists that somebody may see give them; so that requests reach what is there. */
export async function knownValues(call: Call, operations: readonly Operation[]): Promise<Map<string, unknown[]>> {
  const known = new Map<string, unknown[]>([["version", [1, 2]]]);
  const lists = operations.filter(
    ({ id, method, path }) => method === "GET" && !path.includes("{") && !laborious.has(id),
  );
  const answers = lists.flatMap(({ path, parameters }) => {
    const query = parameters.some(({ name }) => name === "organizationId") ? "?organizationId=cczu-petrochem-b01" : "";
    // What is one's own, somebody who belongs to a branch has more of.
    const as = path.startsWith("/api/m") ? people.branchSecretary : people.department;
    return call<unknown>(`GET ${path}${query}`, { as });
  });
  for (const { status, body } of await Promise.all(answers)) if (status === 200) collect(body, known);
  const organizations = known.get("organizationId") ?? [];
  for (const name of ["parentId", "toOrganizationId", "hostOrganizationId", "under"]) known.set(name, organizations);
  return known;
}

const keptOfEach = 12;
/** Gives no ids and takes long. */
const laborious = new Set(["verifyAuditChain"]);

function collect(value: unknown, known: Map<string, unknown[]>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, known);
  else if (typeof value === "object" && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      if (typeof part === "string" && name.endsWith("Id")) {
        const kept = known.get(name) ?? [];
        if (kept.length < keptOfEach && !kept.includes(part)) known.set(name, [...kept, part]);
      } else collect(part, known);
    }
  }
}
