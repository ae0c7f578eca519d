import { CfnOutput, Duration, Fn, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { HttpApi, HttpMethod, HttpNoneAuthorizer, HttpStage } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { AttributeType, BillingMode, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { environment } from "../functions/accept-feedback/environment.ts";
import { anonymousTables, directoryTable, mailboxTable, poolTable, spentTable } from "../lib/anonymous/table.ts";
import type { TableDefinition } from "../lib/shared/table.ts";
import { originOf, type Partition } from "./bucket-origin.ts";
import { SilentFunction } from "./constructs/silent-function.ts";
import { answerAt, type OwnDomain } from "./own-domain.ts";
import { pascalCase } from "./pascal-case.ts";
import { acknowledge } from "./rule-findings.ts";
import type { Stage } from "./stage.ts";

interface AnonymousStackProps extends StackProps {
  readonly stage: Stage;
  readonly partition: Partition;
  readonly domain: OwnDomain | undefined;
}

/**
 * The anonymous plane: a host of its own with the writer's page, published files and one route that takes envelopes. Where
 * the platform would keep an address or a time, it is told not to; each finding of the rule pack that follows from this is
 * answered below, and tests hold the templates to the opposite of what the pack asks for.
 */
export class AnonymousStack extends Stack {
  private readonly tables = new Map<TableDefinition, Table>();
  /** The writer's page, published keys, lists of numbers and bundles of replies. */
  readonly files: Bucket;
  /** Wraps the seeds of the mixer's keys. */
  readonly mixerKey: Key;
  private readonly stage: Stage;

  constructor(scope: Construct, id: string, props: AnonymousStackProps) {
    super(scope, id, props);
    this.stage = props.stage;
    const removalPolicy = this.stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    for (const definition of anonymousTables) this.tables.set(definition, this.createTable(definition, removalPolicy));
    this.mixerKey = new Key(this, "MixerKey", {
      description: "Wraps the keys with which the mixer of dangjian-cloud opens envelopes",
      enableKeyRotation: true,
      removalPolicy,
    });
    this.files = new Bucket(this, "Files", {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy,
    });
    acknowledge(this.files, "AwsSolutions-S1", "An access log would say who fetched replies, and when.");
    const api = this.createApi(this.createDrop());
    this.createSite(api, props);
  }

  tableOf(definition: TableDefinition): Table {
    const table = this.tables.get(definition);
    if (table === undefined) throw new Error(`the anonymous plane has no table of ${definition.context}`);
    return table;
  }

  /** No stream; no restorable seconds where a restore would date each item; a key of AWS, whose use is not recorded. */
  private createTable(definition: TableDefinition, removalPolicy: RemovalPolicy): Table {
    const table = new Table(this, `${pascalCase(definition.context)}Table`, {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      sortKey: { name: "sk", type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.DEFAULT,
      deletionProtection: this.stage.keepsData,
      removalPolicy,
      // Messages that were handed on must not be lost, and they know their day anyway.
      ...(definition === mailboxTable && {
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      }),
      ...(definition.ttlAttribute !== undefined && { timeToLiveAttribute: definition.ttlAttribute }),
    });
    if (definition !== mailboxTable) {
      acknowledge(table, "AwsSolutions-DDB3", "Restoring it to one second after the other would date every item.");
    }
    return table;
  }

  private createDrop(): SilentFunction {
    const drop = new SilentFunction(this, "AcceptFeedback", {
      name: "accept-feedback",
      description: "Takes a sealed envelope for an unspent token, and keeps nothing else of the request",
      schema: environment,
      environment: {
        POOL_TABLE: this.tableOf(poolTable).tableName,
        SPENT_TABLE: this.tableOf(spentTable).tableName,
        DIRECTORY_TABLE: this.tableOf(directoryTable).tableName,
      },
      timeout: Duration.seconds(10),
      memoryMb: 1024,
      // Whoever floods the route that asks for no login fills this share, and nobody else's.
      reservedConcurrency: this.stage.dropConcurrency,
    });
    drop.allowTable(this.tableOf(poolTable), ["PutItem"]);
    drop.allowTable(this.tableOf(spentTable), ["GetItem", "PutItem"]);
    drop.allowTable(this.tableOf(directoryTable), ["GetItem"]);
    return drop;
  }

  private createApi(drop: SilentFunction): HttpApi {
    const api = new HttpApi(this, "Drop", { createDefaultStage: false });
    const httpStage = new HttpStage(this, "DropStage", {
      httpApi: api,
      stageName: "$default",
      autoDeploy: true,
      throttle: this.stage.throttle,
    });
    const integration = new HttpLambdaIntegration("DropIntegration", drop.lambda, { scopePermissionToRoute: false });
    const [route] = api.addRoutes({
      path: "/drop",
      methods: [HttpMethod.POST],
      integration,
      authorizer: new HttpNoneAuthorizer(),
    });
    acknowledge(httpStage, "AwsSolutions-APIG1", "An access log holds the address and the time of whoever writes.");
    if (route !== undefined) {
      acknowledge(route, "AwsSolutions-APIG4", "A token that tells nobody's name takes the place of a login here.");
    }
    return api;
  }

  private createSite(api: HttpApi, { partition, domain }: Pick<AnonymousStackProps, "partition" | "domain">): void {
    const headers = this.securityHeaders();
    const apiHost = Fn.select(2, Fn.split("/", api.apiEndpoint));
    const site = new Distribution(this, "Site", {
      comment: "dangjian-cloud: anonymous feedback",
      defaultRootObject: "feedback.html",
      defaultBehavior: {
        origin: originOf(this.files as IBucket, partition),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: headers,
        compress: true,
      },
      additionalBehaviors: {
        // Cookies, query, agent and language of the browser stay at the edge: no policy forwards them.
        "/drop": {
          origin: new HttpOrigin(apiHost),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          responseHeadersPolicy: headers,
        },
      },
    });
    acknowledge(site, "AwsSolutions-CFR1", "A campus network has no use for restrictions by country.");
    acknowledge(site, "AwsSolutions-CFR2", "A firewall keeps samples of requests with their addresses.");
    acknowledge(site, "AwsSolutions-CFR3", "A log of the edge holds the address and the time of whoever writes.");
    answerAt(site, domain);
    if (partition === "aws-cn") {
      acknowledge(site, "AwsSolutions-CFR7", "AWS China has no origin access control in CloudFormation.");
    }
    new CfnOutput(this, "FeedbackBucketName", { value: this.files.bucketName });
    new CfnOutput(this, "FeedbackSiteId", { value: site.distributionId });
    new CfnOutput(this, "FeedbackHost", { value: site.distributionDomainName });
  }

  /** The published keys may be read by the application, which holds them against its own; nothing else is shared. */
  private securityHeaders(): ResponseHeadersPolicy {
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join("; ");
    return new ResponseHeadersPolicy(this, "Headers", {
      corsBehavior: {
        accessControlAllowCredentials: false,
        accessControlAllowHeaders: ["content-type"],
        accessControlAllowMethods: ["GET"],
        accessControlAllowOrigins: ["*"],
        originOverride: true,
      },
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: policy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: "cross-origin-opener-policy", value: "same-origin", override: true },
          { header: "permissions-policy", value: "camera=(), geolocation=(), microphone=()", override: true },
        ],
      },
    });
  }
}
