import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { AppError } from "../shared/errors.ts";
import type { Route } from "../shared/route.ts";
import { parsePart } from "../shared/validation.ts";

export interface ParsedRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Reads and checks the three parts of a request against the route; throws `AppError` for everything that does not fit. */
export function readRequest(route: Route, event: APIGatewayProxyEventV2): ParsedRequest {
  return {
    params: route.params ? parsePart(route.params, "params", event.pathParameters ?? {}) : {},
    query: route.query ? parsePart(route.query, "query", queryOf(event)) : noQuery(event),
    body: route.body ? parsePart(route.body, "body", bodyOf(route, event)) : undefined,
  };
}

function queryOf(event: APIGatewayProxyEventV2): Record<string, string> {
  const pairs = [...new URLSearchParams(event.rawQueryString)];
  const query = Object.fromEntries(pairs);
  const repeated = pairs.map(([name]) => name).find((name, index, names) => names.indexOf(name) !== index);
  if (repeated === undefined) return query;
  throw new AppError("validation_failed", {
    errors: [{ field: `query.${repeated}`, reason: { zh: "只能出现一次", en: "May be given once only" } }],
  });
}

function noQuery(event: APIGatewayProxyEventV2): Record<never, never> {
  const [name] = Object.keys(queryOf(event));
  if (name === undefined) return {};
  throw new AppError("validation_failed", {
    errors: [{ field: `query.${name}`, reason: { zh: "没有这个字段", en: "There is no such field" } }],
  });
}

function bodyOf(route: Route, event: APIGatewayProxyEventV2): unknown {
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (bytes.length > route.maximumBodyBytes) {
    const kib = route.maximumBodyBytes / 1024;
    throw new AppError("payload_too_large", {
      detail: { zh: `不能超过 ${kib} KB。`, en: `At most ${kib} KB.` },
    });
  }
  if (route.takesText) return { text: bytes.toString("utf8") };
  if (!/^application\/json\b/i.test(event.headers["content-type"] ?? "")) {
    throw new AppError("unsupported_media_type", {
      detail: { zh: "请使用 application/json。", en: "Send application/json." },
    });
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), refuseHalfCharacter);
  } catch {
    throw new AppError("malformed_request", {
      errors: [{ field: "body", reason: { zh: "不是有效的 JSON", en: "Not valid JSON" } }],
    });
  }
}

/** JSON can write half of a surrogate pair; UTF-8 cannot, so that a store would keep something else than was sent. */
function refuseHalfCharacter(key: string, value: unknown): unknown {
  const isWhole = key.isWellFormed() && (typeof value !== "string" || value.isWellFormed());
  if (!isWhole) throw new SyntaxError("half a surrogate pair");
  return value;
}
