import { isAllowed } from "../shared/access.ts";
import { AppError, conflict, notFound, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import { roleOf } from "../shared/organization-kinds.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { changeLine } from "./change-line.ts";
import { getForChange, refuseInactive, settle } from "./change-organization.ts";
import { OrganizationsMergeStarted } from "./events.ts";
import { type Merge, peopleAt } from "./merge.ts";
import type { MergeStore, PartOfMerge } from "./merge-store.ts";
import type { Organization } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { PlaceGates } from "./place-gates.ts";
import type { mergeOrganizations as route } from "./routes.ts";

export interface MergeDependencies {
  readonly store: Pick<OrganizationStore, "find"> & MergeStore;
  readonly gates: PlaceGates;
  readonly newId: NewId;
}

/**
 * Begins to merge branches into a sibling of theirs. From here on nothing else can be done to any of them; a consumer moves
 * the people. Units: 1 read for each organisation; 6 writes for each, 4 for the merge.
 */
export function startMerge({ store, gates, newId }: MergeDependencies) {
  return async ({ params, body }: RouteInput<typeof route>, context: RequestContext): Promise<Organization> => {
    const target = await getForChange(store, params.organizationId, body.version);
    refuseInactive(target);
    const sources = await findSources(store, target, body.sources, context);
    const { reason, document } = body;
    const merge: Merge = {
      mergeId: `mrg-${newId()}`,
      targetId: target.organizationId,
      sourceIds: sources.map(({ organizationId }) => organizationId),
      reason,
      document: document ?? null,
      totalPeople: sources.reduce((sum, source) => sum + peopleAt(source), 0),
      state: "running",
      startedAt: context.at.toISOString(),
    };
    const part = (before: Organization): PartOfMerge => {
      const version = before.version + 1;
      const after = { ...before, mergeId: merge.mergeId, version, updatedAt: context.at.toISOString() };
      const others = before === target ? sources : [target];
      return {
        before,
        after,
        facts: [],
        lines: [changeLine(before, after, context, { kind: "merge_started", reason, document, others })],
        gate: gates.close(before.organizationId, merge.mergeId),
      };
    };
    const targetPart = part(target);
    const fact = buildFact(OrganizationsMergeStarted, context, {
      subject: { kind: "organization", id: target.organizationId },
      occasion: merge.mergeId,
      organizationId: target.organizationId,
      data: { version: targetPart.after.version, mergeId: merge.mergeId, sourceIds: merge.sourceIds },
    });
    const parts = { target: { ...targetPart, facts: [fact] }, sources: sources.map(part) };
    return await settle(store, targetPart.after, await store.startMerge(merge, parts, context.receipt));
  };
}

async function findSources(
  store: Pick<OrganizationStore, "find">,
  target: Organization,
  wanted: readonly { organizationId: string; version: number }[],
  { principal }: RequestContext,
): Promise<Organization[]> {
  const ids = new Set(wanted.map(({ organizationId }) => organizationId));
  if (ids.size < wanted.length || ids.has(target.organizationId)) {
    const reason = { zh: "每个支部只能选一次，且不能选本支部", en: "Each branch once, and not the target itself" };
    throw new AppError("validation_failed", { errors: [{ field: "body.sources", reason }] });
  }
  const found = await Promise.all(wanted.map(({ organizationId }) => store.find(organizationId)));
  return found.map((source, index) => {
    if (source === undefined) throw notFound();
    if (!isAllowed(principal, "organization.manage", source.path)) throw new AppError("forbidden");
    if (source.version !== wanted[index]?.version) throw conflict(source.version);
    refuseSource(source, target);
    return source;
  });
}

function refuseSource(source: Organization, target: Organization): void {
  refuseInactive(source);
  if (source.parentId !== target.parentId) {
    throw refused("not_siblings", {
      zh: `“${source.shortName}”与合并后的支部不在同一上级之下，请先调整隶属。`,
      en: `${source.shortName} stands below another superior; move it first.`,
    });
  }
  if (roleOf(source.kind) !== "branch" || roleOf(target.kind) !== "branch") {
    throw refused("not_branches", { zh: "只能合并党支部。", en: "Only branches can be merged." });
  }
  if (source.childCount > 0) {
    throw refused("has_children", {
      zh: `“${source.shortName}”还有${source.childCount}个党小组，请先撤销。`,
      en: `${source.childCount} groups stand below ${source.shortName}; dissolve them first.`,
    });
  }
}
