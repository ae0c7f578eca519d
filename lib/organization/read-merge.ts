import { notFound } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { type MergeProgress, peopleAt } from "./merge.ts";
import type { MergeStore } from "./merge-store.ts";
import type { OrganizationStore } from "./organization-store.ts";
import { getShown } from "./read-organizations.ts";
import type { getMerge as route } from "./routes.ts";

/**
 * How far the merge has come in which an organisation takes part. The counts of the sources say how many people are still
 * to be moved. Units: 2 reads and 1 for each source.
 */
export function getMerge({ store }: { store: Pick<OrganizationStore, "find"> & Pick<MergeStore, "findMerge"> }) {
  return async ({ params }: RouteInput<typeof route>, context: RequestContext): Promise<MergeProgress> => {
    const { mergeId } = await getShown(store, params.organizationId, context);
    const merge = mergeId === null ? undefined : await store.findMerge(mergeId);
    if (merge === undefined) throw notFound();
    const found = await Promise.all(merge.sourceIds.map((id) => store.find(id)));
    const sources = found.filter((source) => source !== undefined);
    const left = sources.reduce((sum, source) => sum + peopleAt(source), 0);
    const { startedAt, ...shown } = merge;
    return {
      ...shown,
      movedPeople: Math.max(0, merge.totalPeople - left),
      sources: sources.map(({ organizationId, shortName, status }) => ({ organizationId, shortName, status })),
    };
  };
}
