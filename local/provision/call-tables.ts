import type { Forward } from "../gateway/forward-dynamodb.ts";
import type { JsonBody } from "../gateway/json-body.ts";

/** Calls an operation of the DynamoDB engine; gives undefined when the table is not there. */
export type CallTables = (operation: string, body: JsonBody) => Promise<JsonBody | undefined>;

/** Engines ask for a signature and do not look at it. */
const authorization = (region: string): string =>
  `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=local`;

export const createCallTables =
  (forward: Forward, region: string): CallTables =>
  async (operation, body) => {
    const request = {
      method: "POST",
      path: "/",
      query: new URLSearchParams(),
      headers: {
        "x-amz-target": `DynamoDB_20120810.${operation}`,
        "content-type": "application/x-amz-json-1.0",
        authorization: authorization(region),
        "x-amz-date": "20260101T000000Z",
      },
      body: Buffer.alloc(0),
      scope: { accessKeyId: "local", region, service: "dynamodb" },
    };
    const reply = await forward(request, Buffer.from(JSON.stringify(body)));
    const answer = JSON.parse(reply.body.toString()) as JsonBody;
    if (reply.status === 200) return answer;
    if (String(answer.__type).endsWith("#ResourceNotFoundException")) return undefined;
    throw new Error(`${operation}: ${String(answer.__type)} ${String(answer.message ?? answer.Message)}`);
  };
