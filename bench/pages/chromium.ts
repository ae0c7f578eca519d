import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromiumCommand } from "../../tests/support/browser/chromium.ts";

const patienceMs = 20_000;

/** The Chromium of the browser tests, listening for developer tools on a port: Lighthouse and Puppeteer come by one, Playwright by a pipe. */
export async function startChromium(port: number): Promise<{ stop(): Promise<void> }> {
  const { executablePath, args, env } = await chromiumCommand();
  const profile = mkdtempSync(join(tmpdir(), "dangjian-bench-"));
  const switches = ["--headless", `--remote-debugging-port=${port}`, `--user-data-dir=${profile}`];
  const chromium = spawn(executablePath, [...args, ...switches], { env, stdio: "ignore" });
  const ended = once(chromium, "exit");
  const stop = async () => {
    chromium.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  const giveUpAt = performance.now() + patienceMs;
  while (!(await isListening(port))) {
    if (performance.now() > giveUpAt) {
      await stop();
      throw new Error("Chromium does not listen for developer tools");
    }
    await sleep(100);
  }
  return { stop };
}

async function isListening(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/json/version`)).ok;
  } catch {
    return false;
  }
}
