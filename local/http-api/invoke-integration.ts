import type { CloudParts, EdgeResponse, LambdaFunction, Principal } from "../ports.ts";
import { fromLambdaPayload } from "./lambda-response.ts";
import type { Authorization, Integration } from "./model.ts";

export interface InvokeParts {
  readonly authority: Pick<CloudParts["authority"], "authorize">;
  readonly functions: ReadonlyMap<string, Pick<LambdaFunction, "invoke">>;
}

export interface IntegrationOutcome {
  readonly response: EdgeResponse;
  /** Goes to `$context.integrationErrorMessage`; the client never sees it. */
  readonly errorMessage?: string;
}

/** Lambda takes 6 MB (and refuses more as 413), although the gateway itself lets 10 MB in. */
const LAMBDA_PAYLOAD_BYTES = 6_291_556;

export function gatewayError(status: number, message: string, headers: Record<string, string> = {}): EdgeResponse {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: Buffer.from(JSON.stringify({ message })),
  };
}

/** The fixed answers of the gateway: nothing in a template changes them. */
export function answerRefusal({ kind, challenge }: Extract<Authorization, { challenge?: string }>): EdgeResponse {
  const headers = challenge === undefined ? undefined : { "www-authenticate": challenge };
  return kind === "unauthorized" ? gatewayError(401, "Unauthorized", headers) : gatewayError(403, "Forbidden", headers);
}

export async function invokeIntegration(
  parts: InvokeParts,
  integration: Integration,
  principal: Principal,
  event: Record<string, unknown>,
): Promise<IntegrationOutcome> {
  const target = parts.functions.get(integration.functionArn);
  if (target === undefined) return internalError(`function ${integration.functionArn} is not deployed`);
  if (Buffer.byteLength(JSON.stringify(event)) > LAMBDA_PAYLOAD_BYTES) {
    return { response: gatewayError(413, "Request Entity Too Large"), errorMessage: "event larger than 6 MB" };
  }
  try {
    parts.authority.authorize(principal, "lambda:InvokeFunction", integration.functionArn);
    const result = await withDeadline(target.invoke(event), integration.timeoutMilliseconds);
    if (result === "timeout") return unavailable("integration timed out");
    if (result.error !== undefined) return internalError(`${result.error.errorType}: ${result.error.errorMessage}`);
    const response = fromLambdaPayload(result.payload);
    return response === undefined ? internalError("malformed proxy response") : { response };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof Error && error.name === "ThrottledError" ? unavailable(message) : internalError(message);
  }
}

export function internalError(errorMessage: string): IntegrationOutcome {
  return { response: gatewayError(500, "Internal Server Error"), errorMessage };
}

function unavailable(errorMessage: string): IntegrationOutcome {
  return { response: gatewayError(503, "Service Unavailable"), errorMessage };
}

/** The function runs on after the gateway gave up, as on AWS. */
export async function withDeadline<T>(work: Promise<T>, milliseconds: number): Promise<T | "timeout"> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<"timeout">((resolve) => {
    timer = setTimeout(() => resolve("timeout"), milliseconds);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
