import { vi } from "vitest";

export interface CapturedOutput {
  /** Everything that was written, by whatever way, one entry a line. */
  readonly lines: string[];
  /** The lines, each of which must be a JSON object. */
  objects(): Record<string, unknown>[];
  /** The fields of the log lines with this code. */
  logged(code: string): Record<string, unknown>[];
}

/** Keeps what is written to the streams and the console from the screen; `vi.restoreAllMocks()` ends it. */
export function captureOutput(): CapturedOutput {
  const lines: string[] = [];
  const keep = (text: unknown) => lines.push(...String(text).split("\n").filter(Boolean));
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((text) => {
      keep(text);
      return true;
    });
  }
  for (const method of ["log", "error", "warn", "info", "debug"] as const) {
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => keep(parts.map(String).join(" ")));
  }
  const objects = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { lines, objects, logged: (code) => objects().filter((line) => line.code === code) };
}
