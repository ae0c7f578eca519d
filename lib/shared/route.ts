import type * as z from "zod";
import type { Access } from "./access.ts";
import type { ErrorCode } from "./errors.ts";
import type { Text } from "./text.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type RouteKey = `${Method} /api/${string}`;

type Shape = z.ZodObject;

/** One route of the HTTP API: infra, Lambda, OpenAPI, web and tests all read this value. */
export interface Route<
  Key extends RouteKey = RouteKey,
  Params extends Shape | undefined = Shape | undefined,
  Query extends Shape | undefined = Shape | undefined,
  Body extends Shape | undefined = Shape | undefined,
  Response extends z.ZodType = z.ZodType,
> {
  /** Unique name of the operation, a verb and a noun: "createOrganization". */
  readonly id: string;
  /** Method and path as API Gateway writes it: "POST /api/organizations/{organizationId}/move". */
  readonly key: Key;
  readonly context: string;
  readonly summary: Text;
  readonly access: Access;
  /** For what weighs heavily: how long ago the login may lie, whatever the session says. */
  readonly freshLoginSeconds: number | undefined;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly response: Response;
  /** For senders whose format is their own: the body is `{ text }`, the request as it came, whatever its content type. */
  readonly takesText: boolean;
  /** For answers that are a text of another kind than JSON; the response is that text. */
  readonly contentType: string | undefined;
  readonly status: 200 | 201 | 202;
  /** What can go wrong here beside what every route can answer, see `commonErrors`. */
  readonly errors: readonly ErrorCode[];
  /** Bytes; a larger body is refused with 413. Default 64 KiB. */
  readonly maximumBodyBytes: number;
}

/** Errors that any route may answer. */
export const commonErrors: readonly ErrorCode[] = ["too_many_requests", "internal", "unavailable", "timeout"];

type RouteInputOf<P, Q, B> = {
  params: P extends z.ZodType ? z.output<P> : Record<never, never>;
  query: Q extends z.ZodType ? z.output<Q> : Record<never, never>;
  body: B extends z.ZodType ? z.output<B> : undefined;
};

/** What a handler of the route gets, after parsing. */
export type RouteInput<R> = R extends Route<RouteKey, infer P, infer Q, infer B> ? RouteInputOf<P, Q, B> : never;
/** What a client sends, before parsing: defaults may be left out. */
export type RouteRequest<R> =
  R extends Route<RouteKey, infer P, infer Q, infer B>
    ? (P extends z.ZodType ? { params: z.input<P> } : { params?: never }) &
        (Q extends z.ZodType ? { query?: z.input<Q> } : { query?: never }) &
        (B extends z.ZodType ? { body: z.input<B> } : { body?: never })
    : never;
/** What the route answers when all is well. */
export type RouteOutput<R> =
  R extends Route<RouteKey, Shape | undefined, Shape | undefined, Shape | undefined, infer S> ? z.output<S> : never;

/**
 * Query and body become strict: an unknown field is an error, not something that is silently dropped. That happens when they
 * are first asked for, because a function needs few of its routes at a time.
 */
export function defineRoute<
  const Key extends RouteKey,
  Response extends z.ZodType,
  Params extends Shape | undefined = undefined,
  Query extends Shape | undefined = undefined,
  Body extends Shape | undefined = undefined,
>(definition: {
  id: string;
  key: Key;
  context: string;
  summary: Text;
  access: Access;
  freshLoginSeconds?: number;
  params?: Params;
  query?: Query;
  body?: Body;
  takesText?: boolean;
  response: Response;
  contentType?: string;
  status?: 200 | 201 | 202;
  errors?: readonly ErrorCode[];
  maximumBodyBytes?: number;
}): Route<Key, Params, Query, Body, Response> {
  const { query, body } = definition;
  let strictQuery: Query | undefined;
  let strictBody: Body | undefined;
  return {
    ...definition,
    freshLoginSeconds: definition.freshLoginSeconds,
    params: definition.params as Params,
    takesText: definition.takesText ?? false,
    get query() {
      strictQuery ??= query?.strict() as Query;
      return strictQuery as Query;
    },
    get body() {
      strictBody ??= body?.strict() as Body;
      return strictBody as Body;
    },
    contentType: definition.contentType,
    status: definition.status ?? 200,
    errors: definition.errors ?? [],
    maximumBodyBytes: definition.maximumBodyBytes ?? 64 * 1024,
  };
}

export function methodOf(route: Pick<Route, "key">): Method {
  return route.key.slice(0, route.key.indexOf(" ")) as Method;
}

export function pathOf(route: Pick<Route, "key">): string {
  return route.key.slice(route.key.indexOf(" ") + 1);
}
