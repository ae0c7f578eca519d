import { randomUUID } from "node:crypto";
import type { EdgeRequest } from "../ports.ts";

export interface Selection {
  readonly kind: "none" | "all" | "only" | "except";
  readonly names: readonly string[];
}

/** Which parts of the viewer's request a policy sends to the origin. */
export interface ForwardingPolicy {
  readonly headers: Selection;
  readonly cookies: Selection;
  readonly queryStrings: Selection;
}

export interface CachePolicy extends ForwardingPolicy {
  readonly gzip: boolean;
  readonly brotli: boolean;
}

/** Describe the body or a conditional request, and always travel. */
const ALWAYS = [
  "content-type",
  "content-length",
  "content-encoding",
  "content-md5",
  "if-none-match",
  "if-modified-since",
  "range",
];
const METHODS_WITH_AUTHORIZATION = ["POST", "PUT", "PATCH", "DELETE"];

/**
 * Without a policy that says so, CloudFront drops the query, the cookies, nearly all headers and, for reads, even
 * `authorization`. That is reproduced, because a forgotten origin request policy works on no other stage either.
 */
export function toOriginRequest(
  request: EdgeRequest,
  policies: readonly ForwardingPolicy[],
  originDomain: string,
): EdgeRequest {
  const selects = (part: keyof ForwardingPolicy, name: string) =>
    policies.some((policy) => isSelected(policy[part], name));
  const headers: Record<string, string> = { host: originDomain, "user-agent": "Amazon CloudFront" };
  for (const [name, value] of Object.entries(request.headers)) {
    if (name === "cookie") continue;
    const isCredential = name === "authorization" && METHODS_WITH_AUTHORIZATION.includes(request.method);
    if (ALWAYS.includes(name) || isCredential || selects("headers", name)) headers[name] = value;
  }
  const cookies = (request.headers.cookie ?? "").split(/;\s*/).filter((cookie) => {
    return cookie !== "" && selects("cookies", cookie.split("=", 1)[0] ?? "");
  });
  if (cookies.length > 0) headers.cookie = cookies.join("; ");
  headers["x-forwarded-for"] = [request.headers["x-forwarded-for"], request.sourceIp].filter(Boolean).join(", ");
  headers.via = "1.1 local.cloudfront.net (CloudFront)";
  headers["x-amz-cf-id"] = randomUUID();
  const query = request.rawQuery.split("&").filter((pair) => {
    return pair !== "" && selects("queryStrings", decode(pair.split("=", 1)[0] ?? ""));
  });
  return { ...request, headers, rawQuery: query.join("&") };
}

function isSelected(selection: Selection, name: string): boolean {
  if (selection.kind === "all") return true;
  if (selection.kind === "none") return false;
  const isNamed = selection.names.some((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return selection.kind === "only" ? isNamed : !isNamed;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
