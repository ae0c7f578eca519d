/** One hop to a function on AWS, milliseconds, as published: bitesizedserverless.com, messaging latency compared, eu-west-1. */
export const hops = [
  { what: "stream of the table to the relay", p50: 213, p90: 341, p99: 552 },
  { what: "bus to its target", p50: 148, p90: 241, p99: 387 },
  { what: "queue to the consumer", p50: 16, p90: 34, p99: 105 },
] as const;

/** From the acknowledged write to the start of the consumer; the sum of quantiles is above the quantile of the sum. */
export function lagOnAws() {
  const sum = (key: "p50" | "p90" | "p99") => hops.reduce((total, hop) => total + hop[key], 0);
  return { p50: sum("p50"), p90: sum("p90"), p99: sum("p99") };
}
