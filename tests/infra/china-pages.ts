import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { type Cloud, startCloud } from "../../local/cloud.ts";
import { requiredOutput } from "../../local/product.ts";
import type { Assembly } from "./assembly.ts";

/** The stacks for China on the embedded cloud: the only variant in which a function answers the addresses of screens. */
export function describeChinaPages(read: () => Assembly): void {
  test("people in China get the application at every address of a screen, its settings, its files and its API", async () => {
    if (read().partition !== "aws-cn" || read().stage !== "prod") return;
    const dataDirectory = mkdtempSync(join(tmpdir(), "dangjian-china-"));
    const parameters = { OidcIssuer: "https://sso.example.edu.cn" };
    const cloud = await startCloud({ assembly: read().directory, dataDirectory, parameters });
    try {
      await walkTheSite(cloud);
    } finally {
      await cloud.stop();
      rmSync(dataDirectory, { recursive: true, force: true });
    }
  });
}

async function walkTheSite(cloud: Cloud): Promise<void> {
  await upload(cloud, "index.html", "<div id=root></div>", "text/html");
  await upload(cloud, "assets/main.js", "start()", "text/javascript");
  for (const path of ["/", "/organizations/cczu", "/m/messages"]) {
    const page = await get(cloud, path);
    expect([page.status, page.body, page.headers["content-type"]], path).toEqual([
      200,
      "<div id=root></div>",
      "text/html; charset=utf-8",
    ]);
    const policy = String(page.headers["content-security-policy"]);
    expect(policy, path).toContain("connect-src 'self' https://sso.example.edu.cn ");
    expect(policy, path).not.toContain("unsafe-");
  }
  expect((await get(cloud, "/assets/main.js")).body).toBe("start()");
  const settings = JSON.parse((await get(cloud, "/config.json")).body) as object;
  expect(settings).toEqual({
    issuer: "https://sso.example.edu.cn",
    clientId: "dangjian-web",
    audience: "dangjian-api",
  });
  expect((await get(cloud, "/api/me")).status).toBe(401);
}

async function upload({ aws, outputs }: Cloud, Key: string, Body: string, ContentType: string): Promise<void> {
  const { endpoint, region, operator: credentials } = aws;
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  await s3.send(new PutObjectCommand({ Bucket: requiredOutput(outputs, "WebBucketName"), Key, Body, ContentType }));
  s3.destroy();
}

async function get({ distributions, outputs }: Cloud, path: string) {
  const site = distributions.get(requiredOutput(outputs, "SiteId"));
  if (site === undefined) throw new Error("there is no site");
  const request = { method: "GET", path, rawQuery: "", headers: {}, body: new Uint8Array(), sourceIp: "192.0.2.1" };
  const { status, headers, body } = await site(request);
  return { status, headers, body: Buffer.from(body).toString() };
}
