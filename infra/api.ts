import { CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpNoneAuthorizer, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type * as z from "zod";
import { environment as auditApi } from "../functions/audit-api/environment.ts";
import { environment as bootstrap } from "../functions/bootstrap/environment.ts";
import { environment as identityApi } from "../functions/identity-api/environment.ts";
import { environment as membershipApi } from "../functions/membership-api/environment.ts";
import { environment as organizationApi } from "../functions/organization-api/environment.ts";
import { environment as rosterImportApi } from "../functions/roster-import-api/environment.ts";
import { environment as unmatchedEnvironment } from "../functions/unmatched-route/environment.ts";
import { auditTable } from "../lib/audit/table.ts";
import { routesByContext } from "../lib/contract.ts";
import { identityTable } from "../lib/identity/table.ts";
import { membershipTable } from "../lib/membership/table.ts";
import { organizationTable } from "../lib/organization/table.ts";
import { rosterImportTable } from "../lib/roster-import/table.ts";
import { addRoutes } from "./constructs/http-routes.ts";
import { ServiceFunction } from "./constructs/service-function.ts";
import type { DataStack } from "./data.ts";
import { pascalCase } from "./pascal-case.ts";
import { acknowledge } from "./rule-findings.ts";
import type { Stage } from "./stage.ts";

export interface Oidc {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
}

/** The HTTP API: one function per context behind the JWT authorizer of the campus identity provider. */
export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly functions: readonly ServiceFunction[];
  /** As the operator gave them at deployment. */
  readonly oidc: Oidc;
  private readonly stage: Stage;
  private readonly data: DataStack;

  constructor(scope: Construct, id: string, props: StackProps & { stage: Stage; data: DataStack; oidc: Oidc }) {
    super(scope, id, props);
    this.stage = props.stage;
    this.data = props.data;
    this.api = new HttpApi(this, "Api", { createDefaultStage: false });
    this.createStage();

    const issuer = new CfnParameter(this, "OidcIssuer", {
      default: props.oidc.issuer,
      description: "Issuer of the campus identity provider",
    });
    const audience = new CfnParameter(this, "OidcAudience", {
      default: props.oidc.audience,
      description: "Audience of its access tokens for this API",
    });
    const clientId = new CfnParameter(this, "OidcClientId", {
      default: props.oidc.clientId,
      description: "Id under which the identity provider knows the web application (public client, code and PKCE)",
    });
    this.oidc = {
      issuer: issuer.valueAsString,
      audience: audience.valueAsString,
      clientId: clientId.valueAsString,
    };
    const authorizer = new HttpJwtAuthorizer("Campus", this.oidc.issuer, { jwtAudience: [this.oidc.audience] });

    const tables = {
      ORGANIZATION_TABLE: this.data.tableOf(organizationTable).table.tableName,
      IDENTITY_TABLE: this.data.tableOf(identityTable).table.tableName,
    };
    const identity = this.apiFunction("identity-api", "Who is signed in", identityApi, tables);
    identity.allowTable(this.data.tableOf(identityTable), { read: ["GetItem"] });
    identity.allowTable(this.data.tableOf(organizationTable), { read: ["GetItem"] });

    const organization = this.apiFunction("organization-api", "The organisation tree", organizationApi, tables);
    organization.allowTable(this.data.tableOf(identityTable), { read: ["GetItem"] });
    organization.allowTable(this.data.tableOf(organizationTable), {
      read: ["GetItem", "Query"],
      indexes: ["byTree"],
      write: ["PutItem", "UpdateItem", "DeleteItem"],
    });

    const audit = this.apiFunction("audit-api", "The record of operations", auditApi, {
      ...tables,
      AUDIT_TABLE: this.data.tableOf(auditTable).table.tableName,
    });
    audit.allowTable(this.data.tableOf(identityTable), { read: ["GetItem", "BatchGetItem"] });
    audit.allowTable(this.data.tableOf(organizationTable), { read: ["GetItem"] });
    audit.allowTable(this.data.tableOf(auditTable), { read: ["GetItem"] });
    audit.allow(
      ["dynamodb:Query"],
      [
        this.data.tableOf(auditTable).table.tableArn,
        `${this.data.tableOf(auditTable).table.tableArn}/index/byOrganization`,
      ],
    );

    const rosterImport = this.rosterImportFunction(tables);

    const membership = this.membershipFunction(tables);
    addRoutes(this.api, { routes: routesByContext.identity, to: identity, authorizer });
    addRoutes(this.api, { routes: routesByContext.organization, to: organization, authorizer });
    addRoutes(this.api, { routes: routesByContext.membership, to: membership, authorizer });
    addRoutes(this.api, { routes: routesByContext.audit, to: audit, authorizer });
    addRoutes(this.api, { routes: routesByContext["roster-import"], to: rosterImport, authorizer });
    this.functions = [
      identity,
      organization,
      membership,
      audit,
      rosterImport,
      this.unmatchedRoute(),
      this.bootstrap(tables),
    ];
    new CfnOutput(this, "ApiUrl", { value: this.api.apiEndpoint });
  }

  private apiFunction<Schema extends z.ZodObject>(
    name: string,
    description: string,
    schema: Schema,
    environment: Record<keyof z.output<Schema>, string>,
  ): ServiceFunction<Schema> {
    return new ServiceFunction(this, pascalCase(name), {
      stage: this.stage,
      name,
      description,
      schema,
      environment,
      // API Gateway gives up after 29 s; nobody waits that long.
      timeout: Duration.seconds(10),
      memoryMb: 1024,
    });
  }

  private rosterImportFunction(tables: { ORGANIZATION_TABLE: string; IDENTITY_TABLE: string }): ServiceFunction {
    const imports = this.data.tableOf(rosterImportTable);
    const { rosterFiles, key } = this.data;
    const api = this.apiFunction("roster-import-api", "Uploads, previews and commits of rosters", rosterImportApi, {
      ...tables,
      ROSTER_IMPORT_TABLE: imports.table.tableName,
      ROSTER_FILES: rosterFiles.bucketName,
    });
    api.allowTable(this.data.tableOf(identityTable), { read: ["GetItem"] });
    api.allowTable(this.data.tableOf(organizationTable), { read: ["GetItem"] });
    api.allowTable(imports, { read: ["GetItem", "Query"], indexes: ["byOrganization"], write: ["PutItem"] });
    api.allowObjects({ bucket: rosterFiles, key }, ["GetObject", "PutObject", "DeleteObject"]);
    return api;
  }

  private membershipFunction(tables: { ORGANIZATION_TABLE: string; IDENTITY_TABLE: string }): ServiceFunction {
    const membership = this.data.tableOf(membershipTable);
    const { tableArn } = membership.table;
    const api = this.apiFunction("membership-api", "People and their membership", membershipApi, {
      ...tables,
      MEMBERSHIP_TABLE: membership.table.tableName,
      VAULT_KEY: this.data.vaultKey.keyArn,
    });
    api.allowTable(this.data.tableOf(identityTable), { read: ["GetItem", "BatchGetItem"] });
    api.allowTable(this.data.tableOf(organizationTable), { read: ["GetItem"], indexes: ["byTree"] });
    api.allowTable(membership, { read: ["GetItem"], write: ["PutItem", "DeleteItem"] });
    api.allow(["kms:Decrypt"], [this.data.vaultKey.keyArn]);
    api.allow(["dynamodb:Query"], [tableArn, `${tableArn}/index/byPlace`, `${tableArn}/index/byStage`]);
    return api;
  }

  private unmatchedRoute(): ServiceFunction {
    const unmatched = new ServiceFunction(this, "UnmatchedRoute", {
      stage: this.stage,
      name: "unmatched-route",
      description: "Answers addresses and methods that the API does not have",
      schema: unmatchedEnvironment,
      environment: {},
      timeout: Duration.seconds(3),
      memoryMb: 256,
    });
    const [route] = this.api.addRoutes({
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

  private bootstrap(tables: { ORGANIZATION_TABLE: string; IDENTITY_TABLE: string }): ServiceFunction {
    const membership = this.data.tableOf(membershipTable);
    const seeder = new ServiceFunction(this, "Bootstrap", {
      stage: this.stage,
      name: "bootstrap",
      description:
        "Invoked by an operator: puts the university committee and first accounts into an empty installation",
      schema: bootstrap,
      environment: {
        ...tables,
        MEMBERSHIP_TABLE: membership.table.tableName,
        VAULT_KEY: this.data.vaultKey.keyArn,
      },
      timeout: Duration.minutes(1),
    });
    seeder.allowTable(this.data.tableOf(identityTable), { read: ["GetItem"], write: ["PutItem"] });
    seeder.allowTable(this.data.tableOf(organizationTable), { read: ["GetItem"], write: ["PutItem", "UpdateItem"] });
    seeder.allowTable(membership, { read: ["GetItem"], write: ["PutItem"] });
    seeder.allow(["kms:Encrypt", "kms:Decrypt"], [this.data.vaultKey.keyArn]);
    new CfnOutput(this, "BootstrapFunction", { value: seeder.lambda.functionName });
    return seeder;
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
            latencyMs: "$context.responseLatency",
          }),
        ),
      },
    });
  }
}
