import { STATUS_CODES } from "node:http";
import * as z from "zod";
import type { EdgeRequest, EdgeResponse } from "../ports.ts";
import { EdgeFunctionError } from "./function-runtime.ts";

const Value = z.object({
  value: z.string(),
  attributes: z.string().optional(),
  multiValue: z.array(z.object({ value: z.string(), attributes: z.string().optional() })).optional(),
});
const Values = z.record(z.string(), Value);

const FunctionRequest = z.object({
  method: z.string(),
  uri: z.string().startsWith("/"),
  querystring: z.union([Values, z.string()]).default({}),
  headers: Values.default({}),
  cookies: Values.default({}),
});

const FunctionResponse = z.object({
  statusCode: z.int().min(100).max(599),
  statusDescription: z.string().optional(),
  headers: Values.default({}),
  cookies: Values.default({}),
  body: z
    .union([z.string(), z.object({ data: z.string(), encoding: z.enum(["text", "base64"]).default("text") })])
    .optional(),
});

type ValueMap = z.output<typeof Values>;

/** A function that changes one of these gets its response refused with 502. */
const READ_ONLY_IN_REQUEST = ["content-length", "host", "transfer-encoding", "via"];
const READ_ONLY_IN_RESPONSE = ["content-encoding", "content-length", "transfer-encoding", "warning", "via"];

export interface FunctionContext {
  readonly distributionDomainName: string;
  readonly distributionId: string;
  readonly requestId: string;
}

export function toRequestEvent(request: EdgeRequest, context: FunctionContext) {
  return {
    version: "1.0",
    context: { ...context, eventType: "viewer-request" },
    viewer: { ip: request.sourceIp },
    request: requestObject(request),
  };
}

export function toResponseEvent(request: EdgeRequest, response: EdgeResponse, context: FunctionContext) {
  const { "set-cookie": setCookies, ...headers } = response.headers;
  return {
    version: "1.0",
    context: { ...context, eventType: "viewer-response" },
    viewer: { ip: request.sourceIp },
    request: requestObject(request),
    response: {
      statusCode: response.status,
      statusDescription: STATUS_CODES[response.status] ?? "",
      headers: collect(Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))),
      cookies: collect([setCookies ?? []].flat().map(parseSetCookie)),
    },
  };
}

/** What a viewer-request function gave back: the request to go on with, or the response to answer with. */
export function readRequestResult(result: unknown, request: EdgeRequest): EdgeRequest | EdgeResponse {
  if (typeof result === "object" && result !== null && "statusCode" in result) {
    return readResponse(result, { status: 200, headers: {}, body: new Uint8Array() });
  }
  const parsed = FunctionRequest.safeParse(result);
  if (!parsed.success) throw new EdgeFunctionError(502, z.prettifyError(parsed.error));
  const { uri, querystring, cookies } = parsed.data;
  const headers = Object.fromEntries(
    Object.entries(flatten(parsed.data.headers)).map(([name, values]) => [name, values.join(",")]),
  );
  assertUntouched(READ_ONLY_IN_REQUEST, request.headers, headers);
  const cookie = Object.entries(flatten(cookies)).flatMap(([name, values]) =>
    values.map((value) => `${name}=${value}`),
  );
  return {
    ...request,
    path: uri,
    rawQuery: typeof querystring === "string" ? querystring : queryText(querystring),
    headers: cookie.length === 0 ? headers : { ...headers, cookie: cookie.join("; ") },
  };
}

/** The original body is not part of the event; it stays unless the function sets another one. */
export function readResponse(result: unknown, original: EdgeResponse): EdgeResponse {
  const parsed = FunctionResponse.safeParse(result);
  if (!parsed.success) throw new EdgeFunctionError(502, z.prettifyError(parsed.error));
  const { statusCode, body, cookies } = parsed.data;
  const headers: Record<string, string | readonly string[]> = {};
  for (const [name, values] of Object.entries(flatten(parsed.data.headers))) {
    headers[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  assertUntouched(READ_ONLY_IN_RESPONSE, original.headers, headers);
  const setCookies = setCookieLines(cookies);
  if (setCookies.length > 0) headers["set-cookie"] = setCookies;
  if (body === undefined) return { status: statusCode, headers, body: original.body };
  const { "content-encoding": _encoding, "content-length": _length, ...rest } = headers;
  const bytes = typeof body === "string" ? Buffer.from(body) : Buffer.from(body.data, bufferEncoding(body.encoding));
  return { status: statusCode, headers: rest, body: bytes };
}

function requestObject(request: EdgeRequest) {
  const { cookie, ...headers } = request.headers;
  const pairs = (cookie ?? "").split(/;\s*/).filter((pair) => pair !== "");
  return {
    method: request.method,
    uri: request.path,
    querystring: collect(request.rawQuery.split("&").filter(Boolean).map(splitPair)),
    headers: collect(Object.entries(headers)),
    cookies: collect(pairs.map(splitPair)),
  };
}

function collect(entries: readonly (readonly string[])[]): ValueMap {
  const map = new Map<string, z.output<typeof Value>>();
  for (const [name = "", value = "", attributes] of entries) {
    const one = { value, ...(attributes === undefined || attributes === "" ? {} : { attributes }) };
    const known = map.get(name);
    map.set(name, known === undefined ? one : { ...known, multiValue: [...(known.multiValue ?? [known]), one] });
  }
  return Object.fromEntries(map);
}

function flatten(map: ValueMap): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(map).map(([name, { value, multiValue }]) => [
      name.toLowerCase(),
      multiValue === undefined ? [value] : multiValue.map((one) => one.value),
    ]),
  );
}

function setCookieLines(cookies: ValueMap): string[] {
  return Object.entries(cookies).flatMap(([name, cookie]) =>
    (cookie.multiValue ?? [cookie]).map(({ value, attributes }) =>
      [`${name}=${value}`, attributes].filter((part) => part !== undefined && part !== "").join("; "),
    ),
  );
}

function queryText(map: ValueMap): string {
  return Object.entries(map)
    .flatMap(([name, { value, multiValue }]) => (multiValue ?? [{ value }]).map((one) => `${name}=${one.value}`))
    .join("&");
}

function splitPair(pair: string): readonly string[] {
  const at = pair.indexOf("=");
  return at === -1 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

function parseSetCookie(line: string): readonly string[] {
  const [pair = "", ...attributes] = line.split(/;\s*/);
  return [...splitPair(pair), attributes.join("; ")];
}

function bufferEncoding(encoding: "text" | "base64"): BufferEncoding {
  return encoding === "base64" ? "base64" : "utf8";
}

function assertUntouched(
  names: readonly string[],
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): void {
  const changed = names.find((name) => String(before[name] ?? "") !== String(after[name] ?? ""));
  if (changed !== undefined) throw new EdgeFunctionError(502, `a function may not change the header ${changed}`);
}
