import type { AuthorizerCall } from "./model.ts";

export type ReadIdentity = (call: Pick<AuthorizerCall, "request" | "route">) => string | undefined;

/** "$request.header.Authorization", "$request.querystring.token" or "$context.routeKey"; a missing or empty one is undefined. */
export function identityReader(source: string): ReadIdentity {
  if (source === "$context.routeKey") return ({ route }) => route.routeKey;
  const [, place, name] = /^\$request\.(header|querystring)\.([\w-]+)$/.exec(source) ?? [];
  if (name === undefined) throw new Error(`identity source "${source}" is not supported`);
  const read: ReadIdentity =
    place === "header"
      ? ({ request }) => request.headers[name.toLowerCase()]
      : ({ request }) => new URLSearchParams(request.rawQuery).get(name) ?? undefined;
  return (call) => read(call) || undefined;
}
