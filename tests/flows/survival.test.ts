import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { AuditEntry } from "../../lib/audit/audit-entry.ts";
import { apiOf, people } from "../support/api-client.ts";
import { freePort } from "../support/free-port.ts";
import { type ProductProcess, startProductProcess } from "../support/product-process.ts";

let dataDirectory: string;
let port: number;
let product: ProductProcess | undefined;
beforeAll(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), "dangjian-survival-"));
  cpSync(inject("demoData"), dataDirectory, { recursive: true });
  port = await freePort();
});
afterAll(async () => {
  await product?.kill();
  rmSync(dataDirectory, { recursive: true, force: true });
});

const writes = 200;
const killedAfter = 90;
const name = (index: number) => `存活测试第${index}党支部`;

/** Creates one organisation under a key of its own, so that it can be asked again. */
async function create(running: ProductProcess, token: string, index: number) {
  const response = await fetch(`${running.url}/api/organizations`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": `survival-${index}`,
    },
    body: JSON.stringify({
      parentId: "cczu-petrochem",
      name: name(index),
      shortName: name(index),
      kind: "student_branch",
      establishedOn: "2026-09-01",
      termYears: 3,
      termStartedOn: null,
    }),
  });
  return { status: response.status, body: (await response.json()) as { organizationId: string; name: string } };
}

test("kill -9 in the middle of 200 writes loses nothing acknowledged, and each event has one effect", async () => {
  product = await startProductProcess({ port, dataDirectory, seed: "demo" });
  const token = await product.tokenOf(people.department);
  const acknowledged = new Map<number, string>();
  const running = product;
  let killed: Promise<void> | undefined;
  const waiting = Array.from({ length: writes }, (_, index) => index);
  const worker = async () => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const answer = await create(running, token, index).catch(() => undefined);
      if (answer?.status === 201) acknowledged.set(index, answer.body.organizationId);
      if (acknowledged.size >= killedAfter) killed ??= running.kill();
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  await killed;
  expect(acknowledged.size).toBeGreaterThanOrEqual(killedAfter);
  expect(acknowledged.size).toBeLessThan(writes);

  product = await startProductProcess({ port, dataDirectory, seed: "demo" });
  const api = apiOf({ url: product.url, tokenOf: (account) => product?.tokenOf(account) ?? Promise.reject() });
  const again = await product.tokenOf(people.department);
  for (const [index, organizationId] of acknowledged) {
    const { status, body } = await api<{ name: string }>(`GET /api/organizations/${organizationId}`, {
      headers: { authorization: `Bearer ${again}` },
    });
    expect([status, body.name]).toEqual([200, name(index)]);
  }
  // Asking all again, under the same keys, does the rest and repeats nothing.
  const all = new Map<number, string>();
  for (let index = 0; index < writes; index++) {
    const { status, body } = await create(product, again, index);
    expect(status).toBe(201);
    all.set(index, body.organizationId);
  }
  for (const [index, organizationId] of acknowledged) expect(all.get(index)).toBe(organizationId);

  const entriesOf = async (organizationId: string) =>
    (
      await api<{ items: AuditEntry[] }>(`GET /api/audit-entries?organizationId=${organizationId}`, {
        headers: { authorization: `Bearer ${again}` },
      })
    ).body.items;
  for (const organizationId of all.values()) {
    await expect.poll(async () => (await entriesOf(organizationId)).length, { timeout: 30_000 }).toBe(1);
  }
  const chain = await api<{ isIntact: boolean; verifiedTo: number; isComplete: boolean }>(
    "GET /api/audit-entries/verification?fromSequence=401",
    { headers: { authorization: `Bearer ${again}` } },
  );
  expect(chain.body).toMatchObject({ isIntact: true });
}, 180_000);

test("Ctrl-C ends it with code 0 and leaves no process behind", async () => {
  if (product === undefined) throw new Error("the first test starts the product");
  const children = childrenOf(product.process.pid ?? 0);
  expect(children.length).toBeGreaterThan(0);
  expect(await product.interrupt()).toBe(0);
  await expect.poll(() => children.filter(isAlive), { timeout: 5_000 }).toEqual([]);
});

function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => parentOf(entry) === pid)
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}
