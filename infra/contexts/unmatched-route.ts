import { Duration } from "aws-cdk-lib";
import { HttpNoneAuthorizer } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { environment as unmatchedEnvironment } from "../../functions/unmatched-route/environment.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import { acknowledge } from "../rule-findings.ts";
import type { ApiParts } from "./parts.ts";

export function unmatchedRoute({ scope, stage, api }: ApiParts): ServiceFunction {
  const unmatched = new ServiceFunction(scope, "UnmatchedRoute", {
    stage,
    name: "unmatched-route",
    description: "Answers addresses and methods that the API does not have",
    schema: unmatchedEnvironment,
    environment: {},
    timeout: Duration.seconds(3),
    memoryMb: 256,
  });
  const [route] = api.addRoutes({
    path: "/{proxy+}",
    integration: new HttpLambdaIntegration("UnmatchedIntegration", unmatched.lambda, {
      scopePermissionToRoute: false,
    }),
    authorizer: new HttpNoneAuthorizer(),
  });
  if (route !== undefined) {
    acknowledge(route, "AwsSolutions-APIG4", "Says 404 or 405 about addresses that do not exist; it reads nothing.");
  }
  return unmatched;
}
