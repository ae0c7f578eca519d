import type { Credentials } from "../ports.ts";
import type { Sandbox } from "./sandbox.ts";

export interface SandboxKind {
  readonly functionName: string;
  /** Code and environment. */
  readonly startedWith: string;
}

/**
 * Sandboxes that outlive a cloud and serve the next one of the same process, which spares it most of its cold starts. They
 * stay what they are, so the next cloud must look the same to them: its endpoint, its credentials and its clock are kept too.
 */
export interface SandboxReserve {
  /** Of the AWS endpoint; 0 until the first cloud has found a free one. */
  endpointPort: number;
  /** Role -> its keys. */
  readonly credentials: Map<string, Credentials>;
  readonly clockOffset: SharedArrayBuffer;
  take(kind: SandboxKind): Sandbox | undefined;
  /** False when it is not wanted: the sandbox is to be closed. */
  keep(kind: SandboxKind, sandbox: Sandbox): boolean;
}

/** So many of a kind: more work at the same time is rare. */
const mostOfAKind = 4;

/** `isLasting`: whether what a function has in memory is as true of the next cloud. */
export function createSandboxReserve(isLasting: (functionName: string) => boolean): SandboxReserve {
  const kept = new Map<string, Sandbox[]>();
  return {
    endpointPort: 0,
    credentials: new Map(),
    clockOffset: new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT),
    take: ({ startedWith }) => kept.get(startedWith)?.pop(),
    keep({ functionName, startedWith }, sandbox) {
      const alike = kept.get(startedWith) ?? [];
      if (!isLasting(functionName) || alike.length >= mostOfAKind) return false;
      sandbox.rest();
      kept.set(startedWith, [...alike, sandbox]);
      return true;
    },
  };
}
