import { randomBytes } from "node:crypto";
import type { CloudParts, EdgeHandler, EdgeRequest, EdgeResponse } from "../ports.ts";
import { formatAccessLog } from "./access-log.ts";
import { answerPreflight, isPreflight, withCorsHeaders } from "./cors.ts";
import {
  answerRefusal,
  gatewayError,
  type IntegrationOutcome,
  type InvokeParts,
  internalError,
  invokeIntegration,
} from "./invoke-integration.ts";
import { formatTime, toLambdaEvent } from "./lambda-event.ts";
import type { AuthorizerCall, EventContext, HttpApi, Route, Stage } from "./model.ts";
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

interface Outcome extends IntegrationOutcome {
  readonly routeKey?: string;
  /** Values of `$context.authorizer.…` for the access log. */
  readonly authorizer?: Readonly<Record<string, unknown>>;
}

/** The front door of one HTTP API: what API Gateway does between the client and the function. */
export function createHttpApiHandler(api: HttpApi, parts: HttpApiParts): EdgeHandler {
  const admit = createAdmission(parts.clock);

  async function answer(exchange: Exchange): Promise<Outcome> {
    const { request, stage } = exchange;
    const match = selectRoute(api.routes.values(), request.method, pathInStage(request.path, stage));
    if (match === undefined) return { response: gatewayError(404, "Not Found") };
    const { route } = match;
    const { routeKey } = route;
    if (!admit(stage, routeKey)) return { routeKey, response: gatewayError(429, "Too Many Requests") };
    const context = contextOf(exchange, match);
    const authorization = await authorize(api, { request, route, context });
    if (authorization === undefined) return { routeKey, ...(await forward(request, route, context)) };
    const { kind } = authorization;
    if (kind === "failed")
      return {
        routeKey,
        ...internalError(authorization.errorMessage),
        authorizer: { error: authorization.errorMessage },
      };
    if (kind !== "allowed") return { routeKey, response: answerRefusal(authorization) };
    const { authorizer } = authorization;
    return {
      routeKey,
      ...(await forward(request, route, { ...context, authorizer })),
      authorizer: authorizer.lambda ?? {},
    };
  }

  function contextOf({ request, stage, requestId }: Exchange, { route, pathParameters }: RouteMatch): EventContext {
    const { partition, region, account } = parts.deployment;
    const template = route.routeKey === "$default" ? "$default" : `${request.method}${route.routeKey.split(" ")[1]}`;
    return {
      accountId: account,
      apiId: api.id,
      domainName: api.domainName,
      routeKey: route.routeKey,
      routeArn: `arn:${partition}:execute-api:${region}:${account}:${api.id}/${stage.name}/${template}`,
      stage: stage.name,
      stageVariables: stage.variables,
      pathParameters,
      requestId,
      now: parts.clock.now(),
    };
  }

  async function forward(request: EdgeRequest, route: Route, context: EventContext): Promise<IntegrationOutcome> {
    const integration = api.integrations.get(route.integrationId);
    if (integration === undefined) throw new Error(`route ${route.routeKey} of ${api.name} has no integration`);
    const principal = { kind: "service", service: "apigateway.amazonaws.com", sourceArn: context.routeArn } as const;
    return invokeIntegration(parts, integration, principal, toLambdaEvent(request, context));
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

async function authorize(api: HttpApi, call: AuthorizerCall) {
  const { route } = call;
  if (route.authorizerId === undefined) return undefined;
  const authorizer = api.authorizers.get(route.authorizerId);
  if (authorizer === undefined) throw new Error(`route ${route.routeKey} of ${api.name} has no authorizer`);
  return authorizer(call);
}

function finishResponse(api: HttpApi, request: EdgeRequest, requestId: string, response: EdgeResponse): EdgeResponse {
  const identified = { ...response, headers: { ...response.headers, "apigw-requestid": requestId } };
  return api.cors === undefined ? identified : withCorsHeaders(api.cors, request, identified);
}

interface Finished extends Exchange {
  readonly api: HttpApi;
  readonly parts: HttpApiParts;
  readonly startedAt: number;
  readonly outcome: Outcome;
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
    ...Object.fromEntries(
      Object.entries(outcome.authorizer ?? {}).map(([key, value]) => [`authorizer.${key}`, String(value)]),
    ),
  });
  parts.logs.write({ ...line, stream: "stdout", text });
}
