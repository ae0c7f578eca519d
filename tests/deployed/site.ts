import assert from "node:assert/strict";
import { request } from "node:https";
import type { Emulator } from "./emulator.ts";

interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Asks the emulated distribution as a browser would: it tells distributions apart by the host in the request. */
export function pageOf({ port }: Emulator, host: string, path: string): Promise<Page> {
  return new Promise((resolve, reject) => {
    const address = { host: "127.0.0.1", servername: "localhost", port, path, headers: { host } };
    const call = request(address, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    call.once("error", reject).end();
  });
}

/** What the application is told by the deployment. */
interface Told {
  readonly issuer: string;
  readonly clientId: string;
}
export type CheckSite = (told: Told) => Promise<void>;

const screens = ["/", "/organizations/cczu", "/m/messages"];

/** The application is served with its policy, its screens have addresses, and it is told who signs people in. */
export async function checkSite(emulator: Emulator, host: string, told: Told): Promise<void> {
  for (const path of screens) {
    const page = await pageOf(emulator, host, path);
    assert.equal(page.status, 200, `${path}: ${page.body.slice(0, 300)}`);
    assert.match(page.body, /<div id="root">/, path);
    const policy = String(page.headers["content-security-policy"]);
    assert.ok(policy.includes(`connect-src 'self' ${told.issuer} `), `${path}: ${policy}`);
    assert.doesNotMatch(policy, /unsafe-/);
  }
  const settings = await pageOf(emulator, host, "/config.json");
  assert.deepEqual(JSON.parse(settings.body), { ...told, audience: "dangjian-api" });
}

/** The same of the API that answers the addresses of screens where the edge has no functions. */
export async function checkPages(pagesUrl: string, told: Told): Promise<void> {
  for (const path of screens) {
    const page = await fetch(pagesUrl + path);
    const text = await page.text();
    assert.equal(page.status, 200, `${path}: ${text.slice(0, 300)}`);
    assert.match(text, /<div id="root">/, path);
  }
  const settings = await fetch(`${pagesUrl}/config.json`);
  assert.deepEqual(await settings.json(), { ...told, audience: "dangjian-api" });
}
