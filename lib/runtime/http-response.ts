import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { AppError } from "../shared/errors.ts";
import { problemContentType, toProblem } from "../shared/problem.ts";
import type { Route } from "../shared/route.ts";
import { asUnavailable } from "./passing-faults.ts";

/** Also for who calls the API past the site, whose policy says the same and more. An answer is data: nothing in it may run or be framed. */
const commonHeaders = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
};

/** The answer of a route. The schema drops what the contract does not declare, so that nothing leaves by accident. */
export function answerOf(route: Route, output: unknown, requestId: string): APIGatewayProxyStructuredResultV2 {
  const answer = route.response.parse(output);
  const contentType = route.contentType ?? "application/json; charset=utf-8";
  return {
    statusCode: route.status,
    headers: { ...commonHeaders, "content-type": contentType, "x-request-id": requestId },
    body: route.contentType === undefined ? JSON.stringify(answer) : String(answer),
  };
}

/** Any thrown thing as the error that the client may see. */
export function asAppError(error: unknown): AppError {
  const known = asUnavailable(error);
  return known instanceof AppError ? known : new AppError("internal", { cause: error });
}

export function problemAnswer(error: AppError, requestId: string): APIGatewayProxyStructuredResultV2 {
  const { retryAfterSeconds, allow } = error.options;
  return {
    statusCode: error.status,
    headers: {
      ...commonHeaders,
      "content-type": problemContentType,
      "x-request-id": requestId,
      ...(error.code === "unauthenticated" && { "www-authenticate": "Bearer" }),
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
      ...(allow && { allow: allow.join(", ") }),
    },
    body: JSON.stringify(toProblem(error, requestId)),
  };
}
