import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { AccessDeniedError } from "../iam/access-denied-error.ts";
import type { Authority, FaultRule, Faults, Principal } from "../ports.ts";
import { AwsError, errorReply } from "./aws-error.ts";
import type { AwsReply } from "./aws-reply.ts";
import { readCredentialScope } from "./credential-scope.ts";
import type { AwsRequest, AwsService, Operation } from "./service.ts";

interface Parts {
  readonly authority: Authority;
  readonly faults: Faults;
  /** 0 takes any free one. */
  readonly port: number;
  principalOf(accessKeyId: string): Principal | undefined;
  /** For faults that aim at the calls of one function. */
  functionNameOf(roleArn: string): string | undefined;
  /** What a service answered to a function. */
  readonly onReply?: (call: { service: string; operation: string; functionName: string; reply: AwsReply }) => void;
}

export interface Gateway {
  readonly endpoint: string;
  /** Services are added once the engines behind them run. */
  add(service: AwsService): void;
  /** Answers a request that did not come over HTTP; "lost" when a fault drops the acknowledgement. */
  answer(request: AwsRequest): Promise<AwsReply | "lost">;
  /** Requests that are being answered. A waiting ReceiveMessage is not work. */
  inFlight(): number;
  stop(): Promise<void>;
}

/** The work is done and the connection dies before the answer. */
const LOST = "lost";

const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(",") : value]],
    ),
  );

const write = (response: ServerResponse, reply: AwsReply): void => {
  const { "content-length": _, "transfer-encoding": __, connection: ___, ...headers } = reply.headers;
  const body = Buffer.from(reply.body);
  // The answer to HEAD tells the length of a body that it does not carry.
  const length = response.req.method === "HEAD" ? (reply.headers["content-length"] ?? 0) : body.length;
  response.writeHead(reply.status, { ...headers, "content-length": length });
  response.end(response.req.method === "HEAD" ? undefined : body);
};

const asAwsError = (error: unknown, service: AwsService): AwsError => {
  if (error instanceof AwsError) return error;
  if (error instanceof AccessDeniedError) return service.errors.accessDenied(error.message);
  // Services of other folders refuse a call with an error of their own that has the same two fields.
  if (error instanceof Error && "status" in error && "code" in error) {
    return new AwsError(Number(error.status), String(error.code), error.message);
  }
  console.error(error);
  return new AwsError(500, "InternalFailure", error instanceof Error ? error.message : String(error));
};

const applyBefore = async (effect: FaultRule["effect"], service: AwsService, operation: string): Promise<void> => {
  if (effect.kind === "delay") await sleep(effect.milliseconds);
  if (effect.kind === "throttle") throw service.errors.throttled(operation);
  if (effect.kind === "fail") throw new AwsError(effect.status, effect.code, "A fault was switched on for this call");
};

export const startGateway = async (parts: Parts): Promise<Gateway> => {
  const services = new Map<string, AwsService>();
  let inFlight = 0;

  const perform = async (
    service: AwsService,
    operation: Operation,
    principal: Principal,
  ): Promise<AwsReply | typeof LOST> => {
    for (const { action, resourceArn } of operation.permissions)
      parts.authority.authorize(principal, action, resourceArn);
    const functionName = principal.kind === "role" ? parts.functionNameOf(principal.roleArn) : undefined;
    const effects = parts.faults.decide("sdk", {
      service: service.name,
      action: operation.name,
      resource: operation.permissions.map(({ resourceArn }) => resourceArn).join(" "),
      ...(functionName !== undefined && { functionName }),
    });
    for (const effect of effects) await applyBefore(effect, service, operation.name);
    const reply = await operation.run(principal);
    if (functionName !== undefined) {
      parts.onReply?.({ service: service.name, operation: operation.name, functionName, reply });
    }
    return effects.some(({ kind }) => kind === "drop-acknowledgement") ? LOST : reply;
  };

  const authorized = async (service: AwsService, request: AwsRequest): Promise<AwsReply | typeof LOST> => {
    const principal = parts.principalOf(request.scope.accessKeyId);
    if (principal === undefined) throw service.errors.unknownKey();
    const operation = service.read(request);
    const isWork = operation.name !== "ReceiveMessage";
    inFlight += isWork ? 1 : 0;
    try {
      return await perform(service, operation, principal);
    } finally {
      inFlight -= isWork ? 1 : 0;
    }
  };

  const answer = async (request: AwsRequest): Promise<AwsReply | typeof LOST> => {
    const name = request.scope.service;
    const service = services.get(name);
    if (service === undefined) {
      const error = new AwsError(501, "NotImplemented", `Unknown service ${name}: teach it in local/gateway/`);
      return errorReply("json-1.1", error);
    }
    try {
      return await authorized(service, request);
    } catch (error) {
      return errorReply(service.protocol, asAwsError(error, service));
    }
  };

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
    const headers = headersOf(incoming);
    const scope = readCredentialScope(headers.authorization, url.searchParams);
    if (scope === undefined) {
      const error = new AwsError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
      return write(response, errorReply("json-1.1", error));
    }
    const reply = await answer({
      method: incoming.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      headers,
      body,
      scope,
    });
    if (reply === LOST) incoming.socket.destroy();
    else write(response, reply);
  };

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });
  // The SDK keeps connections open longer than Node's 5 s; a connection closed under it costs a failed call.
  server.keepAliveTimeout = 120_000;
  server.listen(parts.port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The gateway has no port");

  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    add: (service) => void services.set(service.name, service),
    answer,
    inFlight: () => inFlight,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
