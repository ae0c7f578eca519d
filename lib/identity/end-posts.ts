import { chinaDay } from "../shared/clock.ts";
import type { Circumstances } from "../shared/event.ts";
import type { HeldPost } from "./account.ts";
import { changePosts, type PostDependencies } from "./change-posts.ts";
import type { EndCause } from "./events.ts";
import { isNever, isPast, lastDayOfEnding } from "./period.ts";
import { type PostGroup, rulesOf } from "./post.ts";

/** Ends posts from this moment on, because what they stood on is gone. Those that are over stay as they are. */
export function endPosts(dependencies: PostDependencies) {
  const change = changePosts(dependencies);
  return async (
    held: readonly HeldPost[],
    { group, cause }: { group?: PostGroup; cause: EndCause },
    circumstances: Circumstances,
  ): Promise<number> => {
    const today = chinaDay(circumstances.at);
    const running = held
      .filter(({ post }) => group === undefined || rulesOf(post).group === group)
      .filter((post) => !isPast(post, today) && !isNever(post));
    for (const one of running) {
      const { appointmentId, organizationId, post } = one;
      const ending = { appointmentId, lastDay: lastDayOfEnding(one, today), cause };
      await change({ organizationId, post, ending }, circumstances);
    }
    return running.length;
  };
}

/**
 * Ends every post at an organisation that was dissolved. It is closed first: an appointment that is being made at this
 * moment is either found here or refused there. Units: 2 reads, 1 write, and what ending costs.
 */
export function endPostsOfPlace(dependencies: PostDependencies) {
  const end = endPosts(dependencies);
  return async (organizationId: string, circumstances: Circumstances): Promise<"done" | "already_done"> => {
    await dependencies.store.close(organizationId);
    const own = await dependencies.store.listAll({ group: "committee", organizationId });
    const administration = await dependencies.store.listAll({ group: "administration" });
    const all = [...own, ...administration.filter((one) => one.organizationId === organizationId)];
    const ended = await end(all, { cause: "organization_dissolved" }, circumstances);
    return ended > 0 ? "done" : "already_done";
  };
}
