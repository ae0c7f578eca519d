import { setTimeout as sleep } from "node:timers/promises";
import type { AwsAccess, AwsCall, Credentials } from "../ports.ts";
import type { AwsReply } from "./aws-reply.ts";
import type { AwsRequest } from "./service.ts";

/** As often as an SDK tries by itself. */
const attempts = 3;
const firstPauseMs = 50;
const passing = new Set(["ProvisionedThroughputExceededException", "RequestThrottled", "ThrottlingException"]);

type Answer = (request: AwsRequest) => Promise<AwsReply | "lost">;

/** Calls of the AWS endpoint that do not leave the process. What may pass is tried again. */
export function createDirectCall(answer: Answer, region: string): AwsAccess["call"] {
  return async <Result>(credentials: Credentials, call: AwsCall): Promise<Result> => {
    const request = requestOf(credentials, call, region);
    for (let attempt = 1; ; attempt++) {
      call.signal?.throwIfAborted();
      const reply = await unlessAborted(answer(request), call.signal);
      if (reply !== "lost" && reply.status < 400) return JSON.parse(reply.body.toString()) as Result;
      if (attempt === attempts || !mayPass(reply)) throw errorOf(call, reply);
      await sleep(firstPauseMs * 2 ** attempt);
    }
  };
}

/** The request that an SDK would send. */
export function requestOf(
  { accessKeyId }: Credentials,
  { service, target, input }: AwsCall,
  region: string,
): AwsRequest {
  const scope = `${accessKeyId}/20260101/${region}/${service}/aws4_request`;
  return {
    method: "POST",
    path: "/",
    query: new URLSearchParams(),
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": target,
      "x-amz-date": "20260101T000000Z",
      // Nobody verifies the signature, but the engine wants to see one.
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: Buffer.from(JSON.stringify(input)),
    scope: { accessKeyId, region, service },
  };
}

function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

const mayPass = (reply: AwsReply | "lost"): boolean =>
  reply === "lost" || reply.status >= 500 || passing.has(problemOf(reply).name);

function problemOf({ status, body }: AwsReply): { name: string; message: string } {
  const { __type, message, Message } = JSON.parse(body.toString()) as Record<string, string | undefined>;
  return { name: __type?.split("#").at(-1) ?? `status ${status}`, message: message ?? Message ?? "" };
}

function errorOf({ target }: AwsCall, reply: AwsReply | "lost"): Error {
  if (reply === "lost") return new Error(`${target}: the connection was closed before the answer`);
  const { name, message } = problemOf(reply);
  return Object.assign(new Error(message), { name });
}
