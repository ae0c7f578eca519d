import type { AttendanceList } from "./use-activities.ts";

type Person = AttendanceList["items"][number];

/** Where the state of a person comes from, when that was, and by how many minutes the clock there had been wrong. */
export interface AttendanceSource {
  readonly source: "decision" | "code" | "scan" | "leave" | "none";
  readonly at: string | undefined;
  readonly skewMinutes: number;
}

/** The recorder's word comes first, then the earliest check-in, then a granted leave: as the server counts. */
export function sourceOf({ decision, code, scan, leave }: Person): AttendanceSource {
  const skewMinutes = Math.round(Math.abs(scan?.skewSeconds ?? 0) / 60);
  if (decision) return { source: "decision", at: decision.at, skewMinutes };
  if (scan && !(code && code.at < scan.at)) return { source: "scan", at: scan.at, skewMinutes };
  if (code) return { source: "code", at: code.at, skewMinutes };
  return { source: leave === "granted" ? "leave" : "none", at: undefined, skewMinutes };
}
