import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CfnOutput, Duration, Fn, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  type DistributionProps,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  type IOrigin,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { allRoutes } from "../lib/contract.ts";
import { pathOf } from "../lib/shared/route.ts";
import type { ApiStack } from "./api.ts";
import { originOf, type Partition } from "./bucket-origin.ts";
import { pagesApi } from "./contexts/pages.ts";
import { type Oidc, operatorParameters } from "./operator-parameters.ts";
import { answerAt, type OwnDomain } from "./own-domain.ts";
import { acknowledge } from "./rule-findings.ts";
import type { Stage } from "./stage.ts";

interface WebStackProps extends StackProps {
  readonly stage: Stage;
  readonly partition: Partition;
  readonly api: ApiStack;
  readonly oidc: Oidc;
  readonly domain: OwnDomain | undefined;
}

/** The site: application files from a private bucket, `/api/*` from the HTTP API, one host for both. */
export class WebStack extends Stack {
  /** Answers the addresses of screens where the edge has no functions. */
  readonly pages: HttpApi | undefined;

  constructor(scope: Construct, id: string, props: WebStackProps) {
    super(scope, id, props);
    const bucket = this.createBucket(props.stage);
    const parameters = operatorParameters(this, props.oidc);
    const oidc = { issuer: parameters.issuer(), audience: parameters.audience(), clientId: parameters.clientId() };
    const responseHeadersPolicy = this.securityHeaders(oidc.issuer, parameters.feedbackOrigin());
    const files = filesBehavior(originOf(bucket as IBucket, props.partition), responseHeadersPolicy);
    const api = apiBehavior(originOfApi(props.api.api), responseHeadersPolicy);
    const isChina = props.partition === "aws-cn";
    this.pages = isChina ? pagesApi({ scope: this, stage: props.stage, bucket, oidc }) : undefined;
    const behaviors =
      this.pages === undefined
        ? this.withEdgeFunctions(files, api, oidc)
        : this.withoutEdgeFunctions(files, api, this.pages);
    const distribution = new Distribution(this, "Site", { comment: "dangjian-cloud", ...behaviors });
    acknowledgeSite(distribution, bucket);
    answerAt(distribution, props.domain);
    if (isChina) {
      acknowledge(distribution, "AwsSolutions-CFR7", "AWS China has no origin access control in CloudFormation.");
    }
    if (this.pages !== undefined) new CfnOutput(this, "PagesUrl", { value: this.pages.apiEndpoint });
    new CfnOutput(this, "WebBucketName", { value: bucket.bucketName });
    new CfnOutput(this, "SiteId", { value: distribution.distributionId });
    new CfnOutput(this, "SiteHost", { value: distribution.distributionDomainName });
  }

  private withEdgeFunctions(
    files: BehaviorOptions,
    api: BehaviorOptions,
    settings: Readonly<Record<string, string>>,
  ): Behaviors {
    const atRequest = (name: string, values: Readonly<Record<string, string>>) => ({
      functionAssociations: [
        { function: this.edgeFunction(name, values), eventType: FunctionEventType.VIEWER_REQUEST },
      ],
    });
    return {
      defaultRootObject: "index.html",
      defaultBehavior: { ...files, ...atRequest("page-request", settings) },
      additionalBehaviors: {
        "/api/*": { ...api, ...atRequest("api-request", { publicPaths: patternOfPublicPaths() }) },
      },
    };
  }

  /** A function of ours takes the part of those at the edge; whoever has no token is answered by the API itself. */
  private withoutEdgeFunctions(files: BehaviorOptions, api: BehaviorOptions, pages: HttpApi): Behaviors {
    const page = { ...files, origin: originOfApi(pages), cachePolicy: CachePolicy.CACHING_DISABLED };
    return {
      defaultBehavior: page,
      // Looked at in this order: whatever has a dot in its address is a file.
      additionalBehaviors: { "/api/*": api, "/config.json": page, "*.*": files },
    };
  }

  private createBucket(stage: Stage): Bucket {
    return new Bucket(this, "Files", {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** The source has `{{name}}` where a value of the deployment belongs. */
  private edgeFunction(name: string, values: Readonly<Record<string, string>> = {}): EdgeFunction {
    const source = readFileSync(join(import.meta.dirname, "edge", `${name}.js`), "utf8");
    const filled = source.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? "");
    return new EdgeFunction(this, name, {
      code: FunctionCode.fromInline(filled),
      runtime: FunctionRuntime.JS_2_0,
    });
  }

  /**
   * Nothing inline and nothing foreign: scripts and styles come from the site, requests go to it, to the sign-on, and to the
   * host of anonymous feedback for its published keys.
   */
  private securityHeaders(issuer: string, feedbackOrigin: string): ResponseHeadersPolicy {
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      `connect-src 'self' ${issuer} ${feedbackOrigin}`,
      "manifest-src 'self'",
      "worker-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      `form-action 'self' ${issuer}`,
      "frame-ancestors 'none'",
    ].join("; ");
    return new ResponseHeadersPolicy(this, "Headers", {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: policy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: "cross-origin-opener-policy", value: "same-origin", override: true },
          { header: "permissions-policy", value: "camera=(self), geolocation=(), microphone=()", override: true },
        ],
      },
    });
  }
}

type Behaviors = Pick<DistributionProps, "defaultBehavior" | "additionalBehaviors" | "defaultRootObject">;

const originOfApi = (api: HttpApi): IOrigin => new HttpOrigin(Fn.select(2, Fn.split("/", api.apiEndpoint)));

const filesBehavior = (origin: IOrigin, responseHeadersPolicy: ResponseHeadersPolicy): BehaviorOptions => ({
  origin,
  viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
  allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
  cachePolicy: CachePolicy.CACHING_OPTIMIZED,
  responseHeadersPolicy,
  compress: true,
});

const apiBehavior = (origin: IOrigin, responseHeadersPolicy: ResponseHeadersPolicy): BehaviorOptions => ({
  origin,
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  responseHeadersPolicy,
  compress: true,
});

/** Addresses to which nobody signs in, as they stand between the slashes of an expression. */
function patternOfPublicPaths(): string {
  const paths = allRoutes.filter(({ access }) => access.kind === "public").map(pathOf);
  const pattern = paths.join("|").replace(/\{\w+\}/g, "[^/]+");
  return `^(${pattern.replaceAll("/", "\\/")})$`;
}

function acknowledgeSite(distribution: Distribution, bucket: Bucket): void {
  acknowledge(distribution, "AwsSolutions-CFR1", "A campus network has no use for restrictions by country.");
  acknowledge(distribution, "AwsSolutions-CFR2", "The API throttles by itself; a firewall is the university's choice.");
  acknowledge(distribution, "AwsSolutions-CFR3", "API Gateway logs requests; page views are not followed.");
  acknowledge(bucket, "AwsSolutions-S1", "Holds the published files of the application only; nothing to log.");
}
