import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as z from "zod";
import { bind, http } from "../../../lib/runtime/http.ts";
import { defineRoute } from "../../../lib/shared/route.ts";
import { captureOutput } from "../../support/capture-output.ts";
import { requestEvent } from "../../support/request-event.ts";

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

beforeEach(() => void captureOutput());
afterEach(() => vi.restoreAllMocks());

const secondsAgo = (seconds: number) => now.getTime() / 1000 - seconds;

test.each([
  ["a login of just now", { auth_time: secondsAgo(0) }, 200],
  ["a login at the limit", { auth_time: secondsAgo(600) }, 200],
  ["a login a second too old", { auth_time: secondsAgo(601) }, 403],
  ["a login at no known time", {}, 403],
])("answers %s", async (_, claims, status) => {
  const verdict = { verdict: "verified", campus_id: "20050018", exp: secondsAgo(-60), ...claims };
  const answer = await handler(requestEvent({ routeKey: heavy.key, verdict }), {} as never);
  expect(answer.statusCode).toBe(status);
  if (status === 403) expect(JSON.parse(answer.body ?? "")).toMatchObject({ code: "fresh_login_required" });
});
