import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import { beforeAll, expect, test, vi } from "vitest";
import * as z from "zod";
import { bind, http } from "../../../lib/runtime/http.ts";
import { defineRoute } from "../../../lib/shared/route.ts";

const heavy = defineRoute({
  id: "doHeavyThing",
  key: "POST /api/heavy",
  context: "heavy",
  summary: { zh: "重要操作", en: "Do something heavy" },
  access: { kind: "authenticated" },
  freshLoginSeconds: 600,
  response: z.object({ done: z.boolean() }),
});

const now = new Date("2026-11-21T02:00:00Z");
const handler = http([bind(heavy, async () => ({ done: true }))], {
  clock: () => now,
  access: {
    findPrincipal: async (accountId) => ({ accountId, assignments: [] }),
    findPath: async () => undefined,
  },
});

beforeAll(() => {
  vi.spyOn(console, "log").mockImplementation(() => {});
});

async function call(claims: Record<string, unknown>) {
  const event = {
    routeKey: heavy.key,
    rawQueryString: "",
    headers: {},
    requestContext: { requestId: "r1", http: { path: "/api/heavy" }, authorizer: { jwt: { claims } } },
  };
  return await handler(event as unknown as APIGatewayProxyEventV2, {} as Context);
}

const secondsAgo = (seconds: number) => String(now.getTime() / 1000 - seconds);

test.each([
  ["a login of just now", { auth_time: secondsAgo(0) }, 200],
  ["a login at the limit", { auth_time: secondsAgo(600) }, 200],
  ["a login a second too old", { auth_time: secondsAgo(601) }, 403],
  ["a login at no known time", {}, 403],
  ["a login at a time that is none", { auth_time: "yesterday" }, 403],
])("answers %s", async (_, claims, status) => {
  const answer = await call({ campus_id: "20050018", ...claims });
  expect(answer.statusCode).toBe(status);
  if (status === 403) expect(JSON.parse(answer.body ?? "")).toMatchObject({ code: "fresh_login_required" });
});
