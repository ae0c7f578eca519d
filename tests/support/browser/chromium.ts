import { execFile, execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium as playwright } from "playwright-core";
import { cacheDirectory } from "../cache-directory.ts";
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

/**
 * The package unpacks to the temporary directory and trusts what lies there, of whatever version: hence a directory of
 * our own, and a process of its own, because both are chosen by environment variables when the package is loaded.
 */
async function unpack(directory: string): Promise<void> {
  const script = `import chromium from ${JSON.stringify(import.meta.resolve("@sparticuz/chromium"))};
    chromium.setGraphicsMode = false;
    await chromium.executablePath();`;
  // With AWS_EXECUTION_ENV set, the package also unpacks the libraries that Lambda's system lacks.
  const lambda = hasLibraries() ? {} : { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, TMPDIR: directory, ...lambda },
  });
}

async function packageVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const file = join(dirname(entry), "..", "..", "package.json");
  return (JSON.parse(await readFile(file, "utf8")) as { version: string }).version;
}

/** A headless Chromium with Chinese glyphs, as a process is started. `CHROMIUM_PATH` names another one. */
export async function chromiumCommand() {
  const fontConfig = await chineseFontConfig();
  const installed = process.env.CHROMIUM_PATH;
  const directory = installed === undefined ? await unpackedChromium() : undefined;
  return {
    executablePath: installed ?? join(directory ?? "", "chromium"),
    // Not the package's own arguments: they switch off web security, which would hide faults of cross-origin calls.
    args: ["--no-sandbox"],
    env: {
      ...process.env,
      FONTCONFIG_FILE: fontConfig,
      ...(directory !== undefined && !hasLibraries() && { LD_LIBRARY_PATH: join(directory, "al2023", "lib") }),
    },
  };
}

/**
 * `isShort`: for pages that are looked at once, where what its engine compiles for later costs more than it spares (a tenth
 * of the processor time of the browser tests).
 */
export async function launchBrowser({ isShort }: { isShort: boolean }): Promise<Browser> {
  const { args, ...command } = await chromiumCommand();
  return playwright.launch({
    ...command,
    args: isShort ? [...args, "--js-flags=--no-opt,--single-threaded-gc"] : args,
  });
}

async function unpackedChromium(): Promise<string> {
  return cacheDirectory(`chromium-${await packageVersion()}`, unpack);
}
