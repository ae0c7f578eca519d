import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { savePreferences as saveRoute } from "./delivery-routes.ts";
import type { PeopleDirectory } from "./directories.ts";
import { defaultKept, type KeptPreferences } from "./preferences.ts";
import type { ReachStore } from "./reach-store.ts";

export interface PreferenceDependencies {
  readonly reach: Pick<ReachStore, "findPreferences" | "savePreferences" | "enrol">;
  readonly people: Pick<PeopleDirectory, "findReader">;
}

/** Units: 3 reads. */
export function readPreferences({ reach, people }: PreferenceDependencies) {
  return async (_input: unknown, { principal, at }: RequestContext): Promise<KeptPreferences> => {
    const { recipientId } = await people.findReader(principal.accountId, at);
    return (await reach.findPreferences([recipientId])).get(recipientId) ?? defaultKept();
  };
}

/** Units: 2 reads, 1 write, 1 more for somebody who stands in no list. */
export function savePreferences({ reach, people }: PreferenceDependencies) {
  return async (
    { body }: RouteInput<typeof saveRoute>,
    { principal, at }: RequestContext,
  ): Promise<KeptPreferences> => {
    const { recipientId, category } = await people.findReader(principal.accountId, at);
    await reach.savePreferences(recipientId, body);
    if (category === "campus_person") await reach.enrol(principal.accountId);
    return { ...body, bouncedEmail: null, bouncedPhone: null };
  };
}
