import { createHash } from "node:crypto";
import type { EdgeHandler, Provisioned, Provisioners, ResolvedResource } from "../ports.ts";
import { createHttpApiHandler, type HttpApiParts } from "./handler.ts";
import { createJwtAuthorizer } from "./jwt-authorizer.ts";
import { createLambdaAuthorizer } from "./lambda-authorizer.ts";
import type { Authorizer, CorsConfiguration, HttpApi, Throttling } from "./model.ts";
import { parseProperties } from "./parse-properties.ts";
import {
  ApiProperties,
  AuthorizerProperties,
  IntegrationProperties,
  RouteProperties,
  type RouteSettingsProperties,
  StageProperties,
} from "./resource-schemas.ts";
import { parseRouteKey } from "./select-route.ts";

/** Handlers of the deployed APIs by API id: what `<apiId>.execute-api.…` answers. */
export type HttpApiHandlers = Map<string, EdgeHandler>;

const SCHEMAS = "local/http-api/resource-schemas.ts";

export function createHttpApiProvisioners(parts: HttpApiParts, handlers: HttpApiHandlers = new Map()): Provisioners {
  const apis = new Map<string, HttpApi>();
  const apiOf = (id: string): HttpApi => {
    const api = apis.get(id);
    if (api === undefined) throw new Error(`HTTP API ${id} is not deployed`);
    return api;
  };

  function provisionApi(resource: ResolvedResource): Provisioned {
    const properties = parseProperties(resource, ApiProperties, SCHEMAS);
    const id = idOf(resource);
    const { region, urlSuffix } = parts.deployment;
    const domainName = `${id}.execute-api.${region}.${urlSuffix}`;
    const api: HttpApi = {
      id,
      name: properties.Name,
      domainName,
      cors: corsOf(properties.CorsConfiguration),
      isEndpointDisabled: properties.DisableExecuteApiEndpoint,
      routes: new Map(),
      integrations: new Map(),
      authorizers: new Map(),
      stages: new Map(),
    };
    apis.set(id, api);
    handlers.set(id, createHttpApiHandler(api, parts));
    return { physicalId: id, attributes: { ApiId: id, ApiEndpoint: `https://${domainName}` } };
  }

  function provisionIntegration(resource: ResolvedResource): Provisioned {
    const properties = parseProperties(resource, IntegrationProperties, SCHEMAS);
    const id = idOf(resource);
    apiOf(properties.ApiId).integrations.set(id, {
      functionArn: functionArnOf(properties.IntegrationUri),
      timeoutMilliseconds: properties.TimeoutInMillis,
    });
    return { physicalId: id, attributes: { IntegrationId: id } };
  }

  function provisionRoute(resource: ResolvedResource): Provisioned {
    const properties = parseProperties(resource, RouteProperties, SCHEMAS);
    const { RouteKey: routeKey, AuthorizationType: authorizationType } = properties;
    if (routeKey !== "$default") parseRouteKey(routeKey);
    if ((authorizationType === "NONE") !== (properties.AuthorizerId === undefined)) {
      throw new Error(`route ${routeKey}: AuthorizationType and AuthorizerId go together`);
    }
    const api = apiOf(properties.ApiId);
    if (api.routes.has(routeKey)) throw new Error(`route ${routeKey} exists twice in API ${api.name}`);
    api.routes.set(routeKey, {
      routeKey,
      integrationId: properties.Target.slice("integrations/".length),
      authorizerId: properties.AuthorizerId,
      scopes: properties.AuthorizationScopes,
    });
    return { physicalId: idOf(resource), attributes: { RouteId: idOf(resource) } };
  }

  function provisionAuthorizer(resource: ResolvedResource): Provisioned {
    const properties = parseProperties(resource, AuthorizerProperties, SCHEMAS);
    const id = idOf(resource);
    apiOf(properties.ApiId).authorizers.set(id, createAuthorizer(id, properties, parts));
    return { physicalId: id, attributes: { AuthorizerId: id } };
  }

  function provisionStage(resource: ResolvedResource): Provisioned {
    const properties = parseProperties(resource, StageProperties, SCHEMAS);
    const routeThrottling = Object.entries(properties.RouteSettings).flatMap(([routeKey, settings]) => {
      const throttling = throttlingOf(settings);
      return throttling === undefined ? [] : [[routeKey, throttling] as const];
    });
    apiOf(properties.ApiId).stages.set(properties.StageName, {
      name: properties.StageName,
      defaultThrottling: throttlingOf(properties.DefaultRouteSettings),
      routeThrottling: new Map(routeThrottling),
      accessLogFormat: properties.AccessLogSettings?.Format,
      variables: properties.StageVariables,
    });
    return { physicalId: properties.StageName };
  }

  return {
    "AWS::ApiGatewayV2::Api": provisionApi,
    "AWS::ApiGatewayV2::Integration": provisionIntegration,
    "AWS::ApiGatewayV2::Route": provisionRoute,
    "AWS::ApiGatewayV2::Authorizer": provisionAuthorizer,
    "AWS::ApiGatewayV2::Stage": provisionStage,
  };
}

/** Ten characters as on AWS, and the same on every start, because clients and functions keep the address. */
function idOf(resource: ResolvedResource): string {
  const digest = createHash("sha256").update(`${resource.stackName}/${resource.logicalId}`).digest("hex");
  return BigInt(`0x${digest}`).toString(36).slice(0, 10);
}

function corsOf(
  properties: ReturnType<typeof ApiProperties.parse>["CorsConfiguration"],
): CorsConfiguration | undefined {
  return (
    properties && {
      allowOrigins: properties.AllowOrigins,
      allowMethods: properties.AllowMethods,
      allowHeaders: properties.AllowHeaders,
      exposeHeaders: properties.ExposeHeaders,
      allowCredentials: properties.AllowCredentials,
      maxAgeSeconds: properties.MaxAge,
    }
  );
}

function throttlingOf(settings: RouteSettingsProperties | undefined): Throttling | undefined {
  if (settings?.ThrottlingBurstLimit === undefined || settings.ThrottlingRateLimit === undefined) return undefined;
  return { burst: settings.ThrottlingBurstLimit, requestsPerSecond: settings.ThrottlingRateLimit };
}

function createAuthorizer(id: string, properties: AuthorizerProperties, parts: HttpApiParts): Authorizer {
  if (properties.AuthorizerType === "JWT") {
    return createJwtAuthorizer({
      issuer: properties.JwtConfiguration.Issuer,
      audience: properties.JwtConfiguration.Audience,
      identitySource: properties.IdentitySource[0] ?? "",
      now: () => parts.clock.now(),
    });
  }
  const { partition, region, account } = parts.deployment;
  const sourceArn = `arn:${partition}:execute-api:${region}:${account}:${properties.ApiId}/authorizers/${id}`;
  return createLambdaAuthorizer(
    {
      functionArn: functionArnOf(properties.AuthorizerUri),
      identitySources: properties.IdentitySource,
      cacheSeconds: properties.AuthorizerResultTtlInSeconds,
      principal: { kind: "service", service: "apigateway.amazonaws.com", sourceArn },
    },
    parts,
  );
}

/** Both forms are legal: the ARN of the function, or the `…:lambda:path/2015-03-31/functions/<arn>/invocations` action. */
function functionArnOf(uri: string): string {
  const arn =
    /^(?:arn:[\w-]+:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/)?(arn:[\w-]+:lambda:[^/]+)(?:\/invocations)?$/.exec(
      uri,
    )?.[1];
  if (arn === undefined) throw new Error(`URI ${uri} is not a Lambda function`);
  return arn;
}
