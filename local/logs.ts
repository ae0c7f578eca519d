import { createWriteStream, mkdirSync, type WriteStream } from "node:fs";
import { join } from "node:path";
import type { LogLine, LogSink } from "./ports.ts";

const KEPT_LINES = 10_000;

export interface Logs extends LogSink {
  /** The last lines in memory, oldest first. */
  lines(functionName?: string): readonly LogLine[];
  onLine(listener: (line: LogLine) => void): () => void;
  close(): Promise<void>;
}

const format = (line: LogLine): string =>
  `${new Date(line.at).toISOString()} ${line.requestId ?? "-"} ${line.stream === "stderr" ? "! " : ""}${line.text}\n`;

/** Keeps the last lines in memory and writes each function's lines to a file of its own. */
export const createLogs = (directory: string): Logs => {
  mkdirSync(directory, { recursive: true });
  let kept: LogLine[] = [];
  const files = new Map<string, WriteStream>();
  const listeners = new Set<(line: LogLine) => void>();

  const fileOf = (functionName: string): WriteStream => {
    const open = files.get(functionName);
    if (open !== undefined) return open;
    const name = functionName.replace(/[^A-Za-z0-9_-]/g, "_");
    const file = createWriteStream(join(directory, `${name}.log`), { flags: "a" });
    files.set(functionName, file);
    return file;
  };

  return {
    write(line) {
      kept.push(line);
      if (kept.length > 2 * KEPT_LINES) kept = kept.slice(-KEPT_LINES);
      fileOf(line.functionName).write(format(line));
      for (const listener of listeners) listener(line);
    },
    lines: (functionName) =>
      kept.slice(-KEPT_LINES).filter((line) => (functionName ?? line.functionName) === line.functionName),
    onLine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await Promise.all([...files.values()].map((file) => new Promise<void>((resolve) => file.end(() => resolve()))));
    },
  };
};
