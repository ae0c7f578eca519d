import { parseArgs } from "node:util";
import * as z from "zod";
import { membershipTable } from "../lib/membership/table.ts";
import { organizationTable } from "../lib/organization/table.ts";
import { statisticsTable } from "../lib/statistics/table.ts";
import { startEngine } from "./members/engine.ts";
import { measure } from "./members/measure.ts";
import { seedUniversity, storesOf } from "./members/seed-university.ts";
import { isWithinCeilings } from "./results/ceilings.ts";
import { readResults, saveResult } from "./results/results-file.ts";

/**
 * What people and statistics cost in read units, at universities of several sizes; the numbers must not grow with them.
 * `--check` holds them to `ceilings.json`; without it `results.json` is written. `--sizes 1000,10000` chooses.
 */
const { values } = parseArgs({ options: { sizes: { type: "string" }, check: { type: "boolean", default: false } } });
const sizes = (values.sizes ?? (values.check ? "1000" : "1000,10000,50000")).split(",").map(Number);

/** Units by what was done, then by the size of the university. */
const Units = z.record(z.string(), z.record(z.string(), z.number()));
type Results = z.infer<typeof Units>;

async function measureAt(size: number, results: Results): Promise<void> {
  const engine = await startEngine();
  try {
    const tables = {
      organization: await engine.create(organizationTable),
      membership: await engine.create(membershipTable),
      statistics: await engine.create(statisticsTable),
    };
    const stores = storesOf(engine.client, tables);
    const startedAt = performance.now();
    const university = await seedUniversity(stores, size);
    console.log(`${size} people entered in ${Math.round((performance.now() - startedAt) / 1000)} s`);
    const { register, count } = university.unitsPerPerson;
    const found = {
      ...(await measure(stores, university)),
      "registering a person, writes": register,
      "counting a person, reads": count.read,
      "counting a person, writes": count.write,
    };
    for (const [name, units] of Object.entries(found)) {
      results[name] = { ...results[name], [size]: Math.round(units * 10) / 10 };
    }
  } finally {
    await engine.stop();
  }
}

function print(results: Results): void {
  const column = (text: string | number) => String(text).padStart(9);
  console.log(`${"units".padEnd(36)}${sizes.map(column).join("")}${column("ratio")}`);
  for (const [name, units] of Object.entries(results)) {
    const [first, last] = [units[sizes[0] ?? 0] ?? 0, units[sizes.at(-1) ?? 0] ?? 0];
    const ratio = first === 0 ? "" : (last / first).toFixed(2);
    console.log(`${name.padEnd(36)}${sizes.map((size) => column(units[size] ?? 0)).join("")}${column(ratio)}`);
  }
}

/** Whatever the size of the university. */
function dearestOf(results: Results): Record<string, number> {
  return Object.fromEntries(Object.entries(results).map(([name, units]) => [name, Math.max(...Object.values(units))]));
}

/** Units do not depend on the machine or the day: what was found at other sizes stays. */
function beside(found: Results): Results {
  const { units: known } = z.object({ units: Units }).parse(readResults().members);
  return Object.fromEntries(Object.entries(found).map(([name, units]) => [name, { ...known[name], ...units }]));
}

const results: Results = {};
for (const size of sizes) await measureAt(size, results);
print(results);
if (values.check) process.exitCode = isWithinCeilings("members", dearestOf(results)) ? 0 : 1;
else {
  saveResult("members", { units: beside(results) });
}
