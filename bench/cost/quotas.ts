import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { type Bill, type CostData, workOf } from "./bill.ts";
import { campusesUntil } from "./model.ts";

const Quota = z.object({ id: z.string(), what: z.string(), limit: z.number(), sure: z.string().nullable() });
const QuotaFile = z.object({
  resources: z.array(Quota.extend({ raise: z.string() })),
  withinCampus: z.array(Quota),
  /** `within`: a limit of one campus, whatever stands beside it. */
  rates: z.array(Quota.extend({ within: z.boolean() })),
  busyHour: z.object({ share: z.number(), why: z.string() }),
  burst: z.object({ factor: z.number(), why: z.string() }),
});

export const quotas = QuotaFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, "quotas.json"), "utf8")));

/** How near one campus is to each limit within itself: 1 is the limit. */
export function nearnessWithinCampus(bill: Bill, data: CostData) {
  const used: Readonly<Record<string, number>> = { ...data.resources, ...ratesOf(bill, data) };
  return [...quotas.withinCampus, ...quotas.rates.filter(({ within }) => within)]
    .map(({ id, what, limit }) => ({ what, limit, used: used[id] ?? 0, share: (used[id] ?? 0) / limit }))
    .toSorted((one, other) => other.share - one.share);
}

/** How many campuses like this one fit into one account and region, by each quota, the scarcest first. */
export function campusesPerAccount(bill: Bill, data: CostData) {
  const rates = ratesOf(bill, data);
  return [
    ...campusesUntil(quotas.resources, data.resources),
    ...campusesUntil(
      quotas.rates.filter(({ within }) => !within),
      rates,
    ),
  ].toSorted((one, other) => one.campuses - other.campuses);
}

/** Per second, in the busiest moment of a month. */
export function ratesOf({ quantities }: Bill, data: CostData): Record<string, number> {
  const { requestMs = 0, recordMs = 0 } = workOf(data);
  const perSecond = (id: string) => ((quantities[id] ?? 0) * quotas.busyHour.share * quotas.burst.factor) / 3600;
  const requests = perSecond("http.request");
  const records = perSecond("events.put") * data.measured.fact.records;
  return {
    "http.request": requests,
    "events.invocation": records,
    "lambda.concurrency": (requests * requestMs + records * recordMs) / 1000,
    "dynamodb.write": perSecond("dynamodb.write"),
  };
}
