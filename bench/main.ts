import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * `npm run bench -- NAME`: runs `bench/NAME.ts` with the arguments that follow. `npm run bench -- --check` holds the read
 * units of people and statistics to `bench/ceilings.json`.
 */
const [first = "", ...rest] = process.argv.slice(2);
const [name, options] = first === "--check" ? ["members", [first, ...rest]] : [first, rest];
const file = join(import.meta.dirname, `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || name === "main" || !existsSync(file)) {
  console.error(`usage: npm run bench -- members | cold-start | import-roster | scrolling [options], or npm run bench -- --check`);
  process.exit(2);
}
spawn(process.execPath, [file, ...options], { stdio: "inherit" }).on("exit", (code) => {
  process.exitCode = code ?? 1;
});
