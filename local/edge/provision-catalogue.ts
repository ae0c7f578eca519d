import { parseProperties } from "../http-api/parse-properties.ts";
import type { CloudParts, Provisioned, Provisioners, ResolvedResource } from "../ports.ts";
import type { CachePolicy, ForwardingPolicy, Selection } from "./forwarding.ts";
import { compileEdgeFunction, type EdgeFunction } from "./function-runtime.ts";
import { canonicalUserId, policyId, shortId } from "./identifiers.ts";
import {
  MANAGED_CACHE_POLICIES,
  MANAGED_ORIGIN_REQUEST_POLICIES,
  MANAGED_RESPONSE_HEADERS_POLICIES,
} from "./managed-policies.ts";
import {
  CachePolicyProperties,
  FunctionProperties,
  OriginAccessControlProperties,
  OriginAccessIdentityProperties,
  OriginRequestPolicyProperties,
  type ResponseHeadersConfig,
  ResponseHeadersPolicyProperties,
} from "./policy-schemas.ts";

const SCHEMAS = "local/edge/policy-schemas.ts";

/** What distributions refer to by id or ARN; the managed policies are there from the start. */
export interface EdgeCatalogue {
  readonly functions: Map<string, EdgeFunction>;
  readonly cachePolicies: Map<string, CachePolicy>;
  readonly originRequestPolicies: Map<string, ForwardingPolicy>;
  readonly responseHeadersPolicies: Map<string, ResponseHeadersConfig>;
  readonly accessControls: Set<string>;
}

export function createEdgeCatalogue(): EdgeCatalogue {
  return {
    functions: new Map(),
    cachePolicies: new Map(Object.entries(MANAGED_CACHE_POLICIES)),
    originRequestPolicies: new Map(Object.entries(MANAGED_ORIGIN_REQUEST_POLICIES)),
    responseHeadersPolicies: new Map(Object.entries(MANAGED_RESPONSE_HEADERS_POLICIES)),
    accessControls: new Set(),
  };
}

export function createCatalogueProvisioners(
  parts: Pick<CloudParts, "clock" | "deployment" | "logs">,
  catalogue: EdgeCatalogue,
): Provisioners {
  const { partition, account } = parts.deployment;

  function provisionFunction(resource: ResolvedResource): Provisioned {
    const { Name: name, FunctionCode: code } = parseProperties(resource, FunctionProperties, SCHEMAS);
    const arn = `arn:${partition}:cloudfront::${account}:function/${name}`;
    const line = { functionName: `cloudfront/${name}`, requestId: undefined, stream: "stdout" } as const;
    const log = (text: string) => parts.logs.write({ ...line, at: parts.clock.now(), text });
    catalogue.functions.set(arn, compileEdgeFunction(name, code, log));
    return { physicalId: arn, attributes: { FunctionARN: arn, "FunctionMetadata.FunctionARN": arn, Stage: "LIVE" } };
  }

  function provisionCachePolicy(resource: ResolvedResource): Provisioned {
    const config = parseProperties(resource, CachePolicyProperties, SCHEMAS).CachePolicyConfig;
    const parameters = config.ParametersInCacheKeyAndForwardedToOrigin;
    const id = policyId(resource);
    catalogue.cachePolicies.set(id, {
      ...forwardingOf(parameters),
      gzip: parameters.EnableAcceptEncodingGzip,
      brotli: parameters.EnableAcceptEncodingBrotli,
    });
    return { physicalId: id, attributes: { Id: id } };
  }

  function provisionOriginRequestPolicy(resource: ResolvedResource): Provisioned {
    const config = parseProperties(resource, OriginRequestPolicyProperties, SCHEMAS).OriginRequestPolicyConfig;
    const id = policyId(resource);
    catalogue.originRequestPolicies.set(id, forwardingOf(config));
    return { physicalId: id, attributes: { Id: id } };
  }

  function provisionResponseHeadersPolicy(resource: ResolvedResource): Provisioned {
    const config = parseProperties(resource, ResponseHeadersPolicyProperties, SCHEMAS).ResponseHeadersPolicyConfig;
    const id = policyId(resource);
    catalogue.responseHeadersPolicies.set(id, config);
    return { physicalId: id, attributes: { Id: id } };
  }

  function provisionAccessControl(resource: ResolvedResource): Provisioned {
    parseProperties(resource, OriginAccessControlProperties, SCHEMAS);
    const id = shortId(resource);
    catalogue.accessControls.add(id);
    return { physicalId: id, attributes: { Id: id } };
  }

  function provisionAccessIdentity(resource: ResolvedResource): Provisioned {
    parseProperties(resource, OriginAccessIdentityProperties, SCHEMAS);
    const id = shortId(resource);
    return { physicalId: id, attributes: { Id: id, S3CanonicalUserId: canonicalUserId(id) } };
  }

  return {
    "AWS::CloudFront::Function": provisionFunction,
    "AWS::CloudFront::CachePolicy": provisionCachePolicy,
    "AWS::CloudFront::OriginRequestPolicy": provisionOriginRequestPolicy,
    "AWS::CloudFront::ResponseHeadersPolicy": provisionResponseHeadersPolicy,
    "AWS::CloudFront::OriginAccessControl": provisionAccessControl,
    "AWS::CloudFront::CloudFrontOriginAccessIdentity": provisionAccessIdentity,
  };
}

interface ForwardingProperties {
  readonly HeadersConfig: { readonly HeaderBehavior: string; readonly Headers: readonly string[] };
  readonly CookiesConfig: { readonly CookieBehavior: string; readonly Cookies: readonly string[] };
  readonly QueryStringsConfig: { readonly QueryStringBehavior: string; readonly QueryStrings: readonly string[] };
}

function forwardingOf(properties: ForwardingProperties): ForwardingPolicy {
  const { HeadersConfig: headers, CookiesConfig: cookies, QueryStringsConfig: queries } = properties;
  return {
    headers: selectionOf(headers.HeaderBehavior, headers.Headers),
    cookies: selectionOf(cookies.CookieBehavior, cookies.Cookies),
    queryStrings: selectionOf(queries.QueryStringBehavior, queries.QueryStrings),
  };
}

const SELECTIONS: Readonly<Record<string, Selection["kind"]>> = {
  none: "none",
  all: "all",
  allViewer: "all",
  whitelist: "only",
  allExcept: "except",
};

function selectionOf(behavior: string, names: readonly string[]): Selection {
  const kind = SELECTIONS[behavior];
  if (kind === undefined) throw new Error(`forwarding behavior ${behavior} is unknown`);
  return { kind, names };
}
