import { AwsError } from "./aws-error.ts";
import type { AwsRequest } from "./service.ts";

export type JsonBody = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const readJsonBody = (request: AwsRequest): JsonBody => {
  try {
    const body: unknown = JSON.parse(request.body.toString() || "{}");
    if (isRecord(body)) return body;
  } catch {
    // The same answer as for a body that is JSON and no object.
  }
  throw new AwsError(400, "SerializationException", "The request body is not a JSON object");
};

export const readText = (body: JsonBody, name: string): string => {
  const value = body[name];
  if (typeof value === "string" && value !== "") return value;
  throw new AwsError(
    400,
    "ValidationException",
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must not be null`,
  );
};

/** "DynamoDB_20120810.PutItem" gives "PutItem". */
export const targetOperation = (request: AwsRequest): string => {
  const operation = request.headers["x-amz-target"]?.split(".").at(-1);
  if (operation === undefined) throw new AwsError(400, "MissingAction", "The request has no X-Amz-Target header");
  return operation;
};

export const unknownOperation = (service: string, operation: string, file: string): AwsError =>
  new AwsError(
    400,
    "UnknownOperationException",
    `Unknown operation ${service}:${operation}: teach it in local/gateway/${file}`,
  );
