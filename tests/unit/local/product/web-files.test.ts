import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { AwsAccess, StateStore } from "../../../../local/ports.ts";
import { openStateStore } from "../../../../local/state-store.ts";
import { uploadWebFiles } from "../../../../local/web-files.ts";

let directory: string;
let server: Server;
let requests: { line: string; type: string | undefined; cache: string | undefined }[];
let state: StateStore;
let aws: AwsAccess;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "web-"));
  mkdirSync(join(directory, "assets"));
  writeFileSync(join(directory, "index.html"), "one");
  writeFileSync(join(directory, "assets", "app-1.js"), "let a");
  requests = [];
  state = openStateStore(":memory:");
  server = createServer((message, response) => {
    message.resume();
    const { pathname } = new URL(message.url ?? "/", "http://s3");
    const { "content-type": type, "cache-control": cache } = message.headers;
    requests.push({ line: `${message.method} ${pathname}`, type, cache });
    message.on("end", () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  aws = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: "cn-north-1",
    operator: { accessKeyId: "a", secretAccessKey: "b", sessionToken: "c" },
    call: () => Promise.reject(new Error("nothing answers")),
    onTableWrite: () => () => undefined,
  };
});
afterEach(async () => {
  state.close();
  rmSync(directory, { recursive: true });
  await new Promise((resolve) => server.close(resolve));
});

const upload = () => uploadWebFiles({ aws, state, directory, bucket: "web" });

it("sends every file with its type, and lets only hashed names be kept", async () => {
  expect(await upload()).toBe(2);
  expect(requests).toEqual([
    {
      line: "PUT /web/assets/app-1.js",
      type: "text/javascript; charset=utf-8",
      cache: "public, max-age=31536000, immutable",
    },
    { line: "PUT /web/index.html", type: "text/html; charset=utf-8", cache: "no-cache" },
  ]);
});

it("sends only what changed and removes what is gone", async () => {
  await upload();
  expect(await upload()).toBe(0);
  requests = [];
  writeFileSync(join(directory, "index.html"), "two");
  rmSync(join(directory, "assets", "app-1.js"));
  expect(await upload()).toBe(2);
  expect(requests.map((one) => one.line)).toEqual(["PUT /web/index.html", "DELETE /web/assets/app-1.js"]);
});

it("names a file whose type it does not know", async () => {
  writeFileSync(join(directory, "data.xyz"), "?");
  await expect(upload()).rejects.toThrow(/data\.xyz.*web-files\.ts/);
});
