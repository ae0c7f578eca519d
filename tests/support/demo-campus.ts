import { createHash } from "node:crypto";
import { appendFileSync, existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chinaDay } from "../../lib/shared/clock.ts";
import { startProduct } from "../../local/product.ts";
import { cacheDirectory } from "./cache-directory.ts";

const root = join(import.meta.dirname, "../..");

/** What a run may leave, each in the file that its variable names. */
const records = ["PERMISSIONS_RECORD", "UNITS_RECORD"] as const;

/** The effects of the campus' events are waited for this long. */
const settledWithinMs = 180_000;

/**
 * A data directory into which the demo campus was entered, to be copied. Entering it takes half a minute, so it is done
 * once for each state of what runs and of the campus itself, and each day, because the campus has a past that ends today.
 */
export async function demoCampus(): Promise<string> {
  const directory = await cacheDirectory(`demo-campus-${fingerprint()}`, enter);
  addRecordsOf(directory);
  return join(directory, "data");
}

async function enter(directory: string): Promise<void> {
  const former = new Map(records.map((name) => [name, process.env[name]]));
  for (const name of records) process.env[name] = recordIn(directory, name);
  try {
    const dataDirectory = join(directory, "data");
    const product = await startProduct({ port: 0, dataDirectory, seed: "demo", isBuilding: false });
    await product.settled;
    await product.cloud.activity.quiesce(settledWithinMs);
    const isComplete = product.cloud.parts.state.get("product", "lived") !== undefined;
    await product.stop();
    if (!isComplete) throw new Error("the demo campus was not entered completely");
  } finally {
    for (const [name, value] of former) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

const recordIn = (directory: string, name: string) => join(directory, `${name.toLowerCase()}.jsonl`);

/** What entering the campus used and consumed counts for each run that starts from it. */
function addRecordsOf(directory: string): void {
  for (const name of records) {
    const record = process.env[name];
    const own = recordIn(directory, name);
    if (record !== undefined && existsSync(own)) appendFileSync(record, readFileSync(own));
  }
}

function fingerprint(): string {
  const hash = createHash("sha256").update(chinaDay(new Date()));
  const files = globSync(["local/**/*.{ts,json}", "dist/assembly/*.json"], { cwd: root }).toSorted();
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex").slice(0, 16);
}
