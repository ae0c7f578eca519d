import { describe, expect, test } from "vitest";
import { billFor, readCostData, standingOf } from "../../../bench/cost/bill.ts";
import { barChart } from "../../../bench/cost/chart.ts";
import {
  campusesUntil,
  campusOf,
  occurrences,
  priceOf,
  pricesIn,
  quantitiesOnce,
  type Work,
} from "../../../bench/cost/model.ts";

const work: Work = {
  requestMs: 100,
  recordMs: 200,
  memoryGb: 0.5,
  coldShare: 0.01,
  coldMs: 1_000,
  requestsPerSession: 10,
  requestLogBytes: 500,
  recordLogBytes: 250,
  logMonths: 6,
  sqsRequestsPerRecord: 1.5,
  pollsPerQueue: 1_000,
};
const measured = {
  requests: new Map([
    ["look", { read: 2, write: 0 }],
    ["change", { read: 1, write: 4 }],
  ]),
  records: new Map([["Count", { read: 3, write: 5 }]]),
  fact: { read: 1, write: 2, records: 4 },
};

describe("what a use case takes", () => {
  test("is the sum of its requests, its records and what follows from its facts", () => {
    const useCase = {
      id: "u",
      times: {},
      requests: { look: 3, change: 1 },
      records: { Count: 2 },
      facts: 1,
      writes: 7,
    };
    expect(quantitiesOnce(useCase, measured, work)).toEqual({
      "http.request": 4,
      "lambda.request": 4 + 0.4 + 6,
      // 110 ms and 210 ms with the share of starts, half a gigabyte.
      "lambda.gbSecond": 4 * 0.055 + 6 * 0.105,
      "dynamodb.read": 6 + 1 + 6 + 1,
      "dynamodb.write": 4 + 10 + 2 + 7,
      "events.put": 1,
      "sqs.request": 9,
      "logs.ingest": 3.5e-6,
      "logs.storage": 2.1e-5,
    });
  });

  test("names the route or consumer that nobody measured", () => {
    expect(() => quantitiesOnce({ id: "u", times: {}, requests: { gone: 1 } }, measured, work)).toThrow(
      'u: nothing measured "gone"',
    );
  });

  test("happens once for each person, branch, school and campus that it is for", () => {
    const campus = campusOf(5_000, { peoplePerBranch: 40, branchesPerSchool: 40 });
    expect(campus).toEqual({ people: 5_000, branches: 125, schools: 4 });
    expect(occurrences({ times: { person: 0.1, branch: 2, school: 3, campus: 7 } }, campus)).toBe(500 + 250 + 12 + 7);
  });
});

describe("a price", () => {
  const prices = [
    { id: "a", per: 1_000, price: 2 },
    { id: "b", per: 1, price: 3, freePerMonth: 10 },
  ];

  test("is for so many, above what is free", () => {
    expect(priceOf({ a: 500, b: 12 }, prices)).toBe(1 + 6);
    expect(priceOf({ b: 9 }, prices)).toBe(0);
  });

  test("that nobody knows is an error, not nothing", () => {
    expect(() => priceOf({ c: 1 }, prices)).toThrow('no price for "c"');
  });

  test("in another country is its own where it is known, else the same in its money", () => {
    const own = [{ id: "a", per: 1_000, price: 20 }];
    expect(priceOf({ a: 1_000, b: 11 }, pricesIn(prices, 7, own))).toBe(20 + 21);
  });
});

test("the scarcest quota comes first, and what a campus does not use binds nobody", () => {
  const quotas = [
    { id: "role", what: "roles", limit: 1_000 },
    { id: "bus", what: "buses", limit: 100 },
    { id: "none", what: "unused", limit: 1 },
  ];
  expect(campusesUntil(quotas, { role: 46, bus: 1 }).map(({ what, campuses }) => [what, campuses])).toEqual([
    ["roles", 21],
    ["buses", 100],
  ]);
});

test("an idle campus pays for keys, alarms and the polls of its queues", () => {
  const resources = { "AWS::KMS::Key": 4, "AWS::CloudWatch::Alarm": 30, polledQueues: 2 };
  expect(standingOf(resources, work)).toMatchObject({ "kms.key": 4, "cloudwatch.alarm": 30, "sqs.request": 2_000 });
});

describe("the bill", () => {
  const data = readCostData();

  test("prices every use case of the data, and adds up", () => {
    const { lines, total } = billFor(50_000, data);
    for (const { id } of data.campus.useCases) expect(lines.map((line) => line.id)).toContain(id);
    expect(total).toBeCloseTo(lines.reduce((sum, { price }) => sum + price, 0));
    expect(lines.map(({ price }) => price)).toEqual(lines.map(({ price }) => price).toSorted((a, b) => b - a));
  });

  test("of ten times the people is at most ten times as high", () => {
    const [small, large] = [billFor(5_000, data).total, billFor(50_000, data).total];
    expect(large).toBeGreaterThan(small);
    expect(large).toBeLessThan(10 * small);
  });
});

test("a chart of the same numbers is the same text, and safe for its labels", () => {
  const chart = () => barChart({ title: "a < b", unit: "USD", bars: [{ label: "x & y", value: 2 }] });
  expect(chart()).toBe(chart());
  expect(chart()).toContain("x &amp; y");
  expect(chart()).toContain("a &lt; b");
});
