import { expect, test } from "vitest";
import { contextReasons, ownReasons, routePatterns } from "../../../bench/use-cases/route-patterns.ts";
import { allRoutes } from "../../../lib/contract.ts";

test("every route has an access pattern, and every pattern a route", () => {
  expect(Object.keys(routePatterns).toSorted()).toEqual(allRoutes.map(({ id }) => id).toSorted());
});

test("every route has a reason for what it takes beside its pattern, and every reason a route", () => {
  const unexplained = allRoutes.filter(({ id, context }) => (ownReasons[id] ?? contextReasons[context]) === undefined);
  expect(unexplained.map(({ id }) => id)).toEqual([]);
  const known = new Set(allRoutes.flatMap(({ id, context }) => [id, context as string]));
  expect([...Object.keys(ownReasons), ...Object.keys(contextReasons)].filter((name) => !known.has(name))).toEqual([]);
});
