import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runScript } from "../../../../local/run-script.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "script-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const start = (code: string, options: { signal?: AbortSignal; onLine?: (line: string) => void } = {}) => {
  const script = join(directory, "script.mjs");
  writeFileSync(script, code);
  const { signal = new AbortController().signal, onLine = () => undefined } = options;
  return runScript({ script, arguments: ["--url", "u"], onLine, signal });
};

it("passes arguments in and lines out", async () => {
  const lines: string[] = [];
  const code = 'process.stdout.write("a\\nb "); process.stdout.write(process.argv.slice(2).join());';
  await start(code, { onLine: (line) => lines.push(line) });
  expect(lines).toEqual(["a", "b --url,u"]);
});

it("rejects with the code and the last output of a script that fails", async () => {
  await expect(start('console.error("no table"); process.exit(3)')).rejects.toThrow(/exit code 3[\s\S]*no table/);
});

it("ends the script, and what it started, when it is given up", async () => {
  const controller = new AbortController();
  const ports: number[] = [];
  const listener =
    'const s = require("net").createServer().listen(0, "127.0.0.1", () => console.log(s.address().port))';
  const code = `
    import { spawn } from "node:child_process";
    spawn(process.execPath, ["-e", ${JSON.stringify(listener)}], { stdio: "inherit" });
    setInterval(() => {}, 1000);`;
  const onLine = (line: string) => {
    ports.push(Number(line));
    controller.abort();
  };
  await expect(start(code, { signal: controller.signal, onLine })).rejects.toThrow(/SIGTERM/);
  expect(ports).toHaveLength(1);
  await expect.poll(() => isListening(ports[0] ?? 0)).toBe(false);
});

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true));
    socket.on("connect", () => socket.destroy());
    socket.on("error", () => resolve(false));
  });
}
