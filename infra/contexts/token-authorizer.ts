import { Duration } from "aws-cdk-lib";
import type { IHttpRouteAuthorizer } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { environment } from "../../functions/verify-token/environment.ts";
import { verdictCacheSeconds } from "../../lib/shared/token-verdict.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import type { Oidc } from "../operator-parameters.ts";
import type { ApiParts } from "./parts.ts";

/** The function that verifies tokens, and the authorizer that asks it once in a while for each token. */
export function tokenAuthorizer({
  scope,
  stage,
  oidc,
}: Pick<ApiParts, "scope" | "stage"> & { oidc: Pick<Oidc, "issuer" | "audience"> }): {
  readonly verifier: ServiceFunction;
  readonly authorizer: IHttpRouteAuthorizer;
} {
  const verifier = new ServiceFunction(scope, "VerifyToken", {
    stage,
    name: "verify-token",
    description: "Verifies the access tokens of the campus identity provider for the API",
    schema: environment,
    environment: { OIDC_ISSUER: oidc.issuer, OIDC_AUDIENCE: oidc.audience },
    // API Gateway gives an authorizer up after 10 s.
    timeout: Duration.seconds(8),
    // Its start stands before every first answer, and the processor grows with the memory.
    memoryMb: 1024,
  });
  const authorizer = new HttpLambdaAuthorizer("CampusToken", verifier.lambda, {
    authorizerName: "CampusToken",
    responseTypes: [HttpLambdaResponseType.SIMPLE],
    identitySource: ["$request.header.Authorization"],
    resultsCacheTtl: Duration.seconds(verdictCacheSeconds),
  });
  return { verifier, authorizer };
}
