import * as z from "zod";

/** Tags change nothing at run time and are the only thing that is accepted without an effect. */
const Tags = z.record(z.string(), z.string()).optional();

export const ApiProperties = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal("HTTP"),
  Description: z.string().optional(),
  DisableExecuteApiEndpoint: z.boolean().default(false),
  CorsConfiguration: z
    .strictObject({
      AllowCredentials: z.boolean().default(false),
      AllowHeaders: z.array(z.string()).default([]),
      AllowMethods: z.array(z.string()).default([]),
      AllowOrigins: z.array(z.string()).default([]),
      ExposeHeaders: z.array(z.string()).default([]),
      MaxAge: z.int().min(-1).max(86_400).optional(),
    })
    .refine((cors) => !(cors.AllowCredentials && cors.AllowOrigins.includes("*")), {
      error: "AllowCredentials is not possible together with the origin *",
    })
    .optional(),
  Tags,
});

export const RouteProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().regex(/^integrations\/.+/),
  AuthorizationType: z.enum(["NONE", "JWT", "CUSTOM"]).default("NONE"),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
  OperationName: z.string().optional(),
});

export const IntegrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: z.string(),
  IntegrationMethod: z.literal("POST").optional(),
  Description: z.string().optional(),
  PayloadFormatVersion: z.literal("2.0"),
  TimeoutInMillis: z.int().min(50).max(30_000).default(30_000),
});

const JwtAuthorizerProperties = z.strictObject({
  ApiId: z.string(),
  Name: z.string(),
  AuthorizerType: z.literal("JWT"),
  IdentitySource: z.array(z.string()).length(1),
  JwtConfiguration: z.strictObject({ Audience: z.array(z.string()).min(1), Issuer: z.string() }),
});

const LambdaAuthorizerProperties = z
  .strictObject({
    ApiId: z.string(),
    Name: z.string(),
    AuthorizerType: z.literal("REQUEST"),
    AuthorizerUri: z.string(),
    AuthorizerPayloadFormatVersion: z.literal("2.0"),
    EnableSimpleResponses: z.literal(true),
    AuthorizerResultTtlInSeconds: z.int().min(0).max(3_600).default(0),
    IdentitySource: z.array(z.string()).default([]),
  })
  .refine((authorizer) => authorizer.AuthorizerResultTtlInSeconds === 0 || authorizer.IdentitySource.length > 0, {
    error: "an identity source must be set if results are cached",
  });

export const AuthorizerProperties = z.discriminatedUnion("AuthorizerType", [
  JwtAuthorizerProperties,
  LambdaAuthorizerProperties,
]);

export type AuthorizerProperties = z.output<typeof AuthorizerProperties>;

const RouteSettings = z
  .strictObject({
    ThrottlingBurstLimit: z.int().min(0),
    ThrottlingRateLimit: z.number().min(0),
    DetailedMetricsEnabled: z.boolean(),
  })
  .partial()
  .refine(
    (settings) => (settings.ThrottlingBurstLimit === undefined) === (settings.ThrottlingRateLimit === undefined),
    {
      error: "ThrottlingBurstLimit and ThrottlingRateLimit go together",
    },
  );

export type RouteSettingsProperties = z.output<typeof RouteSettings>;

export const StageProperties = z.strictObject({
  ApiId: z.string(),
  StageName: z.string(),
  AutoDeploy: z.literal(true),
  Description: z.string().optional(),
  DefaultRouteSettings: RouteSettings.optional(),
  RouteSettings: z.record(z.string(), RouteSettings).default({}),
  AccessLogSettings: z.strictObject({ DestinationArn: z.string(), Format: z.string() }).optional(),
  StageVariables: z.record(z.string(), z.string()).default({}),
  Tags,
});
