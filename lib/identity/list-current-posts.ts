import type { IdentityStore } from "./identity-store.ts";
import { isHeldOn } from "./period.ts";
import type { Post } from "./post.ts";

export interface CurrentPost {
  readonly post: Post;
  readonly accountId: string;
  readonly personId: string | null;
  readonly from: string;
  readonly to: string | null;
}

/** Who holds which post of a committee on a day. Units: 1 read, and half a unit per ten appointments that there ever were. */
export function listCurrentPosts({ store }: { store: Pick<IdentityStore, "listAll"> }) {
  return async (organizationId: string, day: string): Promise<CurrentPost[]> => {
    const all = await store.listAll({ group: "committee", organizationId });
    return all
      .filter((appointment) => isHeldOn(appointment, day))
      .map(({ post, accountId, personId, from, to }) => ({ post, accountId, personId, from, to }));
  };
}
