import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type EdgeServer, listen } from "../../../../local/edge/edge-server.ts";
import type { EdgeHandler, EdgeRequest } from "../../../../local/ports.ts";

let server: EdgeServer | undefined;
afterEach(async () => {
  await server?.close(0);
  server = undefined;
});

const start = async (handler: EdgeHandler) => {
  server = await listen(0, handler);
  return server;
};
const ok =
  (body: string): EdgeHandler =>
  async () => ({
    status: 200,
    headers: { "content-type": "text/plain", connection: "x", "set-cookie": ["a=1", "b=2"] },
    body: Buffer.from(body),
  });

/** Sends bytes as they are and gives everything that comes back until the connection closes. */
function exchange(port: number, ...chunks: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.setEncoding("latin1").on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", reject).on("close", () => resolve(text));
    for (const chunk of chunks) socket.write(chunk);
  });
}

describe("edge server", () => {
  it("hands the request over with lower-case, joined headers and without those of the connection", async () => {
    const requests: EdgeRequest[] = [];
    const { port } = await start(async (message) => {
      requests.push(message);
      return { status: 204, headers: {}, body: new Uint8Array() };
    });
    await exchange(
      port,
      "POST /a%20b?x=1?2 HTTP/1.1\r\nHost: h\r\nX-Two: a\r\nx-two: b\r\nCookie: s=1\r\nCookie: t=2\r\n",
      "Keep-Alive: 5\r\nConnection: close\r\nContent-Length: 4\r\n\r\n\x00\x01\x02\x03",
    );
    expect(requests[0]).toMatchObject({
      method: "POST",
      path: "/a%20b",
      rawQuery: "x=1?2",
      headers: { host: "h", "x-two": "a,b", cookie: "s=1; t=2", "content-length": "4" },
      sourceIp: "127.0.0.1",
    });
    expect([...(requests[0]?.body ?? [])]).toEqual([0, 1, 2, 3]);
  });

  it("sends repeated headers and no connection header of the origin", async () => {
    const response = await fetch((await start(ok("hi"))).url);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(response.headers.get("connection")).not.toBe("x");
    expect(await response.text()).toBe("hi");
  });

  it("answers HEAD with the length and no body", async () => {
    const { port } = await start(ok("four"));
    const text = await exchange(port, "HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    expect(text).toMatch(/content-length: 4\r\n/i);
    expect(text.endsWith("\r\n\r\n")).toBe(true);
  });

  it("refuses a body above 10 MB by its announced length and while it streams", async () => {
    const { port } = await start(ok("never"));
    const announced = await exchange(port, `POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ${11 * 1024 * 1024}\r\n\r\n`);
    expect(announced).toMatch(/^HTTP\/1.1 413 /);
    const piece = `100000\r\n${"a".repeat(0x100000)}\r\n`;
    const head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    const streamed = await exchange(port, head, ...Array.from({ length: 11 }, () => piece)).catch(String);
    expect(streamed).toMatch(/413|ECONNRESET|EPIPE/);
  });

  it("refuses headers above 16 KB", async () => {
    const { url } = await start(ok("never"));
    const response = await fetch(url, { headers: { "x-long": "a".repeat(17_000) } });
    expect(response.status).toBe(431);
  });

  it("lets a running request end when it closes", async () => {
    const entered = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const running = await start(async (message) => {
      entered.resolve();
      await release.promise;
      return ok("done")(message);
    });
    const answer = fetch(running.url, { headers: { connection: "close" } });
    await entered.promise;
    const closed = running.close(5_000);
    release.resolve();
    expect(await (await answer).text()).toBe("done");
    await closed;
  });

  it("rejects when the port is taken", async () => {
    const { port } = await start(ok("x"));
    await expect(listen(port, ok("y"))).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
