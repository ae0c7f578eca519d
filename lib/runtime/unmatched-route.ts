import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { AppError } from "../shared/errors.ts";
import { methodOf, pathOf, type Route } from "../shared/route.ts";
import { problemAnswer } from "./http-response.ts";

/**
 * Answers what no route of the API takes: API Gateway itself would say 404 for a wrong method and in a form of its own.
 * Tells an address that has other methods (405 with `Allow`) from one that does not exist (404).
 */
export function unmatchedRoute(routes: readonly Route[]) {
  const patterns = routes.map((route) => ({
    method: methodOf(route),
    form: new RegExp(`^${pathOf(route).replace(/\{\w+\}/g, "[^/]+")}$`),
  }));
  return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const { requestId, http } = event.requestContext;
    const methods = patterns.filter(({ form }) => form.test(http.path)).map(({ method }) => method);
    const error =
      methods.length === 0
        ? new AppError("not_found", { detail: { zh: "没有这个地址。", en: "There is no such address." } })
        : new AppError("method_not_allowed", { allow: [...new Set(methods)].sort() });
    return problemAnswer(error, requestId);
  };
}
