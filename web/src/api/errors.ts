import type { ProblemDocument } from "./contract.ts";

/** Everything that can go wrong between the browser and the API. */
export type Failure =
  | { readonly kind: "problem"; readonly problem: ProblemDocument }
  | { readonly kind: "network" }
  | { readonly kind: "unavailable"; readonly requestId?: string }
  /** Not signed in any more, and no silent way back. */
  | { readonly kind: "expired" }
  | { readonly kind: "unexpected"; readonly status: number };

export class ApiError extends Error {
  readonly failure: Failure;
  readonly retryAfterSeconds: number | undefined;

  constructor(failure: Failure, retryAfterSeconds?: number) {
    super(failure.kind);
    this.name = "ApiError";
    this.failure = failure;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Retry-After is a number of seconds or an HTTP date. */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

function isProblem(value: unknown): value is ProblemDocument {
  return typeof value === "object" && value !== null && "code" in value && "title" in value && "status" in value;
}

/** What an answer outside 2xx means. A 503 may come from the edge, without a problem document. */
export function failureOf(status: number, body: unknown): Failure {
  if (status === 401) return { kind: "expired" };
  if (status === 503)
    return isProblem(body) ? { kind: "unavailable", requestId: body.requestId } : { kind: "unavailable" };
  return isProblem(body) ? { kind: "problem", problem: body } : { kind: "unexpected", status };
}

/** Worth another try without a change: the request may not have reached anybody. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.failure.kind === "network" || error.failure.kind === "unavailable");
}
