import { expect, test } from "vitest";
import { bursts, strainOf } from "../../../bench/bursts/bursts.ts";
import { lagOnAws } from "../../../bench/bursts/hops.ts";

test("no moment that we know of comes near to what one partition takes", () => {
  for (const burst of bursts) expect(strainOf(burst).share, burst.what).toBeLessThan(0.9);
});

test("a burst strains its partition by units a second", () => {
  const burst = { what: "x", count: 6_000, seconds: 60, units: 2, kind: "write", partition: "p" } as const;
  expect(strainOf(burst)).toEqual({ perSecond: 200, share: 0.2 });
});

test("an effect on AWS comes within a second or so by the published hops", () => {
  expect(lagOnAws()).toEqual({ p50: 377, p90: 616, p99: 1_044 });
});
