import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * `npm run bench -- NAME`: runs `bench/NAME.ts` with the arguments that follow. `npm run bench -- --check` holds the read
 * units of people and statistics to `bench/ceilings.json`, `npm run bench -- activity --check` those of organisational life.
 */
const benches = readdirSync(import.meta.dirname).flatMap((file) => {
  const [name, extension] = file.split(".");
  return extension === "ts" && name !== undefined && name !== "main" ? [name] : [];
});
const [first = "", ...rest] = process.argv.slice(2);
const [name, options] = first === "--check" ? ["members", [first, ...rest]] : [first, rest];
if (!benches.includes(name)) {
  console.error(`usage: npm run bench -- ${benches.join(" | ")} [options], or npm run bench -- --check`);
  process.exit(2);
}
spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...options], { stdio: "inherit" }).on(
  "exit",
  (code) => {
    process.exitCode = code ?? 1;
  },
);
