import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type * as z from "zod";
import { functionNames } from "../../infra/bundle-functions.ts";
import { median } from "../results/statistics.ts";

/** Milliseconds of the processor that the main thread spent, and of the clock. */
interface LoadTime {
  readonly processor: number;
  readonly clock: number;
}

/** The last line of each process. A module that fails to load fails the measurement. */
const load = `
  const before = process.threadCpuUsage();
  const startedAt = performance.now();
  require(process.argv[1]);
  const clock = performance.now() - startedAt;
  const { user, system } = process.threadCpuUsage(before);
  process.stdout.write(JSON.stringify({ processor: (user + system) / 1000, clock }));`;

/** A value for every name that some function reads from its environment, so that each loads to its end. */
export async function environmentOfAll(): Promise<NodeJS.ProcessEnv> {
  const filled: NodeJS.ProcessEnv = { ...process.env, AWS_REGION: "cn-north-1" };
  for (const name of functionNames()) {
    const file = join(import.meta.dirname, "..", "..", "functions", name, "environment.ts");
    const { environment } = (await import(file)) as { environment: z.ZodObject };
    for (const variable of Object.keys(environment.shape)) filled[variable] = "deployed-value";
  }
  return filled;
}

function loadOnce(file: string, env: NodeJS.ProcessEnv): LoadTime {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--eval", load, file], { encoding: "utf8", env });
  if (status !== 0) throw new Error(`${file} cannot be loaded: ${stderr}`);
  return JSON.parse(stdout) as LoadTime;
}

/** The median of fresh processes for each file; the files take turns, so that a disturbance meets all of them. */
export function loadInTurns(
  files: ReadonlyMap<string, string>,
  { runs, env }: { runs: number; env: NodeJS.ProcessEnv },
): Map<string, LoadTime> {
  const times = new Map([...files.keys()].map((name) => [name, [] as LoadTime[]]));
  for (let run = 0; run < runs; run++) {
    for (const [name, file] of files) times.get(name)?.push(loadOnce(file, env));
  }
  return new Map(
    [...times].map(([name, all]) => [
      name,
      { processor: median(all.map(({ processor }) => processor)), clock: median(all.map(({ clock }) => clock)) },
    ]),
  );
}
