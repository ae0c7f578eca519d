import { DeleteItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import type { PersonView } from "../../lib/membership/person-view.ts";
import { countKeysOf } from "../../lib/statistics/count-keys.ts";
import type { CountedPerson } from "../../lib/statistics/counted-person.ts";
import type { Statistics, SubordinateStatistics } from "../../lib/statistics/routes.ts";
import { apiOf, people } from "../support/api-client.ts";
import { operatorClients, tableNamed } from "../support/operator.ts";
import { makeIdNumber } from "../support/people.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  await settled();
  api = apiOf(product);
});
afterEach(() => product.cloud.faults.clear());
afterAll(async () => product?.stop());

const branch = "cczu-petrochem-b02";
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const settled = () => product.cloud.activity.quiesce(60_000);

async function statistics(organizationId: string, as: string = people.department): Promise<Statistics> {
  const { status, body } = await api<Statistics>(`GET /api/organizations/${organizationId}/statistics`, { as });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

async function numbers(organizationId: string): Promise<Record<string, number>> {
  await settled();
  const { counts } = await statistics(organizationId);
  return Object.fromEntries(counts.map((one) => [`${one.population}.${one.dimension}.${one.band}`, one.count]));
}

/** As the scheduler or an operator would. */
async function invoke(name: string, input: object): Promise<unknown> {
  const lambda = [...product.cloud.parts.functions.values()].find((one) => one.name.includes(name));
  const result = await lambda?.invoke(input);
  expect(result?.error).toBeUndefined();
  return result?.payload;
}

const plus = (before: Record<string, number>, by: Record<string, number>) => {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(by)])];
  const sums = keys.map((key): [string, number] => [key, (before[key] ?? 0) + (by[key] ?? 0)]);
  return Object.fromEntries(sums.filter(([, count]) => count !== 0));
};

async function post(path: string, body: object): Promise<PersonView> {
  const answer = await api<PersonView>(`POST /api/people${path}`, { as: people.department, body });
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status);
  return answer.body;
}

const register = (name: string, more: object = {}) =>
  post("", {
    organizationId: branch,
    stage: "probationary_member",
    idNumber: makeIdNumber("1991-03-04", "female"),
    fields: { name, admission_date: "2025-11-20", ethnicity: "回族", post_category: "高等学校专任教师", ...more },
  });

const woman = {
  "member.category.probationary_member": 1,
  "member.sex.female": 1,
  "member.ethnicity.minority": 1,
  "member.ethnic_group.回族": 1,
  "member.age.31_to_35": 1,
  "member.education.unknown": 1,
  "member.occupation.professionals": 1,
  "member.era.since_2012": 1,
};

/** Everybody of the university, counted from their records one by one. */
async function recount(): Promise<Record<string, number>> {
  const sum: Record<string, number> = {};
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: { body: { items: { personId: string }[]; nextCursor: string | null } } = await api(
      `GET /api/people?limit=50${cursor === "" ? "" : `&cursor=${cursor}`}`,
      { as: people.department },
    );
    const records = await Promise.all(
      page.body.items.map(({ personId }) =>
        api<CountedPerson>(`GET /api/people/${personId}`, { as: people.department }),
      ),
    );
    for (const { body } of records) {
      for (const key of countKeysOf(body, today).keys) sum[key] = (sum[key] ?? 0) + 1;
    }
    cursor = page.body.nextCursor;
  }
  return sum;
}

