import type { EdgeRequest } from "../ports.ts";
import type { EventContext } from "./model.ts";
import { decodePath } from "./select-route.ts";

const TEXT_TYPES = ["application/json", "application/javascript", "application/xml"];

/** The event of payload format 2.0. `rawPath` is decoded, which is what HTTP APIs do in spite of the name. */
export function toLambdaEvent(request: EdgeRequest, context: EventContext): Record<string, unknown> {
  const { cookie, ...headers } = request.headers;
  const path = decodePath(request.path);
  return {
    version: "2.0",
    routeKey: context.routeKey,
    rawPath: path,
    rawQueryString: request.rawQuery,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/).filter((part) => part !== "") }),
    headers,
    ...optional("queryStringParameters", queryParameters(request.rawQuery)),
    requestContext: requestContext(request, context, path),
    ...encodeBody(request),
    ...optional("pathParameters", context.pathParameters),
    ...optional("stageVariables", context.stageVariables),
  };
}

/** What a Lambda authorizer gets in format 2.0: the same without a body. */
export function toAuthorizerEvent(
  request: EdgeRequest,
  context: EventContext,
  identities: readonly string[],
): Record<string, unknown> {
  const { version, body, isBase64Encoded, ...rest } = toLambdaEvent(request, context);
  return { version, type: "REQUEST", routeArn: context.routeArn, identitySource: identities, ...rest };
}

function requestContext(request: EdgeRequest, context: EventContext, path: string): Record<string, unknown> {
  return {
    accountId: context.accountId,
    apiId: context.apiId,
    ...(context.authorizer === undefined ? {} : { authorizer: context.authorizer }),
    domainName: context.domainName,
    domainPrefix: context.domainName.split(".")[0],
    http: {
      method: request.method,
      path,
      protocol: "HTTP/1.1",
      sourceIp: request.sourceIp,
      userAgent: request.headers["user-agent"] ?? "",
    },
    requestId: context.requestId,
    routeKey: context.routeKey,
    stage: context.stage,
    time: formatTime(context.now),
    timeEpoch: context.now,
  };
}

function encodeBody(request: EdgeRequest): { readonly body?: string; readonly isBase64Encoded: boolean } {
  if (request.body.byteLength === 0) return { isBase64Encoded: false };
  const bytes = Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength);
  if (isText(request.headers["content-type"])) return { body: bytes.toString("utf8"), isBase64Encoded: false };
  return { body: bytes.toString("base64"), isBase64Encoded: true };
}

function isText(contentType: string | undefined): boolean {
  if (contentType === undefined) return true;
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return type.startsWith("text/") || TEXT_TYPES.includes(type);
}

function queryParameters(rawQuery: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    const earlier = Object.hasOwn(parameters, name) ? `${parameters[name]},` : "";
    Object.defineProperty(parameters, name, {
      value: earlier + value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return parameters;
}

function optional(name: string, values: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.keys(values).length === 0 ? {} : { [name]: values };
}

/** "12/Mar/2020:19:03:58 +0000" */
export function formatTime(milliseconds: number): string {
  const [, day, month, year, time] = new Date(milliseconds).toUTCString().split(" ");
  return `${day}/${month}/${year}:${time} +0000`;
}
