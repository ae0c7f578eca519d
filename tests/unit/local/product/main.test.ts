import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { freePort } from "../../../support/free-port.ts";
import { writeProductFiles } from "./product-fixture.ts";

// Each test starts whole processes, on machines that do other things too.
vi.setConfig({ testTimeout: 30_000 });

const main = join(import.meta.dirname, "../../../../local/main.ts");

let directory: string;
let child: ChildProcess | undefined;

/** A project whose build only says that it ran. */
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "main-"));
  writeProductFiles(directory);
  mkdirSync(join(directory, "scripts"));
  writeFileSync(join(directory, "scripts/build.ts"), 'console.log("built", process.argv.slice(2).join(" "));');
});
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  rmSync(directory, { recursive: true, force: true });
});

function run(port: number, ...words: string[]) {
  const started = spawn(process.execPath, [main, "--port", String(port), ...words], { cwd: directory });
  child = started;
  const output = { stdout: "", stderr: "" };
  started.stdout.setEncoding("utf8").on("data", (text) => {
    output.stdout += text;
  });
  started.stderr.setEncoding("utf8").on("data", (text) => {
    output.stderr += text;
  });
  return { started, output, ended: once(started, "close") };
}

it("prints one line when it is ready, ends at SIGTERM with 0, and starts again on its data", async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const first = run(port, "--seed", "empty");
  await expect.poll(() => first.output.stdout, { timeout: 25_000 }).toBe(`ready ${url}\n`);
  expect(first.output.stderr).toContain(`built --out ${join(directory, "dist")}`);
  expect((await fetch(url)).status).toBe(200);
  first.started.kill("SIGTERM");
  expect(await first.ended).toEqual([0, null]);
  await expect(fetch(url)).rejects.toThrow("fetch failed");

  const second = run(port, "--seed", "empty");
  await expect.poll(() => second.output.stdout, { timeout: 25_000 }).toBe(`ready ${url}\n`);
  second.started.kill("SIGINT");
  expect(await second.ended).toEqual([0, null]);
});

it("says nothing but the ready line when it is quiet", async () => {
  const port = await freePort();
  const { started, output, ended } = run(port, "--quiet", "--seed", "empty");
  await expect.poll(() => output.stdout, { timeout: 25_000 }).toBe(`ready http://127.0.0.1:${port}\n`);
  expect(output.stderr).toBe("");
  started.kill("SIGTERM");
  await ended;
});

it("fails with the output of a build that fails", async () => {
  writeFileSync(join(directory, "scripts/build.ts"), 'console.error("no such table"); process.exit(2);');
  const { output, ended } = run(await freePort(), "--quiet");
  expect(await ended).toEqual([1, null]);
  expect(output.stdout).toBe("");
  expect(output.stderr).toContain("no such table");
});

it("ends with 0 when it is stopped while it builds", async () => {
  writeFileSync(join(directory, "scripts/build.ts"), 'console.log("building on"); setInterval(() => {}, 1000);');
  const { started, output, ended } = run(await freePort());
  await expect.poll(() => output.stderr, { timeout: 25_000 }).toContain("building on");
  started.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
});
