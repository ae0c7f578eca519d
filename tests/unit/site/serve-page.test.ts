import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { pageAt } from "../../../lib/site/page-address.ts";
import { servePage } from "../../../lib/site/serve-page.ts";

const settings = { issuer: "https://sso.example.edu.cn", clientId: "web", audience: "api" };

function served(contents: readonly (string | Error)[] = ["<html>1</html>", "<html>2</html>"]) {
  const left = [...contents];
  const asked: string[] = [];
  let now = 0;
  const page = servePage({
    files: {
      read: async (file) => {
        asked.push(file);
        const content = left.shift() ?? "";
        if (content instanceof Error) throw content;
        return content;
      },
    },
    settings,
    clock: () => new Date(now),
  });
  return {
    page,
    asked,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

test("answers every address of a screen with the application, and reads it once a minute", async () => {
  const { page, asked, pass } = served();
  expect(await page("/")).toEqual({ contentType: "text/html; charset=utf-8", body: "<html>1</html>" });
  expect((await page("/m/messages")).body).toBe("<html>1</html>");
  pass(60_000);
  expect((await page("/people/p1")).body).toBe("<html>2</html>");
  expect(asked).toEqual(["index.html", "index.html"]);
});

test("tells the browser who signs people in", async () => {
  const { page, asked } = served();
  const { contentType, body } = await page("/config.json");
  expect([contentType, JSON.parse(body)]).toEqual(["application/json; charset=utf-8", settings]);
  expect(asked).toEqual([]);
});

test("keeps no failure", async () => {
  const { page } = served([new Error("S3 is away"), "<html></html>"]);
  await expect(page("/")).rejects.toThrow("S3 is away");
  expect((await page("/")).body).toBe("<html></html>");
});

test("goes on with the last page while the bucket does not answer", async () => {
  const { page, pass } = served(["<html>1</html>", new Error("S3 is away"), "<html>2</html>"]);
  for (const body of ["<html>1</html>", "<html>1</html>", "<html>2</html>"]) {
    expect((await page("/")).body).toBe(body);
    pass(60_000);
  }
});

test.each(["/", "/docs", "/docs/", "/docs/other", "/m/", "/organizations/cczu", "/config.json"])(
  "says of %s what the function at the edge says",
  (uri) => {
    const code = readFileSync(join(import.meta.dirname, "../../../infra/edge/page-request.js"), "utf8");
    const request = { uri };
    const answer = runInNewContext(`${code}\nhandler(event)`, { event: { request } }) as { statusCode?: number };
    const atTheEdge = answer.statusCode === undefined ? request.uri.slice(1) : "settings";
    expect(pageAt(uri)).toBe(atTheEdge);
  },
);
