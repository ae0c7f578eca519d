import type { Access, Capability } from "./access.ts";
import type { ErrorCode } from "./errors.ts";

/** What a route that reads one thing may answer with. */
export const readErrors: readonly ErrorCode[] = ["unauthenticated", "forbidden", "not_found", "validation_failed"];

/** What a route that changes something may answer with. */
export const changeErrors: readonly ErrorCode[] = [
  ...readErrors,
  "malformed_request",
  "refused",
  "conflict",
  "payload_too_large",
  "unsupported_media_type",
  "idempotency_key_reused",
];

/** Whoever holds the capability at the place that a part of the request names. */
export function at(capability: Capability, part: "params" | "query" | "body", field: string): Access {
  return { kind: "capability", capability, at: [{ in: part, field }] };
}

/** Whoever holds the capability somewhere; whether it covers the thing that is asked for is seen with the thing. */
export function anywhere(capability: Capability): Access {
  return { kind: "capability", capability, at: "anywhere" };
}
