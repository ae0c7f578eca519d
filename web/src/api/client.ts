import type { RequestOf, ResponseOf, RouteKey } from "./contract.ts";
import { ApiError, failureOf, readRetryAfter } from "./errors.ts";

/** What the client asks of the login: a token, a silent refresh, and to be told when both are over. */
export interface TokenSource {
  accessToken(): string | undefined;
  /** Resolves to false when only a new login helps. */
  refresh(): Promise<boolean>;
  expire(): void;
}

interface ClientOptions {
  readonly tokens: TokenSource;
  readonly fetch: typeof fetch;
  readonly now: () => number;
}

/** With a POST: the same key for every attempt at one action of a person. */
type Options = { readonly idempotencyKey?: string; readonly signal?: AbortSignal };

interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export type Api = <Key extends RouteKey>(key: Key, request: RequestOf<Key> & Options) => Promise<ResponseOf<Key>>;

function urlOf(path: string, { params = {}, query = {} }: Parts): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? filled : `${filled}?${text}`;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** Calls routes by their key: `api("GET /api/organizations/{organizationId}", { params })`. Throws only `ApiError`. */
export function createApi({ tokens, fetch, now }: ClientOptions): Api {
  const send = async (key: string, parts: Parts, options: Options): Promise<Response> => {
    const [method = "GET", path = ""] = key.split(" ");
    const headers: Record<string, string> = { accept: "application/json, application/problem+json" };
    const token = tokens.accessToken();
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    if (parts.body !== undefined) headers["content-type"] = "application/json";
    if (options.idempotencyKey !== undefined) headers["idempotency-key"] = options.idempotencyKey;
    try {
      return await fetch(urlOf(path, parts), {
        method,
        headers,
        ...(parts.body !== undefined && { body: JSON.stringify(parts.body) }),
        ...(options.signal && { signal: options.signal }),
      });
    } catch (error) {
      if (options.signal?.aborted) throw error;
      throw new ApiError({ kind: "network" });
    }
  };

  return async (key, request) => {
    const parts: Parts = request;
    let response = await send(key, parts, request);
    if (response.status === 401 && (await tokens.refresh())) response = await send(key, parts, request);
    const body = await readJson(response);
    if (response.ok) return body as ResponseOf<typeof key>;
    const failure = failureOf(response.status, body);
    if (failure.kind === "expired") tokens.expire();
    throw new ApiError(failure, readRetryAfter(response.headers.get("retry-after"), now()));
  };
}
