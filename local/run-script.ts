import { type ChildProcess, spawn } from "node:child_process";

export interface ScriptRun {
  readonly script: string;
  readonly arguments: readonly string[];
  /** Gets every line that the script writes. */
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

const LINES_IN_ERROR = 20;

/** Runs a script of the project with this Node and rejects with the end of its output when it fails. */
export function runScript({ script, arguments: parameters, onLine, signal }: ScriptRun): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    // In a process group of its own, so that what the script has started ends with it.
    const child = spawn(process.execPath, [script, ...parameters], {
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const endGroup = () => killGroup(child);
    signal.addEventListener("abort", endGroup, { once: true });
    const last: string[] = [];
    const keep = (line: string) => {
      last.push(line);
      if (last.length > LINES_IN_ERROR) last.shift();
      onLine(line);
    };
    for (const stream of [child.stdout, child.stderr]) splitLines(stream, keep);
    child.once("error", reject);
    child.once("close", (code, killedBy) => {
      signal.removeEventListener("abort", endGroup);
      if (code === 0) return resolve();
      return reject(new Error(`${script} failed (${killedBy ?? `exit code ${code}`})\n${last.join("\n")}`));
    });
  });
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGTERM");
  } catch {
    // It has ended in this moment.
  }
}

function splitLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
  stream.on("end", () => {
    if (rest !== "") onLine(rest);
  });
}
