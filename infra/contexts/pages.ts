import { Duration } from "aws-cdk-lib";
import { HttpApi, HttpMethod, HttpNoneAuthorizer, HttpStage } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { environment } from "../../functions/serve-page/environment.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import type { Oidc } from "../operator-parameters.ts";
import { acknowledge } from "../rule-findings.ts";
import type { Stage } from "../stage.ts";

interface PagesParts {
  readonly scope: Construct;
  readonly stage: Stage;
  readonly bucket: Bucket;
  readonly oidc: Oidc;
}

/**
 * Where CloudFormation knows no functions at the edge: an API that answers the addresses of screens and the settings of this
 * deployment, as `infra/edge/page-request.js` does elsewhere.
 */
export function pagesApi({ scope, stage, bucket, oidc }: PagesParts): HttpApi {
  const pages = new ServiceFunction(scope, "ServePage", {
    stage,
    name: "serve-page",
    description: "Answers the addresses of screens with the application, and tells it who signs people in",
    schema: environment,
    environment: {
      SITE_BUCKET: bucket.bucketName,
      OIDC_ISSUER: oidc.issuer,
      OIDC_AUDIENCE: oidc.audience,
      OIDC_CLIENT_ID: oidc.clientId,
    },
    timeout: Duration.seconds(10),
    memoryMb: 1024,
  });
  const files = ["index.html", "docs/index.html"].map((file) => bucket.arnForObjects(file));
  pages.allow(["s3:GetObject"], files);
  const api = new HttpApi(scope, "Pages", { createDefaultStage: false });
  const httpStage = new HttpStage(scope, "PagesStage", {
    httpApi: api,
    stageName: "$default",
    autoDeploy: true,
    throttle: stage.throttle,
  });
  acknowledge(
    httpStage,
    "AwsSolutions-APIG1",
    "Page views are not followed; requests to the product's API are logged.",
  );
  const integration = new HttpLambdaIntegration("PagesIntegration", pages.lambda, { scopePermissionToRoute: false });
  const made = ["/", "/{proxy+}"].flatMap((path) =>
    api.addRoutes({
      path,
      methods: [HttpMethod.GET, HttpMethod.HEAD],
      integration,
      authorizer: new HttpNoneAuthorizer(),
    }),
  );
  for (const route of made) {
    acknowledge(route, "AwsSolutions-APIG4", "The application is for everybody; it shows nothing before the sign-on.");
  }
  return api;
}
