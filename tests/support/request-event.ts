import type { APIGatewayProxyEventV2 } from "aws-lambda";

export interface RequestParts {
  readonly routeKey: string;
  readonly path?: string;
  readonly query?: string;
  readonly params?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  /** The account of the verified token; null: no token. */
  readonly account?: string | null;
  /** What the authorizer said, instead of a verified `account`. */
  readonly verdict?: unknown;
}

/** Epoch seconds in the year 2100. */
const farFuture = 4_102_444_800;

/** A request as API Gateway hands it to a function (payload format 2.0). */
export function requestEvent(parts: RequestParts): APIGatewayProxyEventV2 {
  const { routeKey, query = "", params, headers = {}, body, account = "20180016" } = parts;
  const [method = "", template = ""] = routeKey.split(" ");
  const path = parts.path ?? template;
  const verified = account === null ? undefined : { verdict: "verified", campus_id: account, exp: farFuture };
  const verdict = parts.verdict ?? verified;
  const event = {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: query,
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(params && { pathParameters: params }),
    ...(body !== undefined && { body }),
    isBase64Encoded: parts.isBase64Encoded ?? false,
    requestContext: {
      accountId: "123456789012",
      apiId: "api",
      domainName: "example.org",
      domainPrefix: "example",
      requestId: "request-1",
      routeKey,
      stage: "$default",
      time: "21/Nov/2026:08:00:00 +0000",
      timeEpoch: 1_795_248_000_000,
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" },
      ...(verdict !== undefined && { authorizer: { lambda: verdict } }),
    },
  };
  return event;
}
