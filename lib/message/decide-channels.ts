import { AppError, notFound } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { type ChannelDecision, type ChannelPolicyStore, effectivePolicy, emptyDecision } from "./channel-policy.ts";
import type { readChannelPolicy as readRoute, saveChannelPolicy as saveRoute } from "./channel-routes.ts";
import type { Place, PlaceDirectory } from "./directories.ts";
import { ChannelPolicyChanged } from "./events.ts";
import type { ReachStore } from "./reach-store.ts";

export interface DecideDependencies {
  readonly places: Pick<PlaceDirectory, "find">;
  readonly reach: Pick<ReachStore, "findDecisions" | "saveDecision">;
}

/** The decisions from the university down to the place itself. */
export async function decisionsFor(
  reach: ChannelPolicyStore,
  { path }: Pick<Place, "path">,
): Promise<(ChannelDecision | undefined)[]> {
  const line = path.split("/").filter((id) => id !== "");
  const found = await reach.findDecisions(line);
  return line.map((id) => found.get(id));
}

/** Units: half a unit for each organisation above. */
export function readChannelPolicy({ places, reach }: DecideDependencies) {
  return async ({ params }: RouteInput<typeof readRoute>): Promise<RouteOutput<typeof readRoute>> => {
    const place = await places.find(params.organizationId);
    if (place === undefined) throw notFound();
    return viewOf(place, await decisionsFor(reach, place));
  };
}

/** Units: half a unit for each organisation above, 2 writes. */
export function saveChannelPolicy({ places, reach }: DecideDependencies) {
  return async ({ params, body }: RouteInput<typeof saveRoute>, context: RequestContext) => {
    const place = await places.find(params.organizationId);
    if (place === undefined) throw notFound();
    const line = await decisionsFor(reach, place);
    const before = line.at(-1) ?? emptyDecision(params.organizationId);
    if (before.version !== body.version) throw new AppError("conflict");
    const isTop = place.parentId === null;
    const after: ChannelDecision = {
      ...before,
      policy: body.own,
      ...(body.robotKey !== undefined && { robotKey: body.robotKey }),
      ...(isTop && body.campusPeople !== undefined && { campusPeople: body.campusPeople }),
      version: before.version + 1,
    };
    const fact = buildFact(ChannelPolicyChanged, context, {
      subject: { kind: "organization", id: params.organizationId },
      occasion: `channels-${after.version}`,
      organizationId: params.organizationId,
      data: { version: after.version, hasRobot: after.robotKey !== null },
    });
    if (!(await reach.saveDecision(after, before.version, [fact]))) throw new AppError("conflict");
    return viewOf(place, [...line.slice(0, -1), after]);
  };
}

function viewOf({ parentId }: Place, line: readonly (ChannelDecision | undefined)[]): RouteOutput<typeof readRoute> {
  const own = line.at(-1);
  return {
    own: own?.policy ?? null,
    allowed: effectivePolicy(line.slice(0, -1)),
    effective: effectivePolicy(line),
    // The key lets anybody write into the group: it is taken in and never given out.
    hasRobot: own?.robotKey != null,
    campusPeople: own?.campusPeople ?? null,
    isTop: parentId === null,
    version: own?.version ?? 0,
  };
}
