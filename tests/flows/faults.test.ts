import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { AuditEntry } from "../../lib/audit/audit-entry.ts";
import type { Organization } from "../../lib/organization/organization.ts";
import { startProduct } from "../../local/product.ts";
import { apiOf, people } from "../support/api-client.ts";
import { operatorClients, tableNamed } from "../support/operator.ts";
import { signIn, startTestProduct, type TestProduct } from "../support/product.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  await product.cloud.activity.quiesce(60_000);
  api = apiOf(product);
});
afterEach(() => product.cloud.faults.clear());
afterAll(async () => product?.stop());

let count = 0;
const create = () => {
  count += 1;
  return api<Organization>("POST /api/organizations", {
    as: people.department,
    body: {
      parentId: "cczu-law",
      name: `故障测试第${count}党支部`,
      shortName: `故障${count}`,
      kind: "student_branch",
      establishedOn: "2026-09-01",
      termYears: 3,
      termStartedOn: null,
    },
  });
};
const entriesOf = async (organizationId: string) =>
  (
    await api<{ items: AuditEntry[] }>(`GET /api/audit-entries?organizationId=${organizationId}`, {
      as: people.department,
    })
  ).body.items;
/**
 * Waits for the one entry. A failed delivery comes back after its visibility timeout of 30 s: the clock is moved past it
 * now and then, not more often, because a message that is still being handled would come back too.
 */
