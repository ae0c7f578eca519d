import type { Route } from "./model.ts";

export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

type Segment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "greedy"; readonly name: string };

const RANK = { literal: 0, variable: 1, greedy: 2 } as const;

/** API Gateway takes the most specific route: literal before variable before greedy, a method before ANY, then $default. */
export function selectRoute(routes: Iterable<Route>, method: string, path: string): RouteMatch | undefined {
  let best: (RouteMatch & { readonly rank: string }) | undefined;
  let fallback: Route | undefined;
  const parts = path.slice(1).split("/");
  for (const route of routes) {
    if (route.routeKey === "$default") {
      fallback = route;
      continue;
    }
    const key = parsedOnce(route.routeKey);
    if (key.method !== "ANY" && key.method !== method) continue;
    const pathParameters = matchPath(key.segments, parts);
    if (pathParameters === undefined) continue;
    const rank = `${key.segments.map((segment) => RANK[segment.kind]).join("")}${key.method === "ANY" ? "~1" : "~0"}`;
    if (best === undefined || rank < best.rank) best = { route, pathParameters, rank };
  }
  if (best !== undefined) return { route: best.route, pathParameters: best.pathParameters };
  return fallback === undefined ? undefined : { route: fallback, pathParameters: {} };
}

interface RouteKey {
  readonly method: string;
  readonly segments: readonly Segment[];
}

/** Every request is held against every route. */
const parsedKeys = new Map<string, RouteKey>();

function parsedOnce(routeKey: string): RouteKey {
  const known = parsedKeys.get(routeKey);
  if (known !== undefined) return known;
  const parsed = parseRouteKey(routeKey);
  parsedKeys.set(routeKey, parsed);
  return parsed;
}

/** Throws for a key that API Gateway would refuse. */
export function parseRouteKey(routeKey: string): RouteKey {
  const found = /^(ANY|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/\S*)$/.exec(routeKey);
  if (found?.[1] === undefined || found[2] === undefined) throw new Error(`route key "${routeKey}" is not valid`);
  const segments = found[2].slice(1).split("/").map(parseSegment);
  const greedy = segments.findIndex((segment) => segment.kind === "greedy");
  if (greedy !== -1 && greedy !== segments.length - 1) {
    throw new Error(`route key "${routeKey}": a greedy variable must be last`);
  }
  return { method: found[1], segments };
}

function parseSegment(text: string): Segment {
  const variable = /^\{([^{}+]+)(\+?)\}$/.exec(text);
  if (variable?.[1] === undefined) return { kind: "literal", text };
  return { kind: variable[2] === "+" ? "greedy" : "variable", name: variable[1] };
}

function matchPath(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (part === undefined) return undefined;
    if (segment.kind === "greedy") {
      const rest = parts.slice(index).join("/");
      if (rest === "") return undefined;
      parameters[segment.name] = decodePath(rest);
      return parameters;
    }
    if (segment.kind === "literal") {
      if (decodePath(part) !== segment.text) return undefined;
      continue;
    }
    if (part === "") return undefined;
    parameters[segment.name] = decodePath(part);
  }
  return parts.length === segments.length ? parameters : undefined;
}

/** A malformed escape stays as it was sent. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
