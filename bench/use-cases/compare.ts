import type { Route } from "../../lib/shared/route.ts";
import { accessPatterns, accessUnits } from "./access-patterns.ts";
import { contextReasons, ownReasons, routePatterns } from "./route-patterns.ts";
import type { RequestUnits } from "./summarize.ts";

export interface ComparedUseCase {
  readonly id: string;
  readonly key: string;
  readonly context: string;
  readonly read: number;
  readonly write: number;
  readonly leastRead: number;
  readonly leastWrite: number;
  /** The least, explained; and where more is consumed, why. */
  readonly why: string;
}

/** Each measured route beside the least for its pattern; a route without a pattern, or dearer without a reason, is an error. */
export function compareUseCases(
  routes: readonly Route[],
  measured: Readonly<Record<string, RequestUnits>>,
): ComparedUseCase[] {
  return routes.flatMap((route) => {
    const units = measured[route.key];
    return units === undefined ? [] : [compare(route, units)];
  });
}

function compare(route: Route, { read, write }: RequestUnits): ComparedUseCase {
  const { id, key, context } = route;
  const name = routePatterns[id];
  if (name === undefined) throw new Error(`${id} has no access pattern: add it to bench/use-cases/route-patterns.ts`);
  const pattern = accessPatterns[name];
  const leastRead = accessUnits(route) + pattern.read;
  const isDearer = read > leastRead || write > pattern.write;
  const reason = ownReasons[id] ?? contextReasons[context];
  if (isDearer && reason === undefined) throw new Error(`${id} takes more than the least, and nothing says why`);
  const why = isDearer ? `${pattern.why}; more: ${reason}` : pattern.why;
  return { id, key, context, read, write, leastRead, leastWrite: pattern.write, why };
}
