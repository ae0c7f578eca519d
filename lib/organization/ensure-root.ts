import type { Circumstances } from "../shared/event.ts";
import type { RouteInput } from "../shared/route.ts";
import { changeLine } from "./change-line.ts";
import { createdFact, newOrganization } from "./create-organization.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { createOrganization as route } from "./routes.ts";

type Given = Omit<RouteInput<typeof route>["body"], "parentId" | "organizationId"> & { organizationId: string };

/** Creates the university committee at the top of an empty tree; once there is a root, nothing happens. */
export function ensureRoot({ store }: { store: OrganizationStore }) {
  return async (given: Given, circumstances: Circumstances): Promise<"created" | "present"> => {
    const node = newOrganization(given, undefined, circumstances.at);
    const facts = [createdFact(node, circumstances)];
    const line = changeLine(undefined, node, circumstances, { kind: "created" });
    const result = await store.insert(node, undefined, { facts, lines: [line], receipt: undefined });
    return result === "done" ? "created" : "present";
  };
}