test("a registered person is counted once at the branch, the school and the university, however often the fact arrives", async () => {
  const places = [branch, "cczu-petrochem", "cczu"];
  const before = await Promise.all(places.map(numbers));
  product.cloud.faults.inject({ point: "event-delivery", effect: { kind: "duplicate", copies: 3 }, times: 6 });
  product.cloud.faults.inject({ point: "queue-delivery", effect: { kind: "reorder" }, times: 6 });
  const made = await register("马统计");
  const changed = await post(`/${made.personId}/change`, { version: 1, fields: { is_mobile_member: true } });
  await post(`/${made.personId}/stage`, { version: changed.version, transition: "convert", on: "2026-11-20" });
  const { "member.category.probationary_member": _, ...rest } = woman;
  const full = {
    ...rest,
    "member.category.full_member": 1,
    "member.party_age.to_4": 1,
    "member.situation.mobile": 1,
  };
  for (const [index, place] of places.entries()) {
    expect(await numbers(place), place).toEqual(plus(before[index] ?? {}, full));
  }
  await post(`/${made.personId}/stage`, { version: 3, transition: "transfer_out", on: "2026-11-21" });
  for (const [index, place] of places.entries()) expect(await numbers(place), place).toEqual(before[index]);
});

test("the numbers of the demo campus are those of a recount from the records", async () => {
  expect(await numbers("cczu")).toEqual(await recount());
});

test("a school that goes below another takes its numbers along", async () => {
  const create = async (parentId: string, kind: string, name: string) => {
    const body = {
      parentId,
      name,
      shortName: name,
      kind,
      establishedOn: "2026-09-01",
      termYears: 3,
      termStartedOn: null,
    };
    const answer = await api<{ organizationId: string; version: number }>("POST /api/organizations", {
      as: people.department,
      body,
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  };
  const general = await create("cczu-law", "general_branch", "统计系党总支");
  const below = await create(general.organizationId, "staff_branch", "统计系教工党支部");
  const [law, petrochem, whole] = await Promise.all(["cczu-law", "cczu-petrochem", "cczu"].map(numbers));
  await post("", {
    organizationId: below.organizationId,
    stage: "probationary_member",
    idNumber: makeIdNumber("1991-03-04", "female"),
    fields: {
      name: "马移动",
      admission_date: "2025-11-20",
      ethnicity: "回族",
      post_category: "高等学校专任教师",
    },
  });
  expect(await numbers("cczu-law")).toEqual(plus(law ?? {}, woman));
  const move = { parentId: "cczu-petrochem", version: general.version };
  const key = `POST /api/organizations/${general.organizationId}/move`;
  expect((await api(key, { as: people.department, body: move })).status).toBe(200);
  expect(await numbers("cczu-law")).toEqual(law);
  expect(await numbers("cczu-petrochem")).toEqual(plus(petrochem ?? {}, woman));
  expect(await numbers("cczu")).toEqual(plus(whole ?? {}, woman));
  const { body } = await api<{ items: SubordinateStatistics[] }>(
    "GET /api/organizations/cczu-petrochem/statistics/subordinates",
    { as: people.petrochemSecretary },
  );
  expect(body.items).toContainEqual({
    organizationId: general.organizationId,
    fullMembers: 0,
    probationaryMembers: 1,
    developmentTargets: 0,
    activists: 0,
    applicants: 0,
  });
});

test("each number opens the list of the people behind it, for those who may read records", async () => {
  const made = await register("马名单");
  await settled();
  const key = "GET /api/organizations/cczu/statistics/people?population=member&dimension=ethnic_group&band=回族";
  const { body } = await api<{ items: { personId: string; name: string }[] }>(key, { as: people.department });
  expect(body.items).toContainEqual({ personId: made.personId, name: "马名单", organizationId: branch });
  expect(body.items).toHaveLength((await numbers("cczu"))["member.ethnic_group.回族"] ?? 0);
  expect((await api(key.replace("/cczu/", "/cczu-petrochem-b01/"), { as: people.member })).status).toBe(403);
});

test("a member sees the totals of the own branch and nothing that tells of single people", async () => {
  const { counts } = await statistics("cczu-petrochem-b01", people.member);
  expect(new Set(counts.map(({ dimension }) => dimension))).toEqual(new Set(["category"]));
  const other = await api("GET /api/organizations/cczu-petrochem/statistics", { as: people.member });
  expect(other.status).toBe(403);
});

test("the turn of a day moves who has a birthday that counts", async () => {
  const [year = "", rest = ""] = [today.slice(0, 4), today.slice(4)];
  const eve = new Date(Date.parse(`${Number(year) - 31}${rest}`) + 86_400_000).toISOString().slice(0, 10);
  await post("", {
    organizationId: branch,
    stage: "applicant",
    idNumber: makeIdNumber(eve, "male"),
    fields: { name: "马明日", application_date: "2026-01-01" },
  });
  const before = await numbers(branch);
  const midnight = Date.parse(`${today}T00:00:00+08:00`) + 86_400_000;
  await invoke("AdvanceStatistics", { time: new Date(midnight + 300_000).toISOString() });
  expect((await numbers(branch))["candidate.age.31_to_35"]).toBe((before["candidate.age.31_to_35"] ?? 0) + 1);
  expect((await statistics("cczu")).asOf).toBe(new Date(midnight + 8 * 3_600_000).toISOString().slice(0, 10));
});

/** Damages a counter of the university, and forgets which schools have somebody under a key. */
async function damage(): Promise<void> {
  const { dynamodb } = operatorClients(product.cloud);
  const TableName = await tableNamed(product.cloud, "Statistics");
  await dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key: { pk: { S: "ORG#cczu" }, sk: { S: "COUNTS" } },
      UpdateExpression: "ADD #key :by, revision :one",
      ExpressionAttributeNames: { "#key": "member.category.full_member" },
      ExpressionAttributeValues: { ":by": { N: "7" }, ":one": { N: "1" } },
    }),
  );
  const lost = [
    { pk: { S: "ORG#cczu" }, sk: { S: "HOLDERS#member.sex.male" } },
    { pk: { S: "ORG#cczu-petrochem" }, sk: { S: "PASSED_ON" } },
  ];
  for (const Key of lost) await dynamodb.send(new DeleteItemCommand({ TableName, Key }));
}

