import { AppError } from "../shared/errors.ts";

/** Names and codes of faults of an AWS service or of the way to it that pass by themselves. */
const passing = new Set([
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
  "InternalServerError",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "TransactionInProgressException",
  "TransactionCanceledException",
  "TimeoutError",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
]);

/** A fault of the engine that will pass becomes `unavailable`; anything else stays what it is. */
export function asUnavailable(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, $metadata } = error as { code?: string; $metadata?: { httpStatusCode?: number } };
  const isPassing = passing.has(error.name) || passing.has(code ?? "") || ($metadata?.httpStatusCode ?? 0) >= 500;
  return isPassing ? new AppError("unavailable", { retryAfterSeconds: 2, cause: error }) : error;
}
