import { describe, expect, test } from "vitest";
import * as z from "zod";
import { allRoutes, routesByContext } from "../../../lib/contract.ts";
import { defineRoute, methodOf, pathOf } from "../../../lib/shared/route.ts";
import { defineTable } from "../../../lib/shared/table.ts";

const base = {
  id: "moveThing",
  context: "test",
  summary: { zh: "移动", en: "Move" },
  access: { kind: "authenticated" },
  response: z.object({}),
} as const;

describe("defineRoute", () => {
  test("makes query and body strict", () => {
    const shape = z.object({ a: z.string() });
    const route = defineRoute({ ...base, key: "POST /api/things", query: shape, body: shape });
    expect(route.query.safeParse({ a: "x", b: 1 }).success).toBe(false);
    expect(route.body.safeParse({ a: "x", b: 1 }).success).toBe(false);
  });

  test("answers 200, takes 64 KiB and declares no errors unless told", () => {
    const route = defineRoute({ ...base, key: "POST /api/things" });
    expect(route).toMatchObject({ status: 200, maximumBodyBytes: 65_536, errors: [] });
    expect([methodOf(route), pathOf(route)]).toEqual(["POST", "/api/things"]);
  });
});

describe("the routes of the contract", () => {
  test("have ids and keys of their own", () => {
    expect(new Set(allRoutes.map(({ id }) => id)).size).toBe(allRoutes.length);
    expect(new Set(allRoutes.map(({ key }) => key)).size).toBe(allRoutes.length);
  });

  test("stand with their context", () => {
    for (const [context, routes] of Object.entries(routesByContext)) {
      expect(new Set(routes.map((route) => route.context))).toEqual(new Set([context]));
    }
  });

  test.each(allRoutes.map((route) => [route.id, route] as const))("%s takes what its path names", (_, route) => {
    const inPath = [...route.key.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    expect(Object.keys(route.params?.shape ?? {})).toEqual(inPath);
  });

  test.each(allRoutes.map((route) => [route.id, route] as const))(
    "%s declares the errors that its access and input cause",
    (_, { access, params, query, body, takesText, errors }) => {
      if (access.kind !== "public") expect(errors).toContain("unauthenticated");
      if (access.kind === "capability") expect(errors).toContain("forbidden");
      if (params ?? query ?? body) expect(errors).toContain("validation_failed");
      if (query && "cursor" in query.shape) expect(errors).toContain("malformed_request");
      if (body) {
        for (const code of [
          "malformed_request",
          "payload_too_large",
          "idempotency_key_reused",
          ...(takesText ? [] : (["unsupported_media_type"] as const)),
        ] as const) {
          expect(errors).toContain(code);
        }
      }
    },
  );

  test.each(allRoutes.map((route) => [route.id, route] as const))(
    "%s looks for the organisation where its input has one",
    (_, { access, ...route }) => {
      if (access.kind !== "capability" || typeof access.at === "string") return;
      for (const { in: part, field } of access.at) expect(Object.keys(route[part]?.shape ?? {})).toContain(field);
    },
  );
});

test("a table has at most two indexes, because each one costs a write unit more", () => {
  const index = { partitionKey: "a", sortKey: "b" };
  expect(() =>
    defineTable({ context: "test", indexes: { one: index, two: index, three: index }, publishesEvents: false }),
  ).toThrow(/two indexes/);
});
