import type { CurrentPost } from "../../lib/identity/list-current-posts.ts";
import { rulesOf } from "../../lib/identity/post.ts";
import type { Recipient } from "../../lib/obligation/ladder.ts";
import type { Role } from "../../lib/shared/access.ts";

const heads: ReadonlySet<Role> = new Set(["committee_secretary", "branch_secretary"]);

/** Who among the holders of an organisation's posts is told: all of its committee, or its head alone. */
export function recipientsAmong(held: readonly CurrentPost[], recipient: Recipient): string[] {
  const told = held.filter(({ post }) => {
    const { role } = rulesOf(post);
    if (role === null || role === "organizer") return false;
    return recipient === "committee" || heads.has(role);
  });
  return [...new Set(told.map(({ accountId }) => accountId))];
}
