import type { EdgeRequest, EdgeResponse } from "../ports.ts";
import type { CorsConfiguration } from "./model.ts";

const CORS_HEADERS = [
  "access-control-allow-origin",
  "access-control-allow-methods",
  "access-control-allow-headers",
  "access-control-allow-credentials",
  "access-control-expose-headers",
  "access-control-max-age",
];

export function isPreflight(request: EdgeRequest): boolean {
  return (
    request.method === "OPTIONS" &&
    request.headers.origin !== undefined &&
    request.headers["access-control-request-method"] !== undefined
  );
}

/** Answered by the gateway itself, whatever routes and authorizers there are. */
export function answerPreflight(cors: CorsConfiguration, request: EdgeRequest): EdgeResponse {
  const origin = allowedOrigin(cors, request.headers.origin);
  const headers: Record<string, string> = {};
  if (origin !== undefined) {
    Object.assign(headers, originHeaders(cors, origin));
    if (cors.allowMethods.length > 0) headers["access-control-allow-methods"] = cors.allowMethods.join(",");
    if (cors.allowHeaders.length > 0) headers["access-control-allow-headers"] = cors.allowHeaders.join(",");
    if (cors.maxAgeSeconds !== undefined) headers["access-control-max-age"] = String(cors.maxAgeSeconds);
  }
  return { status: 204, headers, body: new Uint8Array() };
}

/** With a CORS configuration, the headers of the gateway replace those of the function. */
export function withCorsHeaders(cors: CorsConfiguration, request: EdgeRequest, response: EdgeResponse): EdgeResponse {
  const headers = Object.fromEntries(
    Object.entries(response.headers).filter(([name]) => !CORS_HEADERS.includes(name.toLowerCase())),
  );
  const origin = allowedOrigin(cors, request.headers.origin);
  if (origin === undefined) return { ...response, headers };
  const exposed =
    cors.exposeHeaders.length > 0 ? { "access-control-expose-headers": cors.exposeHeaders.join(",") } : {};
  return { ...response, headers: { ...headers, ...originHeaders(cors, origin), ...exposed } };
}

function originHeaders(cors: CorsConfiguration, origin: string): Record<string, string> {
  return {
    "access-control-allow-origin": origin,
    ...(origin === "*" ? {} : { vary: "origin" }),
    ...(cors.allowCredentials ? { "access-control-allow-credentials": "true" } : {}),
  };
}

function allowedOrigin(cors: CorsConfiguration, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  if (cors.allowOrigins.includes("*")) return "*";
  const matches = cors.allowOrigins.some(
    (allowed) => allowed === origin || (/^https?:\/\/\*$/.test(allowed) && origin.startsWith(allowed.slice(0, -1))),
  );
  return matches ? origin : undefined;
}
