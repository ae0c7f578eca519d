import { vi } from "vitest";

export interface CapturedConsole {
  /** Everything that was written, by whatever method, one entry a line. */
  readonly lines: string[];
  /** The lines that are JSON objects, parsed. */
  objects(): Record<string, unknown>[];
  /** The fields of the log lines with this code. */
  logged(code: string): Record<string, unknown>[];
}

/** Keeps what is written to the console from the screen; `vi.restoreAllMocks()` ends it. */
export function captureConsole(): CapturedConsole {
  const lines: string[] = [];
  for (const method of ["log", "error", "warn", "info", "debug"] as const) {
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
      lines.push(parts.map(String).join(" "));
    });
  }
  const objects = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { lines, objects, logged: (code) => objects().filter((line) => line.code === code) };
}
