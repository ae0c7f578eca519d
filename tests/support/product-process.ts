import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fetchToken } from "../../local/identity-provider/fetch-token.ts";

const root = join(import.meta.dirname, "../..");

export interface ProductProcess {
  readonly url: string;
  readonly process: ChildProcess;
  tokenOf(accountId: string): Promise<string>;
  kill(): Promise<void>;
  /** Ctrl-C; gives the exit code. */
  interrupt(): Promise<number | null>;
}

/** `npm start` as a user runs it, in a process of its own that can be killed. */
export async function startProductProcess(options: {
  port: number;
  dataDirectory: string;
  seed: "demo" | "empty";
}): Promise<ProductProcess> {
  const { port, dataDirectory, seed } = options;
  const parameters = ["--port", String(port), "--data-dir", dataDirectory, "--seed", seed, "--quiet"];
  const child = spawn(process.execPath, ["local/main.ts", ...parameters], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = `http://127.0.0.1:${port}`;
  await readyLine(child, `ready ${url}`);
  return {
    url,
    process: child,
    tokenOf: async (account) =>
      (await fetchToken({ issuer: `http://127.0.0.1:${port + 2}`, account, applicationOrigin: url })).access_token,
    kill: () => end(child, "SIGKILL").then(() => undefined),
    interrupt: () => end(child, "SIGINT"),
  };
}

async function readyLine(child: ChildProcess, expected: string): Promise<void> {
  let output = "";
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = once(child, "exit").then(([code]) => {
    throw new Error(`the product ended with ${code} before it was ready: ${errors}`);
  });
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.trim() === expected) resolve();
    });
  });
  await Promise.race([ready, exited]);
  exited.catch(() => undefined);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const exited = once(child, "exit") as Promise<[number | null]>;
  child.kill(signal);
  return (await exited)[0];
}
