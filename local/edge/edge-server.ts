import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EdgeHandler, EdgeRequest, EdgeResponse } from "../ports.ts";

export interface EdgeServer {
  readonly port: number;
  readonly url: string;
  /** Takes no new connections, lets running requests end within the grace period, then cuts what is left. */
  close(graceMilliseconds?: number): Promise<void>;
}

const HEADER_BYTES = 16 * 1024;
const BODY_BYTES = 10 * 1024 * 1024;
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

class BodyTooLarge extends Error {}

/** Maps a port of this machine to a distribution. Port 0 takes any free one. */
export async function listen(port: number, handler: EdgeHandler): Promise<EdgeServer> {
  const server = createServer({ maxHeaderSize: HEADER_BYTES }, (message, response) => {
    void answer(message, response, handler);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const actual = (server.address() as AddressInfo).port;
  return {
    port: actual,
    url: `http://127.0.0.1:${actual}`,
    close: (graceMilliseconds = 3_000) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

async function answer(message: IncomingMessage, response: ServerResponse, handler: EdgeHandler): Promise<void> {
  try {
    send(message, response, await handler(await readRequest(message)));
  } catch (error) {
    if (error instanceof BodyTooLarge) {
      // The rest of the body is still on its way; only closing the connection stops it.
      response.setHeader("connection", "close");
      return send(message, response, plain(413, "Request Entity Too Large"));
    }
    if (message.errored !== null || response.destroyed) return;
    console.error(`edge: ${message.method} ${message.url}:`, error);
    send(message, response, plain(500, "Internal Server Error"));
  }
}

async function readRequest(message: IncomingMessage): Promise<EdgeRequest> {
  const target = message.url ?? "/";
  const at = target.indexOf("?");
  return {
    method: message.method ?? "GET",
    path: at === -1 ? target : target.slice(0, at),
    rawQuery: at === -1 ? "" : target.slice(at + 1),
    headers: joinHeaders(message.rawHeaders),
    body: await readBody(message),
    sourceIp: message.socket.remoteAddress ?? "127.0.0.1",
  };
}

async function readBody(message: IncomingMessage): Promise<Uint8Array> {
  if (Number(message.headers["content-length"] ?? 0) > BODY_BYTES) throw new BodyTooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > BODY_BYTES) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Repeated headers become one with commas, as payload format 2.0 has them. */
function joinHeaders(raw: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    if (HOP_BY_HOP.includes(name)) continue;
    const earlier = headers.get(name);
    const value = raw[index + 1] ?? "";
    headers.set(name, earlier === undefined ? value : `${earlier}${name === "cookie" ? "; " : ","}${value}`);
  }
  return Object.fromEntries(headers);
}

function send(message: IncomingMessage, response: ServerResponse, result: EdgeResponse): void {
  response.statusCode = result.status;
  for (const [name, value] of Object.entries(result.headers)) {
    if (HOP_BY_HOP.includes(name) || name === "content-length") continue;
    response.setHeader(name, typeof value === "string" ? value : [...value]);
  }
  const hasBody = result.status >= 200 && result.status !== 204 && result.status !== 304;
  if (hasBody) response.setHeader("content-length", result.body.byteLength);
  response.end(hasBody && message.method !== "HEAD" ? result.body : undefined);
}

function plain(status: number, text: string): EdgeResponse {
  return { status, headers: { "content-type": "text/plain;charset=UTF-8" }, body: Buffer.from(text) };
}
