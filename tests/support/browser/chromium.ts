import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Browser, chromium as playwright } from "playwright-core";
import { cacheDirectory } from "./cache-directory.ts";
import { chineseFontConfig } from "./fonts.ts";

const requiredLibraries = ["libnss3.so", "libnspr4.so", "libexpat.so.1"];

function hasLibraries(): boolean {
  try {
    const known = execFileSync("ldconfig", ["-p"], { encoding: "utf8" });
    return requiredLibraries.every((library) => known.includes(library));
  } catch {
    return false;
  }
}

/** The package unpacks to the temporary directory and trusts what lies there, of whatever version: hence one of our own. */
async function unpack(directory: string): Promise<string> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = directory;
  try {
    // With this set, the package unpacks the libraries that Lambda's system lacks, and points the loader to them.
    if (!hasLibraries()) process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs24.x";
    const { default: chromium } = await import("@sparticuz/chromium");
    chromium.setGraphicsMode = false;
    return await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

async function packageVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const file = join(dirname(entry), "..", "..", "package.json");
  return (JSON.parse(await readFile(file, "utf8")) as { version: string }).version;
}

/** Starts a headless Chromium with Chinese glyphs. `CHROMIUM_PATH` names another one. */
export async function launchBrowser(): Promise<Browser> {
  const fontConfig = await chineseFontConfig();
  const executablePath = process.env.CHROMIUM_PATH ?? (await unpackedChromium());
  return playwright.launch({
    executablePath,
    // Not the package's own arguments: they switch off web security, which would hide faults of cross-origin calls.
    args: ["--no-sandbox"],
    env: { ...process.env, FONTCONFIG_FILE: fontConfig },
  });
}

async function unpackedChromium(): Promise<string> {
  const directory = await cacheDirectory(`chromium-${await packageVersion()}`, async (draft) => {
    await unpack(draft);
  });
  return unpack(directory);
}
