import type { HttpApiParts } from "../../../../local/http-api/handler.ts";
import { createHttpApiProvisioners, type HttpApiHandlers } from "../../../../local/http-api/provision.ts";
import type {
  CloudClock,
  EdgeRequest,
  InvokeResult,
  LambdaFunction,
  LogLine,
  Principal,
} from "../../../../local/ports.ts";

export const FUNCTION_ARN = "arn:aws-cn:lambda:cn-north-1:000000000000:function:member-api";

export const AUTHORIZER_ARN = "arn:aws-cn:lambda:cn-north-1:000000000000:function:authorizer";

export type Reply = (event: Record<string, unknown>) => Promise<unknown> | unknown;

export interface Call {
  readonly principal: Principal;
  readonly action: string;
  readonly resourceArn: string;
}

export function createFixture(reply: Reply = () => ({ statusCode: 204 }), authorize: Reply = () => null) {
  const events: Record<string, unknown>[] = [];
  const authorizerEvents: Record<string, unknown>[] = [];
  const lines: LogLine[] = [];
  const calls: Call[] = [];
  const clock = manualClock();
  const target = fakeFunction(async (event) => {
    events.push(event);
    return reply(event);
  });
  const authorizer = fakeFunction(async (event) => {
    authorizerEvents.push(event);
    return authorize(event);
  });
  const parts: HttpApiParts = {
    deployment: { partition: "aws-cn", region: "cn-north-1", account: "000000000000", urlSuffix: "amazonaws.com.cn" },
    clock,
    functions: new Map([
      [FUNCTION_ARN, target],
      [AUTHORIZER_ARN, authorizer],
    ]),
    logs: { write: (line) => lines.push(line) },
    authority: { authorize: (principal, action, resourceArn) => void calls.push({ principal, action, resourceArn }) },
  };
  const handlers: HttpApiHandlers = new Map();
  const provisioners = createHttpApiProvisioners(parts, handlers);
  const provision = async (type: string, properties: Record<string, unknown>, logicalId = type) => {
    const provisioner = provisioners[type];
    if (provisioner === undefined) throw new Error(`no provisioner for ${type}`);
    return provisioner({
      stackName: "Api",
      logicalId,
      type,
      properties,
      generatedName: logicalId.replaceAll(":", ""),
      assetDirectory: () => "",
    });
  };
  return { parts, clock, events, authorizerEvents, lines, calls, handlers, provision };
}

export interface ApiOptions {
  readonly routes?: readonly (string | Record<string, unknown>)[];
  readonly api?: Record<string, unknown>;
  readonly stage?: Record<string, unknown>;
  readonly integration?: Record<string, unknown>;
  /** Properties of a Lambda authorizer beyond the usual ones. */
  readonly lambda?: Record<string, unknown>;
  readonly jwt?: { readonly Issuer: string; readonly Audience: readonly string[] };
}

/** Deploys one API as a template would and gives its handler. */
export async function deployApi(fixture: ReturnType<typeof createFixture>, options: ApiOptions = {}) {
  const { provision } = fixture;
  const api = await provision("AWS::ApiGatewayV2::Api", { Name: "core", ProtocolType: "HTTP", ...options.api });
  const ApiId = api.physicalId;
  const integration = await provision("AWS::ApiGatewayV2::Integration", {
    ApiId,
    IntegrationType: "AWS_PROXY",
    IntegrationUri: FUNCTION_ARN,
    PayloadFormatVersion: "2.0",
    ...options.integration,
  });
  const authorizer =
    (options.jwt && {
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: options.jwt,
    }) ??
    (options.lambda && {
      AuthorizerType: "REQUEST",
      AuthorizerUri: `arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/${AUTHORIZER_ARN}/invocations`,
      AuthorizerPayloadFormatVersion: "2.0",
      EnableSimpleResponses: true,
      ...options.lambda,
    });
  const guard = authorizer && {
    AuthorizationType: options.jwt ? "JWT" : "CUSTOM",
    AuthorizerId: (await provision("AWS::ApiGatewayV2::Authorizer", { ApiId, Name: "campus", ...authorizer }))
      .physicalId,
  };
  for (const route of options.routes ?? ["$default"]) {
    const own = typeof route === "string" ? { RouteKey: route } : route;
    const Target = `integrations/${integration.physicalId}`;
    await provision("AWS::ApiGatewayV2::Route", { ApiId, Target, ...guard, ...own }, `Route${JSON.stringify(own)}`);
  }
  await provision("AWS::ApiGatewayV2::Stage", { ApiId, StageName: "$default", AutoDeploy: true, ...options.stage });
  const handler = fixture.handlers.get(ApiId);
  if (handler === undefined) throw new Error("the API has no handler");
  return { apiId: ApiId, handler };
}

export function request(method: string, target: string, overrides: Partial<EdgeRequest> = {}): EdgeRequest {
  const [path = "/", rawQuery = ""] = target.split("?", 2);
  return { method, path, rawQuery, headers: {}, body: new Uint8Array(), sourceIp: "127.0.0.1", ...overrides };
}

export function bodyOf(response: { readonly body: Uint8Array }): string {
  return Buffer.from(response.body).toString("utf8");
}

function fakeFunction(run: Reply): Pick<LambdaFunction, "invoke"> {
  return {
    async invoke(event): Promise<InvokeResult> {
      const base = { requestId: "r", isCold: false, durationMs: 1 };
      try {
        return { ...base, payload: await run(event as Record<string, unknown>) };
      } catch (error) {
        if (error instanceof Error && error.name === "ThrottledError") throw error;
        return { ...base, error: { kind: "handled", errorType: "Error", errorMessage: String(error) } };
      }
    },
  };
}

export function manualClock(start = Date.now()): CloudClock {
  let offset = 0;
  return {
    offset: new SharedArrayBuffer(8),
    now: () => start + offset,
    advance: (milliseconds) => {
      offset += milliseconds;
    },
    onAdvance: () => () => undefined,
  };
}
