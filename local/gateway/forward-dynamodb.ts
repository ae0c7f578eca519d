import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { AwsError } from "./aws-error.ts";
import type { AwsReply } from "./aws-reply.ts";
import type { AwsRequest } from "./service.ts";

const FORWARDED = ["x-amz-target", "content-type", "authorization", "x-amz-date", "x-amz-security-token"];

/** The SDK repeats a call that got this answer, as it would on AWS. */
const unavailable = (): AwsError => new AwsError(500, "InternalServerError", "The DynamoDB engine is not reachable");

export interface Forward {
  (request: AwsRequest, body: Buffer): Promise<AwsReply>;
  close(): void;
}

const send = (url: URL, agent: Agent, request: AwsRequest, body: Buffer): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = Object.fromEntries(
      FORWARDED.flatMap((name) =>
        request.headers[name] === undefined ? [] : [[name, request.headers[name] as string]],
      ),
    );
    const outgoing = httpRequest(url, {
      method: "POST",
      agent,
      headers: { ...headers, "content-length": body.length },
    });
    outgoing.once("response", resolve).once("error", reject);
    outgoing.end(body);
  });

/** Sends requests on to the engine over connections that stay open. */
export const createForward = (endpoint: () => string | undefined): Forward => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const forward = async (request: AwsRequest, body: Buffer): Promise<AwsReply> => {
    const url = endpoint();
    if (url === undefined) throw unavailable();
    try {
      const response = await send(new URL(url), agent, request, body);
      const kept = ["content-type", "x-amzn-requestid", "x-amz-crc32"].flatMap((name) => {
        const value = response.headers[name];
        return typeof value === "string" ? [[name, value] as const] : [];
      });
      return { status: response.statusCode ?? 500, headers: Object.fromEntries(kept), body: await buffer(response) };
    } catch {
      throw unavailable();
    }
  };
  return Object.assign(forward, { close: () => agent.destroy() });
};
