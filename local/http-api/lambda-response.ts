import * as z from "zod";
import type { EdgeResponse } from "../ports.ts";

const HeaderValue = z.union([z.string(), z.number(), z.boolean()]);
const ProxyResponse = z.object({
  statusCode: z.int().min(100).max(599),
  headers: z.record(z.string(), HeaderValue).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
  cookies: z.array(z.string()).nullish(),
});

/** Undefined when the gateway would call the answer malformed (and give 500 to the client). */
export function fromLambdaPayload(payload: unknown): EdgeResponse | undefined {
  const hasStatus = typeof payload === "object" && payload !== null && "statusCode" in payload;
  if (!hasStatus) return inferred(payload);
  const parsed = ProxyResponse.safeParse(payload);
  if (!parsed.success) return undefined;
  const { statusCode, headers, body, isBase64Encoded, cookies } = parsed.data;
  const lowerCase = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return {
    status: statusCode,
    headers: {
      ...(body === undefined || body === null || body === "" ? {} : { "content-type": "text/plain;charset=UTF-8" }),
      ...Object.fromEntries(lowerCase),
      ...(cookies !== undefined && cookies !== null && cookies.length > 0 ? { "set-cookie": cookies } : {}),
    },
    body: Buffer.from(body ?? "", isBase64Encoded === true ? "base64" : "utf8"),
  };
}

/** Any JSON without a status code is a 200; a text goes out without its quotes. */
function inferred(payload: unknown): EdgeResponse {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload ?? null);
  return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(text) };
}
