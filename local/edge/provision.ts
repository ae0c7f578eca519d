import { parseProperties } from "../http-api/parse-properties.ts";
import type { HttpApiHandlers } from "../http-api/provision.ts";
import type { CloudParts, EdgeHandler, Provisioned, Provisioners, ResolvedResource } from "../ports.ts";
import { type Behavior, createDistributionHandler, type Origin } from "./distribution-handler.ts";
import { type BehaviorProperties, DistributionProperties, type OriginProperties } from "./distribution-schema.ts";
import { createHttpApiOrigin } from "./http-api-origin.ts";
import { canonicalUserId, shortId } from "./identifiers.ts";
import { compilePathPattern } from "./path-pattern.ts";
import { createCatalogueProvisioners, createEdgeCatalogue } from "./provision-catalogue.ts";
import { compileResponseHeaders } from "./response-headers.ts";
import { createOperatorS3Client, createS3Origin } from "./s3-origin.ts";

export type EdgeParts = Pick<CloudParts, "access" | "clock" | "deployment" | "logs" | "onStop"> & {
  readonly authority: Pick<CloudParts["authority"], "authorize">;
};

/** Handlers of the deployed distributions by distribution id. */
export type DistributionHandlers = Map<string, EdgeHandler>;

export function createEdgeProvisioners(
  parts: EdgeParts,
  httpApis: HttpApiHandlers,
  distributions: DistributionHandlers = new Map(),
): Provisioners {
  const { partition, account } = parts.deployment;
  const catalogue = createEdgeCatalogue();
  const s3 = createOperatorS3Client(parts.access);
  parts.onStop(() => s3.destroy());

  function provisionDistribution(resource: ResolvedResource): Provisioned {
    const file = "local/edge/distribution-schema.ts";
    const config = parseProperties(resource, DistributionProperties, file).DistributionConfig;
    const id = shortId(resource);
    const domainName = `${id.toLowerCase()}.cloudfront.net`;
    const arn = `arn:${partition}:cloudfront::${account}:distribution/${id}`;
    const origins = new Map(config.Origins.map((origin) => [origin.Id, originOf(origin, arn)]));
    const ordered = config.CacheBehaviors.map((one) => behaviorOf(one, origins, compilePathPattern(one.PathPattern)));
    const fallback = behaviorOf(config.DefaultCacheBehavior, origins, () => true);
    const line = { functionName: `cloudfront/${id}`, requestId: undefined, stream: "stderr" } as const;
    const handler = createDistributionHandler({
      id,
      domainName,
      defaultRootObject: config.DefaultRootObject,
      behaviors: [...ordered, fallback],
      errorPages: config.CustomErrorResponses,
      log: (text) => parts.logs.write({ ...line, at: parts.clock.now(), text }),
    });
    distributions.set(id, handler);
    return { physicalId: id, attributes: { Id: id, DomainName: domainName } };
  }

  function originOf(properties: OriginProperties, distributionArn: string): Origin {
    const headers = properties.OriginCustomHeaders.map((one) => [one.HeaderName.toLowerCase(), one.HeaderValue]);
    return {
      domainName: properties.DomainName,
      path: properties.OriginPath,
      customHeaders: Object.fromEntries(headers),
      handler: originHandler(properties, distributionArn),
    };
  }

  function originHandler(properties: OriginProperties, distributionArn: string): EdgeHandler {
    const { DomainName: domainName, OriginAccessControlId: controlId, S3OriginConfig: s3Config } = properties;
    const bucket = /^(.+)\.s3[.-]/.exec(domainName)?.[1];
    if (s3Config === undefined && /\.execute-api\./.test(domainName)) {
      return createHttpApiOrigin(domainName, (apiId) => httpApis.get(apiId));
    }
    if (s3Config === undefined || bucket === undefined) {
      throw new Error(`origin ${domainName} is neither a bucket nor an HTTP API: extend local/edge/provision.ts`);
    }
    const identity = s3Config.OriginAccessIdentity.replace("origin-access-identity/cloudfront/", "");
    if (controlId !== "")
      get(catalogue.accessControls.has(controlId) || undefined, `origin access control ${controlId}`);
    return createS3Origin({
      bucket,
      partition,
      client: s3,
      authority: parts.authority,
      // A bucket policy names an identity by its canonical user id, and the distribution by the service and its ARN.
      principal:
        identity === ""
          ? { kind: "service", service: "cloudfront.amazonaws.com", sourceArn: distributionArn }
          : { kind: "role", roleArn: canonicalUserId(identity) },
    });
  }

  function behaviorOf(
    properties: BehaviorProperties,
    origins: ReadonlyMap<string, Origin>,
    matches: (path: string) => boolean,
  ): Behavior {
    const { OriginRequestPolicyId: requestPolicy, ResponseHeadersPolicyId: headersPolicy } = properties;
    const functionFor = (eventType: string) => {
      const arn = properties.FunctionAssociations.find((one) => one.EventType === eventType)?.FunctionARN;
      return arn === undefined ? undefined : get(catalogue.functions.get(arn), `function ${arn}`);
    };
    return {
      matches,
      origin: get(origins.get(properties.TargetOriginId), `origin ${properties.TargetOriginId}`),
      allowedMethods: properties.AllowedMethods,
      isCompressing: properties.Compress,
      cachePolicy: get(
        catalogue.cachePolicies.get(properties.CachePolicyId),
        `cache policy ${properties.CachePolicyId}`,
      ),
      originRequestPolicy:
        requestPolicy === undefined
          ? undefined
          : get(catalogue.originRequestPolicies.get(requestPolicy), `origin request policy ${requestPolicy}`),
      applyHeaders:
        headersPolicy === undefined
          ? (response) => response
          : compileResponseHeaders(
              get(catalogue.responseHeadersPolicies.get(headersPolicy), `response headers policy ${headersPolicy}`),
            ),
      viewerRequest: functionFor("viewer-request"),
      viewerResponse: functionFor("viewer-response"),
    };
  }

  return { ...createCatalogueProvisioners(parts, catalogue), "AWS::CloudFront::Distribution": provisionDistribution };
}

function get<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} is not deployed`);
  return value;
}
