import { randomBytes } from "node:crypto";
import type { CloudParts, EdgeHandler, EdgeRequest, EdgeResponse, Principal } from "../ports.ts";
import { formatAccessLog } from "./access-log.ts";
import { answerPreflight, isPreflight, withCorsHeaders } from "./cors.ts";
import { gatewayError, type IntegrationOutcome, type InvokeParts, invokeIntegration } from "./invoke-integration.ts";
import type { Authorization } from "./jwt-authorizer.ts";
import { formatTime, toLambdaEvent } from "./lambda-event.ts";
import type { HttpApi, Route, Stage } from "./model.ts";
import { type RouteMatch, selectRoute } from "./select-route.ts";
import { createAdmission } from "./token-bucket.ts";

export type HttpApiParts = InvokeParts & Pick<CloudParts, "clock" | "deployment" | "logs">;

const BODY_BYTES = 10 * 1024 * 1024;
/** Request line and header values together. */
const HEADER_BYTES = 10_240;

interface Exchange {
  readonly request: EdgeRequest;
  readonly stage: Stage;
  readonly requestId: string;
}

/** The front door of one HTTP API: what API Gateway does between the client and the function. */
export function createHttpApiHandler(api: HttpApi, parts: HttpApiParts): EdgeHandler {
  const admit = createAdmission(parts.clock);

  async function answer(exchange: Exchange): Promise<IntegrationOutcome & { readonly routeKey?: string }> {
    const { request, stage } = exchange;
    const match = selectRoute(api.routes.values(), request.method, pathInStage(request.path, stage));
    if (match === undefined) return { response: gatewayError(404, "Not Found") };
    const { route } = match;
    const { routeKey } = route;
    if (!admit(stage, routeKey)) return { routeKey, response: gatewayError(429, "Too Many Requests") };
    const authorization = await authorize(api, route, request);
    if (authorization?.kind === "unauthorized") {
      return { routeKey, response: gatewayError(401, "Unauthorized", { "www-authenticate": authorization.challenge }) };
    }
    if (authorization?.kind === "forbidden") {
      return { routeKey, response: gatewayError(403, "Forbidden", { "www-authenticate": authorization.challenge }) };
    }
    return { routeKey, ...(await forward(exchange, match, authorization)) };
  }

  async function forward(
    { request, stage, requestId }: Exchange,
    { route, pathParameters }: RouteMatch,
    authorization: (Authorization & { kind: "allowed" }) | undefined,
  ): Promise<IntegrationOutcome> {
    const integration = api.integrations.get(route.integrationId);
    if (integration === undefined) throw new Error(`route ${route.routeKey} of ${api.name} has no integration`);
    const event = toLambdaEvent(request, {
      accountId: parts.deployment.account,
      apiId: api.id,
      domainName: api.domainName,
      routeKey: route.routeKey,
      stage: stage.name,
      stageVariables: stage.variables,
      pathParameters,
      requestId,
      now: parts.clock.now(),
      authorizer: authorization && { claims: authorization.claims, scopes: authorization.scopes },
    });
    return invokeIntegration(parts, integration, principalOf(stage, route, request.method), event);
  }

  function principalOf(stage: Stage, route: Route, method: string): Principal {
    const { partition, region, account } = parts.deployment;
    const template = route.routeKey === "$default" ? "$default" : `${method}${route.routeKey.split(" ")[1]}`;
    const sourceArn = `arn:${partition}:execute-api:${region}:${account}:${api.id}/${stage.name}/${template}`;
    return { kind: "service", service: "apigateway.amazonaws.com", sourceArn };
  }

  return async (request) => {
    const requestId = randomBytes(12).toString("base64url");
    const finish = (response: EdgeResponse) => finishResponse(api, request, requestId, response);
    const refusal = refuse(api, request);
    if (refusal !== undefined) return finish(refusal);
    const stage = stageOf(api, request.path);
    if (stage === undefined) return finish(gatewayError(404, "Not Found"));
    if (api.cors !== undefined && isPreflight(request)) return answerPreflight(api.cors, request);
    const startedAt = parts.clock.now();
    const outcome = await answer({ request, stage, requestId });
    const response = finish(outcome.response);
    writeLogs({ api, parts, request, stage, requestId, startedAt, outcome });
    return response;
  };
}

function refuse(api: HttpApi, request: EdgeRequest): EdgeResponse | undefined {
  if (api.isEndpointDisabled) return gatewayError(404, "Not Found");
  if (request.body.byteLength > BODY_BYTES) return gatewayError(413, "Request Entity Too Large");
  const values = Object.values(request.headers).reduce((sum, value) => sum + value.length, 0);
  if (values + request.method.length + request.path.length + request.rawQuery.length > HEADER_BYTES) {
    return gatewayError(431, "Request Header Fields Too Large");
  }
  return undefined;
}

/** A named stage is the first segment of the path; only $default serves the root. */
function stageOf(api: HttpApi, path: string): Stage | undefined {
  return api.stages.get(path.split("/")[1] ?? "") ?? api.stages.get("$default");
}

function pathInStage(path: string, stage: Stage): string {
  if (stage.name === "$default") return path;
  const rest = path.slice(stage.name.length + 1);
  return rest === "" ? "/" : rest;
}

async function authorize(api: HttpApi, route: Route, request: EdgeRequest) {
  if (route.authorizerId === undefined) return undefined;
  const authorizer = api.authorizers.get(route.authorizerId);
  if (authorizer === undefined) throw new Error(`route ${route.routeKey} of ${api.name} has no authorizer`);
  return authorizer(request, route.scopes);
}

function finishResponse(api: HttpApi, request: EdgeRequest, requestId: string, response: EdgeResponse): EdgeResponse {
  const identified = { ...response, headers: { ...response.headers, "apigw-requestid": requestId } };
  return api.cors === undefined ? identified : withCorsHeaders(api.cors, request, identified);
}

interface Finished extends Exchange {
  readonly api: HttpApi;
  readonly parts: HttpApiParts;
  readonly startedAt: number;
  readonly outcome: IntegrationOutcome & { readonly routeKey?: string };
}

function writeLogs({ api, parts, request, stage, requestId, startedAt, outcome }: Finished): void {
  const line = { at: parts.clock.now(), functionName: `http-api/${api.name}`, requestId };
  if (outcome.errorMessage !== undefined) {
    parts.logs.write({ ...line, stream: "stderr", text: `${outcome.routeKey}: ${outcome.errorMessage}` });
  }
  if (stage.accessLogFormat === undefined) return;
  const text = formatAccessLog(stage.accessLogFormat, {
    requestId,
    extendedRequestId: requestId,
    accountId: parts.deployment.account,
    apiId: api.id,
    domainName: api.domainName,
    httpMethod: request.method,
    path: request.path,
    protocol: "HTTP/1.1",
    requestTime: formatTime(startedAt),
    requestTimeEpoch: String(startedAt),
    responseLatency: String(parts.clock.now() - startedAt),
    responseLength: String(outcome.response.body.byteLength),
    stage: stage.name,
    status: String(outcome.response.status),
    "identity.sourceIp": request.sourceIp,
    "identity.userAgent": request.headers["user-agent"] ?? "-",
    ...(outcome.routeKey === undefined ? {} : { routeKey: outcome.routeKey }),
    ...(outcome.errorMessage === undefined ? {} : { integrationErrorMessage: outcome.errorMessage }),
  });
  parts.logs.write({ ...line, stream: "stdout", text });
}
