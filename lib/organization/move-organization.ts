import { AppError, conflict, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { changeLine } from "./change-line.ts";
import { getForChange, refuseInactive, settle } from "./change-organization.ts";
import { OrganizationMoved } from "./events.ts";
import {
  idsOnPath,
  type Organization,
  pathBelow,
  refuseCycle,
  refuseTooDeep,
  refuseWrongPlace,
} from "./organization.ts";
import type { Follower, OrganizationStore } from "./organization-store.ts";
import type { moveOrganization as route } from "./routes.ts";

/**
 * A move is one transaction over the node, its two superiors, two name markers, the line of the history, the receipt and every descendant;
 * DynamoDB takes 100 items, so this many descendants fit.
 */
export const maximumFollowers = 93;

/**
 * Moves an organisation with everything below it. Units: 3 reads and the subtree's size over 8 KB, 12 writes and 2 per
 * descendant. Nobody's membership is rewritten: people belong by id, not by path.
 */
export function moveOrganization({ store }: { store: OrganizationStore }) {
  return async ({ params, body }: RouteInput<typeof route>, context: RequestContext): Promise<Organization> => {
    const before = await getForChange(store, params.organizationId, body.version);
    const { formerParent, parent } = await findParents(store, before, body.parentId);
    refuseWrongMove(before, parent);

    const path = pathBelow(parent.path, before.organizationId);
    const descendants = await store.listDescendants(before);
    refuseTooMany(descendants);
    refuseGaps(before, descendants);
    const followers = descendants.map((organization): Follower => {
      return { organization, newPath: path + organization.path.slice(before.path.length) };
    });
    refuseTooDeep(parent.path, levelsOf(before, descendants));

    const version = before.version + 1;
    const after = { ...before, parentId: parent.organizationId, path, version, updatedAt: context.at.toISOString() };
    const result = await store.move(
      { before, after, formerParent, parent, followers },
      {
        facts: [movedFact(before, after, formerParent, context)],
        lines: [changeLine(before, after, context, { kind: "moved", others: [formerParent, parent] })],
        receipt: context.receipt,
      },
    );
    return await settle(store, after, result);
  };
}

async function findParents(store: OrganizationStore, node: Organization, newParentId: string) {
  if (node.parentId === null) {
    throw refused("root_stays", { zh: "学校党委不能移动。", en: "The university committee cannot be moved." });
  }
  if (node.parentId === newParentId) {
    throw refused("already_there", { zh: "已经在该上级之下。", en: "It already stands below this superior." });
  }
  const [formerParent, parent] = await Promise.all([store.find(node.parentId), store.find(newParentId)]);
  if (parent === undefined) {
    throw new AppError("validation_failed", {
      errors: [{ field: "body.parentId", reason: { zh: "没有这个党组织", en: "There is no such organisation" } }],
    });
  }
  if (formerParent === undefined) throw new AppError("internal");
  return { formerParent, parent };
}

function refuseWrongMove(node: Organization, parent: Organization): void {
  refuseInactive(node);
  refuseCycle(node, parent);
  refuseWrongPlace(parent, node.kind);
}

function refuseTooMany(descendants: readonly Organization[]): void {
  if (descendants.length <= maximumFollowers) return;
  throw refused("too_many_below", {
    zh: `其下有${descendants.length}个党组织，一次最多移动${maximumFollowers}个，请分部分移动。`,
    en: `${descendants.length} organisations stand below it; at most ${maximumFollowers} move at once. Move it in parts.`,
  });
}

/** The list may lag behind; who is not on it would keep the old path. The counts tell whether every active child is there. */
function refuseGaps(node: Organization, descendants: readonly Organization[]): void {
  const listed = new Map<string | null, number>();
  for (const { parentId, status } of descendants) {
    if (status === "active") listed.set(parentId, (listed.get(parentId) ?? 0) + 1);
  }
  const isWhole = [node, ...descendants].every(
    ({ organizationId, childCount }) => (listed.get(organizationId) ?? 0) === childCount,
  );
  if (!isWhole) throw conflict(node.version);
}

function levelsOf(node: Organization, descendants: readonly Organization[]): number {
  const depths = descendants.map(({ path }) => idsOnPath(path).length);
  return Math.max(idsOnPath(node.path).length, ...depths) - idsOnPath(node.path).length + 1;
}

function movedFact(before: Organization, after: Organization, formerParent: Organization, context: RequestContext) {
  return buildFact(OrganizationMoved, context, {
    subject: { kind: "organization", id: before.organizationId },
    occasion: after.version,
    organizationId: before.organizationId,
    data: {
      version: after.version,
      formerParentId: formerParent.organizationId,
      parentId: after.parentId ?? "",
      formerPath: before.path,
      path: after.path,
    },
  });
}
