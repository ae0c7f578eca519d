import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseStartCommand, parseTokenCommand, parseTraceCommand } from "../../../../local/command-line.ts";

const local = join(import.meta.dirname, "../../../../local");

function run(file: string, ...words: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(local, file), ...words]);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

describe("npm start", () => {
  it("has defaults for everything", () => {
    expect(parseStartCommand([])).toEqual({ port: 3000, dataDirectory: ".data", seed: "demo", isQuiet: false });
    expect(parseStartCommand(["--port", "4000", "--data-dir", "/x", "--seed", "empty", "--quiet"])).toEqual({
      port: 4000,
      dataDirectory: "/x",
      seed: "empty",
      isQuiet: true,
    });
  });

  it.each([
    [["--colour", "red"], /--colour/],
    [["extra"], /extra/],
    [["--port"], /--port/],
    [["--port", "0"], /"0"/],
    [["--port", "65534"], /"65534"/],
    [["--port", "80a"], /"80a"/],
    [["--seed", "half"], /"half"/],
  ])("refuses %j in Chinese and in English", (words, message) => {
    expect(() => parseStartCommand(words)).toThrow(message);
    expect(() => parseStartCommand(words)).toThrow(/^.*\p{Script=Han}.*\n[\x20-\x7e]+$/u);
  });

  it("exits with 1 and says why, without a stack", async () => {
    const { code, stdout, stderr } = await run("main.ts", "--colour", "red");
    expect([code, stdout, stderr.trim().split("\n").length]).toEqual([1, "", 2]);
  });
});

describe("npm run trace", () => {
  it("takes one request id and a data directory", () => {
    expect(parseTraceCommand(["r-1"])).toEqual({ correlationId: "r-1", dataDirectory: ".data" });
    expect(parseTraceCommand(["r-1", "--data-dir", "d"])).toEqual({ correlationId: "r-1", dataDirectory: "d" });
    expect(() => parseTraceCommand([])).toThrow(/Give one request id/);
  });

  it("says so when no log knows the request", async () => {
    const { code, stdout, stderr } = await run("trace.ts", "r-1", "--data-dir", "nowhere");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("say nothing of the request");
  });
});

describe("npm run token", () => {
  it("takes one account", () => {
    expect(parseTokenCommand(["20230001"])).toEqual({ account: "20230001", port: 3000 });
    expect(() => parseTokenCommand([])).toThrow(/Give one account/);
    expect(() => parseTokenCommand(["a", "b"])).toThrow(/Give one account/);
  });

  it("says so when nothing runs", async () => {
    const { code, stdout, stderr } = await run("token.ts", "20230001", "--port", "1");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("Nothing runs on port 1");
  });
});