test("a rebuild puts right what somebody damaged and nothing else, and so does the next night", async () => {
  const right = await numbers("cczu");
  const behind = "GET /api/organizations/cczu/statistics/people?population=member&dimension=sex&band=male";
  const { body: list } = await api(behind, { as: people.department });
  await damage();
  expect(await invoke("RebuildStatistics", {})).toMatchObject({ corrected: 0 });
  // The last slice: the schools, and the university after everything that stands below it.
  const position = { phase: "organizations", done: 260 };
  expect(await invoke("RebuildStatistics", { position })).toMatchObject({ position: null, corrected: 1 });
  expect(await numbers("cczu")).toEqual(right);
  await damage();
  const night = Date.parse(`${today}T00:05:00+08:00`) + 86_400_000;
  await invoke("AdvanceStatistics", { time: new Date(night).toISOString() });
  expect(await numbers("cczu")).toEqual(right);
  expect((await api(behind, { as: people.department })).body).toEqual(list);
});

test("a turn of a day that cannot be started comes to the operator, and the next one runs", async () => {
  const clock = product.cloud.clock;
  product.cloud.faults.inject({
    point: "event-delivery",
    match: { service: "scheduler", resource: "AdvanceStatistics" },
    effect: { kind: "fail", status: 503, code: "ServiceUnavailable" },
  });
  clock.advance(24 * 60 * 60 * 1000);
  const letters: string[] = [];
  await expect
    .poll(
      async () => {
        clock.advance(10_000);
        return letters.push(...(await operatorClients(product.cloud).messagesIn("StatisticsDayDeadLettersUrl")));
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBe(1);
  product.cloud.faults.clear();
  const runs = () =>
    product.cloud.logs.lines().filter(({ text }) => text.includes('"job":"advance-statistics"')).length;
  const before = runs();
  clock.advance(24 * 60 * 60 * 1000);
  await expect.poll(runs, { timeout: 20_000 }).toBeGreaterThan(before);
});
