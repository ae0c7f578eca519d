import * as z from "zod";

const Selection = {
  cookies: z.strictObject({
    CookieBehavior: z.enum(["none", "all", "whitelist", "allExcept"]),
    Cookies: z.array(z.string()).default([]),
  }),
  queryStrings: z.strictObject({
    QueryStringBehavior: z.enum(["none", "all", "whitelist", "allExcept"]),
    QueryStrings: z.array(z.string()).default([]),
  }),
};

export const CachePolicyProperties = z.strictObject({
  CachePolicyConfig: z.strictObject({
    Name: z.string(),
    Comment: z.string().optional(),
    MinTTL: z.number(),
    DefaultTTL: z.number(),
    MaxTTL: z.number(),
    ParametersInCacheKeyAndForwardedToOrigin: z.strictObject({
      EnableAcceptEncodingGzip: z.boolean(),
      EnableAcceptEncodingBrotli: z.boolean().default(false),
      HeadersConfig: z.strictObject({
        HeaderBehavior: z.enum(["none", "whitelist"]),
        Headers: z.array(z.string()).default([]),
      }),
      CookiesConfig: Selection.cookies,
      QueryStringsConfig: Selection.queryStrings,
    }),
  }),
});

export const OriginRequestPolicyProperties = z.strictObject({
  OriginRequestPolicyConfig: z.strictObject({
    Name: z.string(),
    Comment: z.string().optional(),
    HeadersConfig: z.strictObject({
      HeaderBehavior: z.enum(["none", "whitelist", "allViewer", "allExcept"]),
      Headers: z.array(z.string()).default([]),
    }),
    CookiesConfig: Selection.cookies,
    QueryStringsConfig: Selection.queryStrings,
  }),
});

const Override = z.boolean();

export const ResponseHeadersPolicyProperties = z.strictObject({
  ResponseHeadersPolicyConfig: z.strictObject({
    Name: z.string(),
    Comment: z.string().optional(),
    SecurityHeadersConfig: z
      .strictObject({
        ContentSecurityPolicy: z.strictObject({ ContentSecurityPolicy: z.string(), Override }),
        ContentTypeOptions: z.strictObject({ Override }),
        FrameOptions: z.strictObject({ FrameOption: z.string(), Override }),
        ReferrerPolicy: z.strictObject({ ReferrerPolicy: z.string(), Override }),
        StrictTransportSecurity: z.strictObject({
          AccessControlMaxAgeSec: z.int(),
          IncludeSubdomains: z.boolean().default(false),
          Preload: z.boolean().default(false),
          Override,
        }),
        XSSProtection: z.strictObject({
          Protection: z.boolean(),
          ModeBlock: z.boolean().default(false),
          Override,
        }),
      })
      .partial()
      .default({}),
    /** Answers to simple reads only: a request that asks first is not answered here, nor are the headers named to it. */
    CorsConfig: z
      .strictObject({
        AccessControlAllowCredentials: z.literal(false),
        AccessControlAllowHeaders: z.strictObject({ Items: z.array(z.string()) }),
        AccessControlAllowMethods: z.strictObject({ Items: z.array(z.literal("GET")) }),
        AccessControlAllowOrigins: z.strictObject({ Items: z.tuple([z.literal("*")]) }),
        OriginOverride: z.boolean(),
      })
      .optional(),
    CustomHeadersConfig: z
      .strictObject({ Items: z.array(z.strictObject({ Header: z.string(), Value: z.string(), Override })) })
      .default({ Items: [] }),
    RemoveHeadersConfig: z
      .strictObject({ Items: z.array(z.strictObject({ Header: z.string() })) })
      .default({ Items: [] }),
  }),
});

export const FunctionProperties = z.strictObject({
  Name: z.string(),
  AutoPublish: z.literal(true),
  /** CloudFront takes at most 10 KB. */
  FunctionCode: z.string().refine((code) => Buffer.byteLength(code) <= 10_240, { error: "larger than 10 KB" }),
  FunctionConfig: z.strictObject({ Comment: z.string(), Runtime: z.literal("cloudfront-js-2.0") }),
  Tags: z.unknown().optional(),
});

export const OriginAccessControlProperties = z.strictObject({
  OriginAccessControlConfig: z.strictObject({
    Name: z.string(),
    Description: z.string().optional(),
    OriginAccessControlOriginType: z.literal("s3"),
    SigningBehavior: z.literal("always"),
    SigningProtocol: z.literal("sigv4"),
  }),
});

export const OriginAccessIdentityProperties = z.strictObject({
  CloudFrontOriginAccessIdentityConfig: z.strictObject({ Comment: z.string() }),
});

export type ResponseHeadersConfig = z.output<typeof ResponseHeadersPolicyProperties>["ResponseHeadersPolicyConfig"];
