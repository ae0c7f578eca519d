import { parseArgs } from "node:util";
import { openDuties } from "./duties/campus.ts";
import { startEngine } from "./members/engine.ts";
import { isWithinCeilings } from "./results/ceilings.ts";
import { saveResult } from "./results/results-file.ts";
import { rounded } from "./results/statistics.ts";

/**
 * What the daily sweep costs where 50,000 duties stand and none, 100 or 10,000 of them fall due that morning: units, and
 * its pace beside the same reads and writes without any rules on the same engine. A sweep reads what is due and nothing
 * else, so `--check` holds the units to `ceilings.json` where fewer stand and fewer are due; `--due` and `--of` choose.
 */
const { values } = parseArgs({
  options: { check: { type: "boolean", default: false }, due: { type: "string" }, of: { type: "string" } },
});
const sizes = (values.due ?? (values.check ? "0,100" : "0,100,10000")).split(",").map(Number);
const all = Number(values.of ?? (values.check ? "1000" : "50000"));
/** More would only take longer. */
const mostBare = 100;

interface Morning {
  readonly reads: number;
  readonly writes: number;
  readonly seconds: number;
  /** Organisations a second, by the sweep and bare; null where none was due. */
  readonly pace: { readonly sweep: number; readonly bare: number; readonly ratio: number } | null;
}

async function measure(due: number): Promise<Morning> {
  const engine = await startEngine();
  try {
    const campus = await openDuties(engine, { all, due });
    const { read, write, seconds, organizations } = await campus.sweep();
    const morning = { reads: read, writes: write, seconds: rounded(seconds, 2) };
    if (organizations === 0) return { ...morning, pace: null };
    const sweep = organizations / seconds;
    const bare = await campus.barePace(Math.min(organizations, mostBare));
    return { ...morning, pace: { sweep: Math.round(sweep), bare: Math.round(bare), ratio: rounded(sweep / bare, 2) } };
  } finally {
    await engine.stop();
  }
}

const units: Record<string, number> = {};
const byDue: Record<string, Morning> = {};
for (const due of sizes) {
  const morning = await measure(due);
  const { reads, writes, seconds, pace } = morning;
  byDue[due] = morning;
  const name = due === 0 ? "a sweep with nothing due" : `a duty of ${due} that fall due`;
  units[`${name}, reads`] = rounded(reads / Math.max(1, due), 2);
  units[`${name}, writes`] = rounded(writes / Math.max(1, due), 2);
  const beside = pace && `; ${pace.sweep} organisations a second, bare ${pace.bare}, ratio ${pace.ratio}`;
  console.log(`${due} of ${all} duties due: ${reads} reads, ${writes} writes, ${seconds} s${beside ?? ""}`);
}
if (values.check) process.exitCode = isWithinCeilings("duties", units) ? 0 : 1;
else if (values.due === undefined && values.of === undefined) saveResult("duties", { all, byDue });
