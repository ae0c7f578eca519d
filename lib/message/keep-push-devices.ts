import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type {
  addPushDevice as addRoute,
  listPushDevices as listRoute,
  removePushDevice as removeRoute,
} from "./channel-routes.ts";
import type { PeopleDirectory } from "./directories.ts";
import { deviceIdOf, type KeptSubscription, maximumDevices } from "./push-subscription.ts";
import type { ReachStore } from "./reach-store.ts";

export interface PushDependencies {
  readonly reach: Pick<ReachStore, "findSubscriptions" | "saveSubscriptions" | "enrol">;
  readonly people: Pick<PeopleDirectory, "findReader">;
  /** Of the application; null: the university has not set notifications up. */
  readonly pushKey: string | null;
}

type Devices = RouteOutput<typeof listRoute>;

/** Units: 3 reads. */
export function listPushDevices(dependencies: PushDependencies) {
  return async (_input: unknown, context: RequestContext): Promise<Devices> =>
    viewOf(dependencies, (await findOwn(dependencies, context)).items);
}

/** Units: 3 reads, 1 write, 1 more for somebody who stands in no list. */
export function addPushDevice(dependencies: PushDependencies) {
  return async ({ body }: RouteInput<typeof addRoute>, context: RequestContext): Promise<Devices> => {
    const { recipientId, category, items } = await findOwn(dependencies, context);
    const others = items.filter(({ endpoint }) => endpoint !== body.endpoint);
    const next = [...others.slice(1 - maximumDevices), { ...body, addedAt: context.at.toISOString() }];
    await dependencies.reach.saveSubscriptions(recipientId, next);
    if (category === "campus_person") await dependencies.reach.enrol(context.principal.accountId);
    return viewOf(dependencies, next);
  };
}

/** Units: 3 reads, 1 write. */
export function removePushDevice(dependencies: PushDependencies) {
  return async ({ params }: RouteInput<typeof removeRoute>, context: RequestContext): Promise<Devices> => {
    const { recipientId, items } = await findOwn(dependencies, context);
    const next = items.filter((one) => deviceIdOf(one) !== params.deviceId);
    if (next.length < items.length) await dependencies.reach.saveSubscriptions(recipientId, next);
    return viewOf(dependencies, next);
  };
}

/** What a push service does not know any more is no device. Units: half a read, 1 write. */
export function forgetPushDevice({
  reach,
}: {
  readonly reach: Pick<ReachStore, "findSubscriptions" | "saveSubscriptions">;
}) {
  return async (recipientId: string, endpoint: string): Promise<void> => {
    const items = (await reach.findSubscriptions([recipientId])).get(recipientId) ?? [];
    const next = items.filter((one) => one.endpoint !== endpoint);
    if (next.length < items.length) await reach.saveSubscriptions(recipientId, next);
  };
}

async function findOwn({ reach, people }: PushDependencies, { principal, at }: RequestContext) {
  const { recipientId, category } = await people.findReader(principal.accountId, at);
  return { recipientId, category, items: (await reach.findSubscriptions([recipientId])).get(recipientId) ?? [] };
}

function viewOf({ pushKey }: PushDependencies, items: readonly KeptSubscription[]): Devices {
  return {
    publicKey: pushKey,
    items: items.map(({ device, addedAt, ...rest }) => ({ deviceId: deviceIdOf(rest), device, addedAt })),
  };
}
