import { ApiError } from "../api/errors.ts";

/** Whether the message is not to be seen, or not any more. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === "problem" && error.failure.problem.code === "not_found";
}
