import type { AccountStore } from "../../lib/identity/account-store.ts";
import type { listCurrentPosts } from "../../lib/identity/list-current-posts.ts";
import { type OrganizationKind, postsAt } from "../../lib/identity/post.ts";
import { recipientOfAccount } from "../../lib/message/delivery.ts";
import type { PostDirectory } from "../../lib/message/directories.ts";

/** Who holds posts, as messages ask for it. */
export function postDirectory(
  listPosts: ReturnType<typeof listCurrentPosts>,
  accounts: Pick<AccountStore, "findNames">,
): PostDirectory {
  return {
    async listHolders(organizationId, day) {
      const held = await listPosts(organizationId, day);
      return held.map(({ post, accountId, personId }) => ({
        post,
        recipientId: personId ?? recipientOfAccount(accountId),
        accountId,
      }));
    },
    findNames: (accountIds) => accounts.findNames(accountIds),
    hasPost: (kind, post) => postsAt(kind as OrganizationKind, "committee").includes(post),
  };
}
