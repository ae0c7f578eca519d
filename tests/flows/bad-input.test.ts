import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Answer, apiOf, people } from "../support/api-client.ts";
import { faultOf } from "../support/fuzz/judge-answer.ts";
import { knownValues } from "../support/fuzz/known-values.ts";
import { readOpenApi } from "../support/fuzz/open-api.ts";
import { requestsTo } from "../support/fuzz/requests.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  api = apiOf(product);
});
afterAll(async () => product?.stop());

const valid = {
  parentId: "cczu-petrochem",
  name: "坏输入党支部",
  shortName: "坏输入",
  kind: "student_branch",
  establishedOn: "2026-09-01",
  termYears: 3,
  termStartedOn: null,
};
const create = (body: unknown, headers: Record<string, string> = {}) =>
  api<{ code: string; errors?: { field: string; reason: string; reasonEn: string }[] }>("POST /api/organizations", {
    as: people.department,
    body,
    headers,
  });

/** The API passes text on as text; a byte that is none arrives as U+FFFD and is refused in a name. */
const brokenText = Uint8Array.from(
  Buffer.from(JSON.stringify({ ...valid, name: "#党支部" })).map((byte) => (byte === 0x23 ? 0xff : byte)),
);

describe("a request that cannot be right", () => {
  test.each([
    ["an unknown field", { ...valid, colour: "red" }, ["body.colour"]],
    ["a wrong type", { ...valid, name: 7 }, ["body.name"]],
    ["a missing field", { ...valid, kind: undefined }, ["body.kind"]],
    ["a date that does not exist", { ...valid, establishedOn: "2026-02-30" }, ["body.establishedOn"]],
    ["a kind that does not exist", { ...valid, kind: "club" }, ["body.kind"]],
    ["a name that is too long by characters", { ...valid, name: "𠮷".repeat(81) }, ["body.name"]],
    ["an invisible character", { ...valid, name: "党\u200b支部" }, ["body.name"]],
    ["a term out of range", { ...valid, termYears: 40 }, ["body.termYears"]],
    ["several faults at once", { ...valid, name: "x", termYears: "3" }, ["body.name", "body.termYears"]],
    ["a superior that does not exist", { ...valid, parentId: "nowhere" }, []],
    ["no object at all", [], ["body"]],
  ])("%s is told by field in both languages", async (_, body, fields) => {
    const answer = await create(body);
    expect(answer.status).toBe(fields.length === 0 ? 404 : 422);
    expect((answer.body.errors ?? []).map(({ field }) => field)).toEqual(fields);
    for (const { reason, reasonEn } of answer.body.errors ?? []) {
      expect(reason).toMatch(/\p{Script=Han}/u);
      expect(reasonEn).toMatch(/^[ -~]+$/);
    }
  });

  test("accepts eighty characters beyond the basic plane", async () => {
    const answer = await create({ ...valid, name: "𠮷".repeat(80), shortName: "吉吉" });
    expect(answer.status).toBe(201);
  });

  test.each([
    ["malformed JSON", '{"name":', "application/json", 400, "malformed_request"],
    ["bytes that are no text", brokenText, "application/json", 422, "validation_failed"],
    ["a form", "name=x", "application/x-www-form-urlencoded", 415, "unsupported_media_type"],
    ["a body over 64 KB", JSON.stringify({ name: "党".repeat(30_000) }), "application/json", 413, "payload_too_large"],
  ])("%s", async (_, rawBody, type, status, code) => {
    const answer = await api("POST /api/organizations", {
      as: people.department,
      rawBody,
      headers: { "content-type": type },
    });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  });

  test.each([
    ["GET /api/organizations?limit=0", 422, "query.limit"],
    ["GET /api/organizations?limit=abc", 422, "query.limit"],
    ["GET /api/organizations?colour=red", 422, "query.colour"],
    ["GET /api/organizations?limit=5&limit=6", 422, "query.limit"],
    ["GET /api/organizations?cursor=garbage", 400, "query.cursor"],
    ["GET /api/me?x=1", 422, "query.x"],
    ["GET /api/organizations/UPPER_CASE!", 422, "params.organizationId"],
  ])("%s", async (key, status, field) => {
    const answer = await api<{ errors: { field: string }[] }>(key, { as: people.department });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([status, field]);
  });

  test("a time that ends before it begins holds nothing", async () => {
    const answer = await api("GET /api/me/activities?from=2026-11-16&to=2026-07-25", { as: people.member });
    expect([answer.status, answer.body]).toEqual([200, { items: [] }]);
  });

  test("a cursor of another list is refused", async () => {
    const page = await api<{ nextCursor: string }>("GET /api/organizations?limit=1", { as: people.department });
    const other = `GET /api/organizations?under=cczu-law&cursor=${page.body.nextCursor}`;
    expect((await api(other, { as: people.department })).status).toBe(400);
  });

  test("a wrong method names the right ones, an unknown address is not found", async () => {
    const wrong = await api("DELETE /api/organizations", { as: people.department });
    expect([wrong.status, wrong.body.code, wrong.headers.get("allow")]).toEqual([
      405,
      "method_not_allowed",
      "GET, POST",
    ]);
    const unknown = await api("GET /api/nothing-here", { as: people.department });
    expect([unknown.status, unknown.body.code]).toEqual([404, "not_found"]);
  });
});

