import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import * as z from "zod";
import type { RosterImport } from "../lib/roster-import/roster-import.ts";
import { demoOrganizations } from "../local/demo/demo-data.ts";
import { startDynamoDb } from "../local/engines/dynamodb-engine.ts";
import { fetchToken } from "../local/identity-provider/fetch-token.ts";
import { type Product, startProduct } from "../local/product.ts";
import { makeRoster } from "../tests/support/make-roster.ts";
import { measureCeiling } from "./import-roster/raw-ceiling.ts";
import { Pace, pace } from "./results/paces.ts";
import { readResults, saveResult } from "./results/results-file.ts";

/**
 * How fast a roster is previewed and committed on the embedded cloud: new people, the same people again, and a change of
 * everybody. `--rows` chooses the size, `--skip-build` takes the build that is there, `--new-only` and `--commit-only` end earlier.
 */
const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "10000" },
    "skip-build": { type: "boolean", default: false },
    "new-only": { type: "boolean", default: false },
    "commit-only": { type: "boolean", default: false },
  },
});
const rows = Number(values.rows);
const staff = "20050018";
const branchKinds = new Set(["staff_branch", "student_branch", "retiree_branch", "staff_student_branch"]);
const branches = demoOrganizations()
  .filter(({ kind }) => branchKinds.has(kind))
  .map(({ shortName }) => shortName);

type Call = <Body>(key: string, body?: object) => Promise<Body>;

function callerOf({ url }: Product, token: string): Call {
  return async <Body>(key: string, body?: object) => {
    const [method = "GET", path = ""] = key.split(" ");
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${key}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
}

async function reach(call: Call, importId: string, state: RosterImport["state"]): Promise<RosterImport> {
  for (;;) {
    const found = await call<RosterImport>(`GET /api/roster-imports/${importId}`);
    if (found.state === state) return found;
    if (found.state === "failed") throw new Error(JSON.stringify(found.failure));
    await sleep(200);
  }
}

const secondsSince = (startedAt: number) => (performance.now() - startedAt) / 1000;

const paces: Pace[] = [];
const importOf = (count: number) => `importing ${count.toLocaleString("en-US")} rows`;

function print(name: string, count: number, seconds: number, ceiling?: number): void {
  const rate = count / seconds;
  const ratio = ceiling === undefined ? "" : `   ${(rate / ceiling).toFixed(2)} of the engine's ceiling`;
  console.log(`${name.padEnd(34)}${seconds.toFixed(1).padStart(7)} s${rate.toFixed(0).padStart(7)} rows/s${ratio}`);
}

async function importOnce(call: Call, name: string, workbook: Uint8Array, ceiling: number): Promise<void> {
  const content = Buffer.from(workbook).toString("base64");
  const uploadedAt = performance.now();
  const upload = { organizationId: "cczu", fileName: "花名册.xlsx", content };
  const { importId } = await call<RosterImport>("POST /api/roster-imports", upload);
  const checked = await reach(call, importId, "checked");
  print(`${name}: preview`, rows, secondsSince(uploadedAt));
  if (checked.counts?.rejected !== 0) throw new Error(`rows were rejected: ${JSON.stringify(checked.counts)}`);
  if (checked.plannedRows === 0) return;
  const committedAt = performance.now();
  await call(`POST /api/roster-imports/${importId}/commit`);
  const done = await reach(call, importId, "committed");
  const seconds = secondsSince(committedAt);
  print(`${name}: commit`, rows, seconds, ceiling);
  paces.push(pace(`${importOf(rows)}, ${name}`, rows / seconds, "bare transactions of a person", ceiling));
  console.log(`  ${JSON.stringify(done.outcome)}`);
}

async function ceilingOf(directory: string): Promise<number> {
  const engine = await startDynamoDb(directory, undefined);
  try {
    return await measureCeiling(engine.endpoint() ?? "", Math.min(rows, 2_000), 1);
  } finally {
    await engine.stop();
  }
}

async function run(directory: string): Promise<void> {
  const ceiling = await ceilingOf(mkdtempSync(join(directory, "ceiling-")));
  console.log(`the engine alone: ${ceiling.toFixed(0)} people/s, one transaction each`);
  const product = await startProduct({
    port: 0,
    dataDirectory: join(directory, "data"),
    seed: "demo",
    isBuilding: !values["skip-build"],
  });
  try {
    const { access_token } = await fetchToken({
      issuer: product.issuer,
      account: staff,
      applicationOrigin: product.url,
    });
    const call = callerOf(product, access_token);
    const workbook = await makeRoster(rows, branches);
    // What the demo campus does by itself after the start is no part of an import.
    await product.settled;
    await product.cloud.activity.quiesce(600_000);
    const startedAt = performance.now();
    await importOnce(call, "new people", workbook, ceiling);
    if (values["commit-only"]) return;
    await product.cloud.activity.quiesce(600_000);
    print("until every consumer had its facts", rows, secondsSince(startedAt));
    if (values["new-only"]) return;
    await importOnce(call, "the same people", workbook, ceiling);
    await importOnce(call, "a change of everybody", await makeRoster(rows, branches, 1), ceiling);
  } finally {
    await product.stop();
  }
}

const directory = mkdtempSync(join(tmpdir(), "dangjian-bench-"));
try {
  await run(directory);
  const { paces: known } = z.object({ paces: z.array(Pace) }).parse(readResults()["import-roster"]);
  const ofOtherSizes = known.filter(({ what }) => !what.startsWith(importOf(rows)));
  saveResult("import-roster", { paces: [...ofOtherSizes, ...paces] });
} finally {
  rmSync(directory, { recursive: true, force: true });
}
