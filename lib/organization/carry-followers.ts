import type { Outcome } from "../shared/event.ts";
import { isWhole } from "./move-organization.ts";
import type { Organization } from "./organization.ts";
import type { Follower, MoveLease, OrganizationStore } from "./organization-store.ts";

export interface CarryDependencies {
  readonly store: Pick<OrganizationStore, "find" | "findMoveLease" | "listDescendants" | "carryFollower" | "endMove">;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** How often it looks again in one delivery, and how long it waits for the index meanwhile. */
const rounds = 40;
const pauseMilliseconds = 100;
const sideBySide = 10;

/**
 * Rewrites the paths below an organisation that moved with more followers than one transaction holds. It looks at what
 * stands below the former and the new path until nobody has the former one; each path is rewritten once only, and only
 * when every child of its node is on the list, so that nothing can grow unseen below a former path. Units: the size of the
 * subtree over 8 KB a round, 2 writes a follower.
 */
export function carryFollowers({ store, wait }: CarryDependencies) {
  return async (organizationId: string, version: number): Promise<Outcome> => {
    const lease = await store.findMoveLease();
    // A small move took everybody along itself and has no lease.
    if (lease?.organizationId !== organizationId || lease.version !== version) return "already_done";
    for (let round = 1; round <= rounds; round++) {
      if (await isCarried(store, lease)) {
        await store.endMove(lease);
        return "done";
      }
      await wait(pauseMilliseconds);
    }
    throw new Error(`followers of ${organizationId} still have their former path`);
  };
}

async function isCarried(store: CarryDependencies["store"], lease: MoveLease): Promise<boolean> {
  const { organizationId, formerPath, path } = lease;
  const node = await store.find(organizationId);
  if (node === undefined) throw new Error(`organisation ${organizationId} of a move is missing`);
  const [left, there] = await Promise.all([
    store.listDescendants({ organizationId, path: formerPath }),
    store.listDescendants({ organizationId, path }),
  ]);
  const known = new Map([...left, ...there].map((follower) => [follower.organizationId, follower]));
  const listed = [...known.values()];
  // A superior before what stands below it: from then on nothing new gets the former path there.
  const ready = left
    .filter((follower) => isWhole(follower, listed))
    .sort((one, other) => one.path.length - other.path.length);
  for (let start = 0; start < ready.length; start += sideBySide) {
    const slice = ready.slice(start, start + sideBySide);
    await Promise.all(slice.map((organization) => store.carryFollower(followerOf(organization, lease))));
  }
  return left.length === 0 && [node, ...listed].every((each) => isWhole(each, listed));
}

function followerOf(organization: Organization, { formerPath, path }: MoveLease): Follower {
  return { organization, newPath: path + organization.path.slice(formerPath.length) };
}
