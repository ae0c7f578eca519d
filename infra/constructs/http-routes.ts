import { type HttpApi, HttpMethod, HttpNoneAuthorizer, type IHttpRouteAuthorizer } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { methodOf, pathOf, type Route } from "../../lib/shared/route.ts";
import { acknowledge } from "../rule-findings.ts";
import type { ServiceFunction } from "./service-function.ts";

const publicReason = "Its contract says that nobody signs in: programs call it by a secret that its use case verifies.";

/** Gives each route of a context its place in the API: to its function, behind the authorizer unless it is public. */
export function addRoutes(
  api: HttpApi,
  { routes, to, authorizer }: { routes: readonly Route[]; to: ServiceFunction; authorizer: IHttpRouteAuthorizer },
): void {
  const [first] = routes;
  if (first === undefined) return;
  // One permission for the whole API: a permission per route would outgrow the 20 KB of a function's policy.
  const integration = new HttpLambdaIntegration(`${first.context}Integration`, to.lambda, {
    scopePermissionToRoute: false,
  });
  for (const route of routes) {
    const isPublic = route.access.kind === "public";
    const made = api.addRoutes({
      path: pathOf(route),
      methods: [HttpMethod[methodOf(route)]],
      integration,
      authorizer: isPublic ? new HttpNoneAuthorizer() : authorizer,
    });
    if (isPublic) for (const one of made) acknowledge(one, "AwsSolutions-APIG4", publicReason);
  }
}
