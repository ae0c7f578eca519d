import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, expect, inject, test } from "vitest";
import { batchRows } from "../../lib/roster-import/plan-commit.ts";
import { demoOrganizations } from "../../local/demo/demo-data.ts";
import { apiOf, people } from "../support/api-client.ts";
import { makeRoster } from "../support/make-roster.ts";
import { signIn, startTestProduct } from "../support/product.ts";
import { rosterImportsOf } from "../support/roster-imports.ts";

const cleanups: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** The product in its own process, with a slow commit. */
async function startChild(dataDirectory: string) {
  const script = fileURLToPath(new URL("../support/run-product.ts", import.meta.url));
  const parameters = [script, dataDirectory, "CommitRosterImport", "100"];
  const child = spawn(process.execPath, parameters, { stdio: ["ignore", "pipe", "inherit"] });
  cleanups.push(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit").then(() => {
    throw new Error("the product could not be started");
  });
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended])) as [string];
  ended.catch(() => undefined);
  const { url, issuer } = JSON.parse(line) as { url: string; issuer: string };
  const token = await signIn({ url, issuer }, people.department);
  const kill = async () => {
    child.kill("SIGKILL");
    await ended.catch(() => undefined);
  };
  return { api: apiOf({ url, tokenOf: async () => token }), kill };
}

/** So few that a step has people of each. */
const someBranches = demoOrganizations()
  .filter(({ kind }) => kind === "student_branch")
  .slice(0, 10)
  .map(({ shortName }) => shortName);

/** Longer than the queue waits before it takes a run for dead. */
const visibilityMilliseconds = 6 * 15 * 1000 + 1_000;

test("a commit that is killed half-way ends exactly after the restart: each row once", {
  timeout: 180_000,
}, async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), "dangjian-test-"));
  cpSync(inject("demoData"), dataDirectory, { recursive: true });
  cleanups.push(() => rmSync(dataDirectory, { recursive: true, force: true }));
  const { api, kill } = await startChild(dataDirectory);
  const before = rosterImportsOf(api, people.department);
  const roster = await makeRoster(2 * batchRows, someBranches);
  const { importId } = await before.uploaded(roster);
  const { plannedRows } = await before.reach(importId, "checked");
  await before.commit(importId);
  let seenRows = 0;
  while (seenRows === 0) {
    const { committedRows, state } = await before.get(importId);
    expect(state).toBe("committing");
    expect(committedRows).toBeLessThan(plannedRows);
    seenRows = committedRows;
    if (seenRows === 0) await sleep(10);
  }
  await kill();

  const product = await startTestProduct({ seed: "demo", keepData: dataDirectory });
  cleanups.push(() => product.stop());
  const after = rosterImportsOf(apiOf(product), people.department);
  expect((await after.get(importId)).committedRows).toBeGreaterThanOrEqual(seenRows);
  // A run that had just handed over goes on at once; one that was cut off when its queue takes it for dead.
  product.cloud.clock.advance(visibilityMilliseconds);
  const done = await after.reach(importId, "committed");
  expect(done.committedRows).toBe(plannedRows);
  expect(done.outcome).toEqual({ registered: plannedRows, changed: 0, unchanged: 0, conflicting: 0 });
  const again = await after.uploaded(roster);
  expect((await after.reach(again.importId, "checked")).counts).toMatchObject({ added: 0, unchanged: plannedRows });
});