describe("a repeated request", () => {
  test("gets the same answer and is done once", async () => {
    const body = { ...valid, name: "幂等党支部" };
    const headers = { "idempotency-key": "flow-test-key-1" };
    const [first, second] = [await create(body, headers), await create(body, headers)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
  });

  test("gets the same answer when all come at once", async () => {
    const headers = { "idempotency-key": "flow-test-key-2" };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => create({ ...valid, name: "并发幂等党支部" }, headers)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  test("with other content under the same key is refused", async () => {
    const headers = { "idempotency-key": "flow-test-key-3" };
    await create({ ...valid, name: "钥匙甲支部" }, headers);
    const other = await create({ ...valid, name: "钥匙乙支部" }, headers);
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
  });
});

/** `npm run test:fuzz` asks more often and from another seed; its first line says how to ask the same again. */
const fuzzRuns = Number(process.env.FUZZ_RUNS ?? 1);
const fuzzSeed = Number(process.env.FUZZ_SEED ?? (fuzzRuns > 1 ? Date.now() % 2 ** 31 : 20_261_122));

function crashOf({ headers }: Answer): string {
  const requestId = headers.get("x-request-id");
  const lines = requestId === null ? [] : product.cloud.logs.lines().filter(({ text }) => text.includes(requestId));
  return lines.find(({ text }) => text.includes("request_crashed"))?.text.slice(0, 1_000) ?? "";
}

// The last in this file, because the requests of those who may much also succeed.
describe(`requests made at random from the document (FUZZ_RUNS=${fuzzRuns} FUZZ_SEED=${fuzzSeed})`, () => {
  test("every route answers as it declares, and never with a server error", {
    timeout: 60_000 + fuzzRuns * 20_000,
  }, async () => {
    const { operations, schemas } = readOpenApi();
    // The keys of the sign-on are fetched once; all at once, on a busy machine, some would be told to come later.
    for (const as of Object.values(people)) expect((await api("GET /api/me", { as })).status).toBe(200);
    const known = await knownValues(api, operations);
    expect(known.get("personId")?.length).toBeGreaterThan(3);
    const asked = operations.flatMap((operation, index) =>
      fc
        .sample(requestsTo(operation, { schemas, known }), { numRuns: fuzzRuns, seed: fuzzSeed + index })
        .map((request) => ({ operation, request })),
    );
    const faults: string[] = [];
    const statuses = new Map<number, number>();
    const ask = async (): Promise<void> => {
      for (let next = asked.pop(); next !== undefined; next = asked.pop()) {
        const { as, key, ...rest } = next.request;
        const answer = await api(key, { as, ...rest });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        const fault = faultOf(next.operation, answer);
        if (fault === undefined) continue;
        faults.push(
          `${next.operation.id}: ${fault}\n  ${as} ${key}\n  ${JSON.stringify(rest.body)}\n  ${crashOf(answer)}`,
        );
      }
    };
    await Promise.all(Array.from({ length: 4 }, ask));
    if (fuzzRuns > 1) console.log(`seed ${fuzzSeed}:`, Object.fromEntries([...statuses].sort(([a], [b]) => a - b)));
    expect(faults.join("\n")).toBe("");
    // Requests that all are refused would show nothing.
    expect((statuses.get(200) ?? 0) + (statuses.get(201) ?? 0)).toBeGreaterThan(operations.length / 8);
  });
});
