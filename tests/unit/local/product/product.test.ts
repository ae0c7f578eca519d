import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fetchToken } from "../../../../local/identity-provider/fetch-token.ts";
import { type Product, startProduct } from "../../../../local/product.ts";
import { template, writeProductFiles } from "./product-fixture.ts";

vi.setConfig({ testTimeout: 30_000 });

let directory: string;
let product: Product | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "product-"));
  writeProductFiles(directory);
});
afterEach(async () => {
  await product?.stop();
  product = undefined;
  rmSync(directory, { recursive: true, force: true });
});

const start = (port = 0, signal?: AbortSignal) =>
  startProduct({
    port,
    seed: "empty",
    isBuilding: false,
    dataDirectory: join(directory, "data"),
    distDirectory: join(directory, "dist"),
    accountsFile: join(directory, "accounts.json"),
    ...(signal === undefined ? {} : { signal }),
  });

function occupy(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, "127.0.0.1", () => resolve(server));
  });
}
const release = (server: Server) => new Promise((resolve) => server.close(resolve));
const portOf = (server: Server) => (server.address() as AddressInfo).port;

describe("startProduct", () => {
  it("serves the web files from the bucket, with the issuer in the template, and logs people in", async () => {
    product = await start();
    const page = await fetch(product.url);
    expect([page.status, await page.text(), page.headers.get("x-issuer")]).toEqual([
      200,
      "<h1>one</h1>",
      product.issuer,
    ]);
    expect((await fetch(`${product.url}/nope.html`)).status).toBe(403);
    const login = { issuer: product.issuer, account: "1", applicationOrigin: product.url };
    expect((await fetchToken(login)).access_token).toMatch(/^ey/);
  });

  it("leaves no port open, and brings everything back on the next start", async () => {
    product = await start();
    const { url, issuer } = product;
    await product.stop();
    for (const address of [url, issuer]) await expect(fetch(address)).rejects.toThrow("fetch failed");
    writeFileSync(join(directory, "dist/web/index.html"), "<h1>two</h1>");
    product = await start();
    expect(await (await fetch(product.url)).text()).toBe("<h1>two</h1>");
  });

  it("names a port that is taken and gives the others back", async () => {
    const taken = await occupy(0);
    await expect(start(portOf(taken))).rejects.toThrow(`Port ${portOf(taken)} is in use`);
    const application = portOf(taken) - 2;
    await expect(start(application)).rejects.toThrow(/Port \d+ is in use/);
    await release(taken);
    await release(await occupy(application));
    expect(existsSync(join(directory, "data", "state.sqlite"))).toBe(false);
  });

  it("ends what it has started when it is given up", async () => {
    await expect(start(0, AbortSignal.abort())).rejects.toThrow(/abort/i);
    product = await start();
  });

  it("wants exactly one stack to name the bucket", async () => {
    const file = join(directory, "dist/assembly/Web.template.json");
    writeFileSync(file, JSON.stringify({ ...template, Outputs: {} }));
    await expect(start()).rejects.toThrow(/WebBucketName/);
  });
});
