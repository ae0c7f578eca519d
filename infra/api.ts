import { CfnOutput, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { AnonymousStack } from "./anonymous.ts";
import type { ServiceFunction } from "./constructs/service-function.ts";
import { activityApi, activityFilesApi } from "./contexts/activity.ts";
import { auditApi } from "./contexts/audit.ts";
import { bootstrapFunction } from "./contexts/bootstrap.ts";
import { feedbackApi } from "./contexts/feedback.ts";
import { identityApi } from "./contexts/identity.ts";
import { ledgerApi } from "./contexts/ledger.ts";
import { membershipApi } from "./contexts/membership.ts";
import { deliveryLettersApi, messageApi, messageFilesApi, recountReceiptsFunction } from "./contexts/message.ts";
import type { DeliveryQueues } from "./contexts/message-delivery.ts";
import { obligationApi } from "./contexts/obligation.ts";
import { organizationApi } from "./contexts/organization.ts";
import { peopleExportApi } from "./contexts/people-export.ts";
import { personalDataApi } from "./contexts/personal-data.ts";
import { rosterImportApi } from "./contexts/roster-import.ts";
import { rebuildStatisticsFunction, statisticsApi } from "./contexts/statistics.ts";
import { tokenAuthorizer } from "./contexts/token-authorizer.ts";
import { transferApi } from "./contexts/transfer.ts";
import { unmatchedRoute } from "./contexts/unmatched-route.ts";
import type { DataStack } from "./data.ts";
import { type Oidc, operatorParameters } from "./operator-parameters.ts";
import type { Stage } from "./stage.ts";

/** The HTTP API: one function per context behind the authorizer that verifies tokens of the campus identity provider. */
export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly functions: readonly ServiceFunction[];
  private readonly stage: Stage;

  constructor(
    scope: Construct,
    id: string,
    props: StackProps & {
      stage: Stage;
      data: DataStack;
      anonymous: AnonymousStack;
      oidc: Oidc;
      deliveryQueues: DeliveryQueues;
    },
  ) {
    super(scope, id, props);
    this.stage = props.stage;
    this.api = new HttpApi(this, "Api", { createDefaultStage: false });
    this.createStage();

    const { issuer, audience, feedbackOrigin } = operatorParameters(this, props.oidc);
    const { verifier, authorizer } = tokenAuthorizer({
      scope: this,
      stage: this.stage,
      oidc: { issuer: issuer(), audience: audience() },
    });

    const parts = { scope: this, stage: this.stage, data: props.data, api: this.api, authorizer };
    this.functions = [
      verifier,
      identityApi(parts),
      organizationApi(parts),
      membershipApi(parts),
      personalDataApi(parts),
      auditApi(parts),
      rosterImportApi(parts),
      statisticsApi(parts),
      transferApi(parts),
      peopleExportApi(parts),
      activityApi(parts),
      activityFilesApi(parts),
      messageFilesApi(parts),
      ledgerApi(parts),
      obligationApi(parts),
      messageApi(parts),
      feedbackApi({ ...parts, anonymous: props.anonymous, origin: feedbackOrigin() }),
      deliveryLettersApi(parts, props.deliveryQueues),
      unmatchedRoute(parts),
      bootstrapFunction(parts),
      rebuildStatisticsFunction(parts),
      recountReceiptsFunction(parts),
    ];
    new CfnOutput(this, "ApiUrl", { value: this.api.apiEndpoint });
  }

  private createStage(): void {
    const accessLog = new LogGroup(this, "AccessLog", {
      retention: this.stage.logRetention,
      removalPolicy: this.stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    new HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      throttle: this.stage.throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        // The address is kept because network logs must tell who connected; no account and no query.
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: "$context.requestId",
            at: "$context.requestTimeEpoch",
            address: "$context.identity.sourceIp",
            route: "$context.routeKey",
            status: "$context.status",
            authorizerError: "$context.authorizer.error",
            tokenRefused: "$context.authorizer.reason",
            latencyMs: "$context.responseLatency",
          }),
        ),
      },
    });
  }
}
