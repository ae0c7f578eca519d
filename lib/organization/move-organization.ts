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
 * Up to so many followers move in the transaction of the move. DynamoDB would take more, but every count that changes
 * meanwhile at one of them makes the whole transaction start again.
 */
export const maximumFollowers = 24;

/**
 * Moves an organisation with everything below it. Units: 3 reads and the subtree's size over 8 KB, 12 writes and 2 per
 * descendant. Nobody's membership is rewritten: people belong by id, not by path. Where more follow than one transaction
 * takes well, they keep their former path for moments and a consumer carries them along (ADR 0026).
 */
export function moveOrganization({ store }: { store: OrganizationStore }) {
  return async ({ params, body }: RouteInput<typeof route>, context: RequestContext): Promise<Organization> => {
    const before = await getForChange(store, params.organizationId, body.version);
    const { formerParent, parent } = await findParents(store, before, body.parentId);
    refuseWrongMove(before, parent);

    const path = pathBelow(parent.path, before.organizationId);
    const descendants = await store.listDescendants(before);
    refuseGaps(before, descendants);
    const followers = descendants.map((organization): Follower => {
      return { organization, newPath: path + organization.path.slice(before.path.length) };
    });
    refuseTooDeep(parent.path, levelsOf(before, descendants));

    const version = before.version + 1;
    const after = { ...before, parentId: parent.organizationId, path, version, updatedAt: context.at.toISOString() };
    const isLarge = followers.length > maximumFollowers;
    if (isLarge) await refuseSecondLargeMove(store);
    const lease = { organizationId: before.organizationId, version, formerPath: before.path, path };
    const result = await store.move(
      { before, after, formerParent, parent, ...(isLarge ? { followers: [], lease } : { followers }) },
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

/** Two large moves on one line could each take the other's followers to where they no longer belong. */
async function refuseSecondLargeMove(store: Pick<OrganizationStore, "findMoveLease">): Promise<void> {
  if ((await store.findMoveLease()) === undefined) return;
  throw refused("move_running", {
    zh: "另一个包含较多下级的党组织正在调整隶属，请过一会儿再试。",
    en: "Another organisation with many below it is being moved; try again in a moment.",
  });
}

/** Whether every active child of a node is on a list. */
export function isWhole(node: Organization, listed: readonly Organization[]): boolean {
  const children = listed.filter(({ parentId, status }) => parentId === node.organizationId && status === "active");
  return children.length === node.childCount;
}

/** The list may lag behind; who is not on it would keep the old path. The counts tell whether every active child is there. */
function refuseGaps(node: Organization, descendants: readonly Organization[]): void {
  if (![node, ...descendants].every((each) => isWhole(each, descendants))) throw conflict(node.version);
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
