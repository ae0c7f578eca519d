import type { CloudClock } from "../ports.ts";
import type { Stage, Throttling } from "./model.ts";

export type Admit = (stage: Stage, routeKey: string) => boolean;

/** One bucket a stage and route, as the route settings of API Gateway are per route also when they come from the default. */
export function createAdmission(clock: CloudClock): Admit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (stage, routeKey) => {
    const limit = stage.routeThrottling.get(routeKey) ?? stage.defaultThrottling;
    if (limit === undefined) return true;
    const key = `${stage.name} ${routeKey}`;
    const bucket = buckets.get(key) ?? { tokens: limit.burst, at: clock.now() };
    buckets.set(key, bucket);
    refill(bucket, limit, clock.now());
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}

function refill(bucket: { tokens: number; at: number }, limit: Throttling, now: number): void {
  const gained = (Math.max(0, now - bucket.at) / 1000) * limit.requestsPerSecond;
  bucket.tokens = Math.min(limit.burst, bucket.tokens + gained);
  bucket.at = now;
}
