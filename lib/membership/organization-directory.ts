import { AppError } from "../shared/errors.ts";
import { roleOf } from "../shared/organization-kinds.ts";
import type { Page } from "../shared/page.ts";

/** An organisation, as far as the people in it need it. */
export interface Place {
  readonly organizationId: string;
  readonly parentId: string | null;
  readonly path: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: string;
  readonly status: "active" | "dissolved";
  /** While branches are merged nobody else comes to them. */
  readonly mergeId?: string | null;
}

/** What this context asks of the organisation tree. */
export interface OrganizationDirectory {
  find(organizationId: string): Promise<Place | undefined>;
  findPath(organizationId: string): Promise<string | undefined>;
  /** A subtree in the order of its paths. */
  listSubtree(query: {
    root: Pick<Place, "organizationId" | "path">;
    status: "active" | "all";
    limit: number;
    cursor: string | undefined;
  }): Promise<Page<Place>>;
  /** The organisation and everything below it, dissolved ones included, in the order of their paths. */
  listOutline(root: Pick<Place, "organizationId" | "path">): Promise<readonly Pick<Place, "organizationId" | "kind">[]>;
}

/** The branch to which somebody shall belong; refuses what is unknown, dissolved or holds no membership relations. */
export async function getBranch(directory: OrganizationDirectory, organizationId: string): Promise<Place> {
  const place = await directory.find(organizationId);
  if (place === undefined || place.status !== "active") {
    throw placeError({ zh: "没有这个党组织，或已撤销", en: "There is no such organisation, or it is dissolved" });
  }
  if ((place.mergeId ?? null) !== null) {
    throw placeError({ zh: "该支部正在合并，完成后再办理", en: "The branch is being merged; wait until that is done" });
  }
  if (!holdsMemberships(place)) {
    throw placeError({ zh: "党员组织关系只能在党支部", en: "Membership relations are held by branches only" });
  }
  return place;
}

/** Groups belong to a branch; committees, temporary and functional branches hold no membership relations. */
export function holdsMemberships(place: Pick<Place, "kind">): boolean {
  return roleOf(place.kind) === "branch";
}

function placeError(reason: { zh: string; en: string }): AppError {
  return new AppError("validation_failed", { errors: [{ field: "body.organizationId", reason }] });
}
