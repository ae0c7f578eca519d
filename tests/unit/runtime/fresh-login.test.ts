import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as z from "zod";
import { allRoutes } from "../../../lib/contract.ts";
import { bind, http } from "../../../lib/runtime/http.ts";
import type { Capability } from "../../../lib/shared/access.ts";
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

/** What a stolen session must not be enough for. */
const heavyCapabilities: readonly Capability[] = [
  "person.reveal",
  "person.export",
  "person.export.approve",
  "person.erase",
  "role.grant",
  "appointment.manage",
];
/** Takes a danger away, so it may be done at once. */
const harmless = ["cancelErasure"];

test("every route that hands out or removes people's data or rights asks for a login of the last ten minutes", () => {
  const heavyRoutes = allRoutes.filter(
    ({ id, key, access }) =>
      access.kind === "capability" &&
      heavyCapabilities.includes(access.capability) &&
      !key.startsWith("GET ") &&
      !harmless.includes(id),
  );
  expect(heavyRoutes.length).toBeGreaterThan(8);
  for (const { id, freshLoginSeconds, errors } of heavyRoutes) {
    expect(freshLoginSeconds, id).toBeLessThanOrEqual(600);
    expect(errors, id).toContain("fresh_login_required");
  }
});
