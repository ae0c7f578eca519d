import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { allRoutes } from "../../lib/contract.ts";
import { lineMetrics } from "../../lib/shared/metrics.ts";
import { readResults } from "../results/results-file.ts";
import { UseCaseUnits } from "../use-cases/summarize.ts";
import {
  type Campus,
  campusOf,
  type Measured,
  occurrences,
  type Price,
  plus,
  priceOf,
  pricesIn,
  type Quantities,
  quantitiesOnce,
  times,
  type UseCase,
  type Work,
} from "./model.ts";

const PriceItem = z.object({
  id: z.string(),
  per: z.number().positive(),
  price: z.number().nonnegative(),
  what: z.string().optional(),
  freePerMonth: z.number().optional(),
  source: z.string().nullable(),
  seen: z.string(),
});
const PriceFile = z.object({
  region: z.string(),
  currency: z.string(),
  note: z.string(),
  items: z.array(PriceItem),
  china: z.object({ note: z.string(), currency: z.string(), perUsd: z.number(), prices: z.array(PriceItem) }),
});

const Assumption = z.object({ value: z.number(), why: z.string() });
const Amount = z.record(z.string(), z.number());
const CampusFile = z.object({
  note: z.string(),
  campus: z.record(z.string(), Assumption),
  work: z.record(z.string(), Assumption),
  useCases: z.array(
    z.object({
      id: z.string(),
      zh: z.string(),
      en: z.string(),
      times: z.partialRecord(z.enum(["person", "branch", "school", "campus"]), z.number()),
      why: z.string(),
      requests: Amount.optional(),
      records: Amount.optional(),
      facts: z.number().optional(),
      reads: z.number().optional(),
      writes: z.number().optional(),
    }),
  ),
});

const Resources = z.object({ counts: z.record(z.string(), z.number()) });

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8"));

export function readCostData() {
  const prices = PriceFile.parse(readJson("prices.json"));
  const campus = CampusFile.parse(readJson("campus.json"));
  const found = readResults();
  const measured = measuredOf(UseCaseUnits.parse(found["use-cases"]));
  const { counts: resources } = Resources.parse(found.resources);
  return { prices, campus, measured, resources };
}
export type CostData = ReturnType<typeof readCostData>;

function measuredOf({ requests, records, fact }: UseCaseUnits): Measured {
  const byId = allRoutes.flatMap(({ id, key }): [string, { read: number; write: number }][] => {
    const units = requests[key];
    return units === undefined ? [] : [[id, units]];
  });
  return { requests: new Map(byId), records: new Map(Object.entries(records)), fact };
}

const valuesOf = (assumptions: Readonly<Record<string, { value: number }>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(assumptions).map(([name, { value }]) => [name, value]));

export function workOf({ campus }: CostData): Work {
  return valuesOf(campus.work) as Work;
}

export interface Line {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly times: number;
  readonly quantities: Quantities;
  readonly price: number;
}

export interface Bill {
  readonly campus: Campus;
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly total: number;
  readonly quantities: Quantities;
}

/** What one campus of so many people costs in a month, by use case. `place` chooses the prices. */
export function billFor(people: number, data: CostData, place: "us-east-1" | "china" = "us-east-1"): Bill {
  const shape = valuesOf(data.campus.campus);
  const campus = campusOf(people, shape as { peoplePerBranch: number; branchesPerSchool: number });
  const { prices, currency } = pricesOf(data, place);
  const line = (about: Pick<Line, "id" | "zh" | "en" | "times">, quantities: Quantities): Line => ({
    ...about,
    quantities,
    price: priceOf(quantities, prices),
  });
  const work = workOf(data);
  const used = data.campus.useCases.map((useCase) => {
    const count = occurrences(useCase, campus);
    const { id, zh, en } = useCase;
    return line({ id, zh, en, times: count }, times(quantitiesOnce(useCase as UseCase, data.measured, work), count));
  });
  const kept = line(
    { id: "storage", zh: "数据存储与备份", en: "Data kept, and its backups", times: people },
    storageOf(people, shape.kilobytesPerPerson ?? 0),
  );
  const site = line({ id: "site", zh: "网页文件", en: "Files of the site", times: people }, siteOf(people, shape));
  const standing = line(
    { id: "standing", zh: "固定设施（密钥、告警、队列轮询）", en: "What stands there, used or not", times: 1 },
    standingOf(data.resources, work),
  );
  const lines = [...used, kept, site, standing].toSorted((one, other) => other.price - one.price);
  const quantities = lines.reduce<Quantities>((sum, { quantities: own }) => plus(sum, own), {});
  return { campus, currency, lines, quantities, total: lines.reduce((sum, { price }) => sum + price, 0) };
}

function pricesOf({ prices }: CostData, place: "us-east-1" | "china"): { prices: Price[]; currency: string } {
  if (place === "us-east-1") return { prices: prices.items, currency: prices.currency };
  const { perUsd, currency, prices: own } = prices.china;
  return { prices: pricesIn(prices.items, perUsd, own), currency };
}

function storageOf(people: number, kilobytes: number): Quantities {
  const gigabytes = (people * kilobytes) / 1e6;
  return { "dynamodb.storage": gigabytes, "dynamodb.backup": gigabytes };
}

function siteOf(people: number, shape: Readonly<Record<string, number>>): Quantities {
  const { firstLoadsPerPerson = 0, kilobytesPerFirstLoad = 0, filesPerFirstLoad = 0 } = shape;
  const loads = people * firstLoadsPerPerson;
  return {
    "cloudfront.gigabyte": (loads * kilobytesPerFirstLoad) / 1e6,
    "cloudfront.request": loads * filesPerFirstLoad,
  };
}

/** Without dimensions, each is one time series. */
const metricsOfLines = Object.values(lineMetrics).flatMap(Object.keys).length;

/** Resources that are billed by the month, and the polls of queues that have nothing to say. */
export function standingOf(resources: Readonly<Record<string, number>>, work: Pick<Work, "pollsPerQueue">): Quantities {
  const count = (type: string) => resources[`AWS::${type}`] ?? 0;
  return {
    "kms.key": count("KMS::Key"),
    "cloudwatch.alarm": count("CloudWatch::Alarm"),
    "cloudwatch.dashboard": count("CloudWatch::Dashboard"),
    "cloudwatch.metric": count("Logs::MetricFilter") + metricsOfLines,
    "sqs.request": (resources.polledQueues ?? 0) * work.pollsPerQueue,
  };
}
