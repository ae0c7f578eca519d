import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allEvents, allRoutes, allTables } from "../lib/contract.ts";
import { describeAccess } from "./describe-access.ts";
import { type ApiDocument, describeApiPage } from "./describe-api-page.ts";
import { describeBenchmarks } from "./describe-benchmarks.ts";
import { describeBurden } from "./describe-burden.ts";
import { describeCapacity } from "./describe-capacity.ts";
import { describeCost } from "./describe-cost.ts";
import { describeEvents } from "./describe-events.ts";
import { describeLicences, readLockedPackages } from "./describe-licences.ts";
import { describeOpenApi } from "./describe-openapi.ts";
import { describePersonalInformation } from "./describe-personal-information.ts";

/** Writes `docs/generated/` and `docs/burden.md` from the contract and from what the benchmarks found; with `--check` it only tells which files are stale, and fails. */
const root = join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const document = describeOpenApi(allRoutes, version);

const cost = describeCost();

const files: Readonly<Record<string, string>> = {
  "docs/generated/openapi.json": `${JSON.stringify(document, null, 2)}\n`,
  "docs/generated/api.html": describeApiPage(JSON.parse(JSON.stringify(document)) as ApiDocument),
  "docs/generated/events.md": describeEvents(allEvents),
  "docs/generated/access.md": describeAccess(allRoutes),
  "docs/generated/personal-information.md": describePersonalInformation(allTables),
  "docs/generated/licences.md": describeLicences(readLockedPackages()),
  "docs/generated/benchmarks.md": describeBenchmarks(),
  "docs/generated/capacity.md": describeCapacity(),
  "docs/generated/cost.md": cost.page,
  "docs/generated/cost.svg": cost.chart,
  "docs/burden.md": describeBurden(allRoutes),
};

const isCheck = process.argv.includes("--check");
const stale = Object.entries(files).filter(([path, content]) => {
  const file = join(root, path);
  return !existsSync(file) || readFileSync(file, "utf8") !== content;
});
if (isCheck && stale.length > 0) {
  console.error(`stale: ${stale.map(([path]) => path).join(", ")} — run "npm run openapi" and commit`);
  process.exitCode = 1;
}
if (!isCheck) {
  mkdirSync(join(root, "docs", "generated"), { recursive: true });
  for (const [path, content] of stale) {
    writeFileSync(join(root, path), content);
    console.error(`wrote ${path}`);
  }
}
