import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const cacheRoot = fileURLToPath(new URL("../../.cache/tests/", import.meta.url));

/**
 * A directory that is filled once and then kept. It gets its name only when it is complete, so that neither an
 * interrupted run nor a second one at the same time leaves half of it behind.
 */
export async function cacheDirectory(name: string, fill: (directory: string) => Promise<void>): Promise<string> {
  const directory = join(cacheRoot, name);
  if (existsSync(directory)) return directory;
  const draft = `${directory}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  await fill(draft);
  try {
    await rename(draft, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
    await rm(draft, { recursive: true });
  }
  return directory;
}
