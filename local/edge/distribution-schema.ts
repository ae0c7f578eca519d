import * as z from "zod";

const FunctionAssociation = z.strictObject({
  EventType: z.enum(["viewer-request", "viewer-response"]),
  FunctionARN: z.string(),
});

const behavior = {
  TargetOriginId: z.string(),
  /** There is no TLS on this machine: accepted, and without effect. */
  ViewerProtocolPolicy: z.enum(["allow-all", "redirect-to-https", "https-only"]),
  AllowedMethods: z.array(z.string()).default(["GET", "HEAD"]),
  CachedMethods: z.array(z.string()).optional(),
  CachePolicyId: z.string(),
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  Compress: z.boolean().default(false),
  FunctionAssociations: z.array(FunctionAssociation).default([]),
};

const CacheBehavior = z.strictObject({ ...behavior, PathPattern: z.string() });

const Origin = z.strictObject({
  Id: z.string(),
  DomainName: z.string(),
  OriginPath: z.string().default(""),
  OriginAccessControlId: z.string().default(""),
  S3OriginConfig: z.strictObject({ OriginAccessIdentity: z.string().default("") }).optional(),
  /** The way to the origin is a function call here; only what decides whether it is used at all is read. */
  CustomOriginConfig: z
    .strictObject({
      OriginProtocolPolicy: z.enum(["http-only", "https-only", "match-viewer"]),
      OriginSSLProtocols: z.array(z.string()).optional(),
      HTTPPort: z.int().optional(),
      HTTPSPort: z.int().optional(),
      OriginReadTimeout: z.int().optional(),
      OriginKeepaliveTimeout: z.int().optional(),
    })
    .optional(),
  OriginCustomHeaders: z.array(z.strictObject({ HeaderName: z.string(), HeaderValue: z.string() })).default([]),
  ConnectionAttempts: z.int().optional(),
  ConnectionTimeout: z.int().optional(),
});

const CustomErrorResponse = z.strictObject({
  ErrorCode: z.int(),
  ErrorCachingMinTTL: z.number().optional(),
  ResponseCode: z.int().optional(),
  ResponsePagePath: z.string().optional(),
});

export const DistributionProperties = z.strictObject({
  DistributionConfig: z.strictObject({
    Enabled: z.boolean(),
    Comment: z.string().optional(),
    DefaultRootObject: z.string().default(""),
    DefaultCacheBehavior: z.strictObject(behavior),
    CacheBehaviors: z.array(CacheBehavior).default([]),
    Origins: z.array(Origin).min(1),
    CustomErrorResponses: z.array(CustomErrorResponse).default([]),
    HttpVersion: z.string().optional(),
    IPV6Enabled: z.boolean().optional(),
    PriceClass: z.string().optional(),
    Aliases: z.array(z.string()).optional(),
    ViewerCertificate: z.looseObject({}).optional(),
  }),
  Tags: z.unknown().optional(),
});

export type OriginProperties = z.output<typeof Origin>;
export type BehaviorProperties =
  | z.output<typeof CacheBehavior>
  | z.output<z.ZodObject<typeof behavior, z.core.$strict>>;
export type ErrorPage = z.output<typeof CustomErrorResponse>;
