import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRouteKey, selectRoute } from "../../../../local/http-api/select-route.ts";

const routesOf = (...keys: string[]) =>
  keys.map((routeKey) => ({ routeKey, integrationId: "i", authorizerId: undefined, scopes: [] }));
const chosen = (keys: string[], method: string, path: string) =>
  selectRoute(routesOf(...keys), method, path)?.route.routeKey;

describe("route selection", () => {
  const pets = ["$default", "ANY /{proxy+}", "GET /pets/{proxy+}", "GET /pets/dog/{id}", "GET /pets/dog/1"];

  it.each([
    ["GET", "/pets/dog/1", "GET /pets/dog/1"],
    ["GET", "/pets/dog/2", "GET /pets/dog/{id}"],
    ["GET", "/pets/cat/1", "GET /pets/{proxy+}"],
    ["POST", "/pets/dog/1", "ANY /{proxy+}"],
    ["GET", "/", "$default"],
  ])("takes the most specific route for %s %s", (method, path, expected) => {
    expect(chosen(pets, method, path)).toBe(expected);
    expect(chosen(pets.toReversed(), method, path)).toBe(expected);
  });

  it("prefers a method over ANY on the same path", () => {
    expect(chosen(["ANY /a", "GET /a"], "GET", "/a")).toBe("GET /a");
    expect(chosen(["ANY /a", "GET /a"], "PUT", "/a")).toBe("ANY /a");
  });

  it("finds nothing without a matching route", () => {
    expect(chosen(["GET /a"], "POST", "/a")).toBeUndefined();
    expect(chosen(["GET /a"], "GET", "/a/")).toBeUndefined();
    expect(chosen(["GET /a/{id}"], "GET", "/a/")).toBeUndefined();
    expect(chosen(["GET /a/{rest+}"], "GET", "/a/")).toBeUndefined();
  });

  it("gives any segment back decoded, whatever its characters", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (id) => {
        const match = selectRoute(routesOf("GET /a/{id}/b"), "GET", `/a/${encodeURIComponent(id)}/b`);
        expect(match?.pathParameters).toEqual({ id });
      }),
    );
  });

  it("keeps slashes in a greedy variable", () => {
    expect(selectRoute(routesOf("GET /f/{p+}"), "GET", "/f/a/b%20c/")?.pathParameters).toEqual({ p: "a/b c/" });
  });

  it.each(["GET", "get /a", "GET a", "FETCH /a", "GET /{all+}/x"])("refuses the route key %s", (key) => {
    expect(() => parseRouteKey(key)).toThrow(key);
  });
});
