import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { apiOf, people } from "../support/api-client.ts";
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
