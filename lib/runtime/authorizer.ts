import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from "aws-lambda";
import type { TokenVerdict } from "../shared/token-verdict.ts";
import { log } from "./log.ts";

/**
 * The handler of the API's authorizer. It admits whatever the verdict is: what the gateway itself answers to a refusal has
 * no problem document. `identify` in `http-identity.ts` lets nobody through without a verdict.
 */
export function authorizer(judge: (authorization: string | undefined) => Promise<TokenVerdict>) {
  return async ({
    headers,
    requestContext,
  }: APIGatewayRequestAuthorizerEventV2): Promise<APIGatewaySimpleAuthorizerWithContextResult<TokenVerdict>> => {
    const verdict = await judge(headers?.authorization);
    if (verdict.verdict === "refused") {
      log("token_refused", { correlationId: requestContext.requestId, reason: verdict.reason });
    }
    return { isAuthorized: true, context: verdict };
  };
}
