import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MILLISECONDS = 3_000;
const RETRY_MILLISECONDS = 25;

const tryLock = (file: string): DatabaseSync | undefined => {
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
    return database;
  } catch {
    database.close();
    return undefined;
  }
};

/**
 * One cloud at a time may use a data directory. The lock is SQLite's, which the operating system takes back from a
 * process that was killed; a cloud that is just ending is waited for.
 */
export const lockDataDirectory = async (directory: string): Promise<() => void> => {
  mkdirSync(directory, { recursive: true });
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const lock = tryLock(join(directory, "lock.sqlite"));
    if (lock !== undefined) return () => lock.close();
    if (performance.now() > deadline)
      throw new Error(`Another cloud uses the data directory ${directory}: stop it first`);
    await sleep(RETRY_MILLISECONDS);
  }
};