async function effectOf(organizationId: string): Promise<void> {
  for (let round = 0; round < 6; round++) {
    if (round > 0) product.cloud.clock.advance(31_000);
    const poll = expect.poll(async () => (await entriesOf(organizationId)).length, { timeout: 6_000, interval: 100 });
    const isThere = await poll.toBe(1).then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
  throw new Error(`${organizationId} has ${(await entriesOf(organizationId)).length} entries instead of one`);
}
const chain = async () =>
  (
    await api<{ isIntact: boolean; isComplete: boolean }>("GET /api/audit-entries/verification?fromSequence=300", {
      as: people.auditAdministrator,
    })
  ).body;

describe("each event has exactly one effect", () => {
  test.each([
    ["when the stream delivers twice", "stream-delivery", { kind: "duplicate", copies: 2 }],
    ["when the stream's checkpoint is lost", "stream-delivery", { kind: "drop-acknowledgement" }],
    ["when the bus delivers three times", "event-delivery", { kind: "duplicate", copies: 3 }],
    ["when the queue delivers twice", "queue-delivery", { kind: "duplicate", copies: 2 }],
    ["when the queue mixes the order", "queue-delivery", { kind: "reorder" }],
    ["when the queue's acknowledgement is lost", "queue-delivery", { kind: "drop-acknowledgement" }],
    ["when everything comes late", "event-delivery", { kind: "delay", milliseconds: 300 }],
  ] as const)("%s", async (_, point, effect) => {
    product.cloud.faults.inject({ point, effect, times: 12 });
    const made = await Promise.all([create(), create(), create()]);
    for (const { status, body } of made) {
      expect(status).toBe(201);
      await effectOf(body.organizationId);
    }
    product.cloud.faults.clear();
    for (const { body } of made) expect(await entriesOf(body.organizationId)).toHaveLength(1);
    expect(await chain()).toMatchObject({ isIntact: true, isComplete: true });
  });

  test("when the consumer's table throttles and its answers are lost at random", async () => {
    const match = { service: "dynamodb", functionName: "RecordAuditEntry" };
    product.cloud.faults.inject({ point: "sdk", match, effect: { kind: "throttle" }, probability: 0.3, times: 20 });
    product.cloud.faults.inject({
      point: "sdk",
      match: { ...match, action: "TransactWriteItems" },
      effect: { kind: "drop-acknowledgement" },
      probability: 0.5,
      times: 10,
    });
    const made = await Promise.all(Array.from({ length: 6 }, create));
    for (const { body } of made) {
      await effectOf(body.organizationId);
    }
    expect(await chain()).toMatchObject({ isIntact: true });
  });
});

describe("a failure of the platform", () => {
  test("an engine that is down gives 503 with Retry-After, and the next request is well", async () => {
    const stop = product.cloud.faults.inject({
      point: "sdk",
      match: { service: "dynamodb", functionName: "OrganizationApi" },
      effect: { kind: "fail", status: 500, code: "InternalServerError" },
    });
    const down = await create();
    expect([down.status, down.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(down.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    stop();
    expect((await create()).status).toBe(201);
  });

  test("a crash of the function gives 500, and the next request is served by a fresh one", async () => {
    product.cloud.faults.inject({
      point: "invoke",
      match: { functionName: "IdentityApi" },
      effect: { kind: "fail", status: 500, code: "Runtime.ExitError" },
      times: 1,
    });
    expect((await api("GET /api/me", { as: people.member })).status).toBe(500);
    expect((await api("GET /api/me", { as: people.member })).status).toBe(200);
  });

  test("a function that hangs gives a gateway error in time, and the next request is served", async () => {
    product.cloud.faults.inject({
      point: "sdk",
      match: { service: "dynamodb", functionName: "IdentityApi" },
      effect: { kind: "delay", milliseconds: 20_000 },
      times: 3,
    });
    expect([500, 503, 504]).toContain((await api("GET /api/me", { as: people.member })).status);
    product.cloud.faults.clear();
    expect((await api("GET /api/me", { as: people.member })).status).toBe(200);
  });

  test("a record whose facts are damaged is set aside with its reason and blocks nobody", async () => {
    const { dynamodb, messagesIn } = operatorClients(product.cloud);
    const TableName = await tableNamed(product.cloud, "OrganizationTable");
    await dynamodb.send(
      new PutItemCommand({
        TableName,
        Item: { pk: { S: "ORG#damaged" }, sk: { S: "X" }, events: { L: [{ M: { id: { S: "half" } } }] } },
      }),
    );
    const made = await create();
    await effectOf(made.body.organizationId);
    const letters: string[] = [];
    await expect
      .poll(async () => letters.push(...(await messagesIn("RelayDeadLettersUrl"))), { timeout: 10_000 })
      .toBe(1);
    expect(JSON.parse(letters[0] ?? "")).toMatchObject({
      reason: "malformed_facts",
      keys: { pk: { S: "ORG#damaged" } },
    });
  });
});

test("the daily check runs at its hour and finds the chain whole", async () => {
  product.cloud.clock.advance(24 * 60 * 60 * 1000);
  await expect
    .poll(() => product.cloud.logs.lines().filter(({ text }) => text.includes('"verify-audit-chain"')).length, {
      timeout: 20_000,
    })
    .toBeGreaterThan(0);
  const [line] = product.cloud.logs.lines().filter(({ text }) => text.includes('"verify-audit-chain"'));
  const { counts } = JSON.parse(line?.text ?? "{}") as { counts: { verified: number; brokenAt: number } };
  expect(counts.brokenAt).toBe(0);
  expect(counts.verified).toBeGreaterThan(300);
});

test("a daily job that cannot be started is set aside for the operator", async () => {
  product.cloud.faults.inject({
    point: "event-delivery",
    match: { service: "scheduler" },
    effect: { kind: "fail", status: 503, code: "ServiceUnavailable" },
  });
  product.cloud.clock.advance(24 * 60 * 60 * 1000);
  for (const queue of [
    "AuditCheckDeadLettersUrl",
    "ActivityDraftsDeadLettersUrl",
    "DutySweepDeadLettersUrl",
    "MessageDigestsDeadLettersUrl",
  ]) {
    const letters: string[] = [];
    await expect
      .poll(
        async () => {
          product.cloud.clock.advance(10_000);
          return letters.push(...(await operatorClients(product.cloud).messagesIn(queue)));
        },
        { timeout: 20_000, interval: 200 },
      )
      .toBe(1);
    expect(JSON.parse(letters[0] ?? ""), queue).toHaveProperty("time");
  }
});

test("without one grant of its role a function is denied that call", async () => {
  const work = mkdtempSync(join(tmpdir(), "dangjian-grants-"));
  cpSync("dist/assembly", join(work, "dist/assembly"), { recursive: true });
  for (const files of ["dist/web", "dist/feedback"]) cpSync(files, join(work, files), { recursive: true });
  cpSync(inject("demoData"), join(work, "data"), { recursive: true });
  const file = join(
    work,
    "dist/assembly",
    readdirSync("dist/assembly").find((name) => name.endsWith("Api.template.json")) ?? "",
  );
  const template = JSON.parse(readFileSync(file, "utf8")) as Template;
  expect(removeGrant(template, "OrganizationApiRole", "dynamodb:Query")).toBeGreaterThan(0);
  writeFileSync(file, JSON.stringify(template));
  // Its grants are not those of the product.
  vi.stubEnv("PERMISSIONS_RECORD", undefined);
  const crippled = await startProduct({
    port: 0,
    dataDirectory: join(work, "data"),
    distDirectory: join(work, "dist"),
    seed: "demo",
    isBuilding: false,
  });
  try {
    const call = apiOf({ url: crippled.url, tokenOf: (account) => signIn(crippled, account) });
    expect((await call("GET /api/organizations", { as: people.department })).status).toBe(500);
    expect((await call("GET /api/organizations/cczu", { as: people.department })).status).toBe(200);
    const denied = crippled.cloud.logs.lines().filter(({ text }) => text.includes("AccessDeniedException"));
    expect(denied.length).toBeGreaterThan(0);
  } finally {
    await crippled.stop();
    vi.unstubAllEnvs();
    rmSync(work, { recursive: true, force: true });
  }
});

interface Template {
  Resources: Record<
    string,
    { Type: string; Properties: { PolicyDocument?: { Statement: { Action: string | string[] }[] } } }
  >;
}

function removeGrant(template: Template, role: string, action: string): number {
  let removed = 0;
  for (const [id, { Properties }] of Object.entries(template.Resources)) {
    if (!id.startsWith(role)) continue;
    for (const statement of Properties.PolicyDocument?.Statement ?? []) {
      const actions = [statement.Action].flat();
      removed += actions.filter((one) => one === action).length;
      const kept = actions.filter((one) => one !== action);
      statement.Action = kept.length > 0 ? kept : ["dynamodb:DescribeTable"];
    }
  }
  return removed;
}
