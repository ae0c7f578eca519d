import { AppError, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { changeLine } from "./change-line.ts";
import { OrganizationCreated } from "./events.ts";
import {
  nameTaken,
  type Organization,
  parentChanged,
  pathBelow,
  refuseTooDeep,
  refuseWrongPlace,
} from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { createOrganization as route } from "./routes.ts";

type Input = RouteInput<typeof route>["body"];

/** Creates an organisation below an active one. Units: 1 read, 8 writes (four items in one transaction), 10 with a receipt. */
export function createOrganization({ store, newId }: { store: OrganizationStore; newId: NewId }) {
  return async ({ body }: { body: Input }, context: RequestContext): Promise<Organization> => {
    const parent = await store.find(body.parentId);
    if (parent === undefined) {
      throw new AppError("validation_failed", {
        errors: [{ field: "body.parentId", reason: { zh: "没有这个党组织", en: "There is no such organisation" } }],
      });
    }
    refuseWrongPlace(parent, body.kind);
    refuseTooDeep(parent.path, 1);
    // A transaction takes each item once, so the store could not even look whether the id is taken.
    if (body.organizationId === parent.organizationId) throw idTaken();

    const node = newOrganization(
      { ...body, organizationId: body.organizationId ?? `org-${newId()}` },
      parent,
      context.at,
    );
    const result = await store.insert(node, parent, {
      facts: [createdFact(node, context)],
      lines: [changeLine(undefined, node, context, { kind: "created", others: [parent] })],
      receipt: context.receipt,
    });
    if (result === "name_taken") throw nameTaken();
    if (result === "id_taken") throw idTaken();
    if (result === "parent_changed") throw parentChanged();
    return node;
  };
}

function idTaken(): AppError {
  return refused("id_taken", { zh: "编号已被使用。", en: "The id is already in use." });
}

export function newOrganization(
  given: Omit<Input, "parentId"> & { organizationId: string },
  parent: Organization | undefined,
  at: Date,
): Organization {
  return {
    organizationId: given.organizationId,
    parentId: parent?.organizationId ?? null,
    path: pathBelow(parent?.path ?? "/", given.organizationId),
    name: given.name,
    shortName: given.shortName,
    kind: given.kind,
    establishedOn: given.establishedOn,
    termYears: given.termYears,
    termStartedOn: given.termStartedOn,
    termExtendedTo: null,
    status: "active",
    childCount: 0,
    memberCount: 0,
    fullMemberCount: 0,
    candidateCount: 0,
    committeeSize: null,
    version: 1,
    dissolvedOn: null,
    dissolvedReason: null,
    successorId: null,
    mergeId: null,
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
  };
}

export function createdFact(node: Organization, circumstances: Parameters<typeof buildFact>[1]) {
  return buildFact(OrganizationCreated, circumstances, {
    subject: { kind: "organization", id: node.organizationId },
    occasion: node.version,
    organizationId: node.organizationId,
    data: { version: node.version, parentId: node.parentId, kind: node.kind },
  });
}
