import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MILLISECONDS = 3_000;
const RETRY_MILLISECONDS = 10;

const pidFile = (directory: string): string => join(directory, "dynamodb.pid");

const readText = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
};

/** The id alone says nothing: it may have gone to another process since. */
const isEngineOf = (directory: string, pid: string): boolean =>
  readText(`/proc/${pid}/cmdline`).includes(join(directory, "dynamodb.sqlite"));

export const writeEnginePid = (directory: string, pid: number | undefined): void =>
  writeFileSync(pidFile(directory), String(pid ?? ""));

/** After a kill -9 the guard needs a moment to end the engine; two engines must not write the same file. */
export const waitForFormerEngine = async (directory: string): Promise<void> => {
  const pid = readText(pidFile(directory));
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  while (pid !== "" && isEngineOf(directory, pid)) {
    if (performance.now() > deadline)
      throw new Error(`The former DynamoDB engine (process ${pid}) still runs: end it first`);
    await sleep(RETRY_MILLISECONDS);
  }
};
