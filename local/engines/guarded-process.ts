import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface GuardedProcess {
  readonly child: ChildProcess;
  /** Ends the process; resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Reads from a pipe that only this process holds. When this process ends, be it by kill -9, the read ends too and
 * the guard takes the child with it.
 */
const GUARD = 'read -r _; kill -9 "$1" 2>/dev/null';

/**
 * Starts a child that cannot outlive this process. Both are in process groups of their own, so that Ctrl-C in a
 * terminal reaches this process alone and the child ends in its turn.
 */
export const startGuarded = (command: string, args: readonly string[]): GuardedProcess => {
  const child = spawn(command, args, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const guard =
    child.pid === undefined
      ? undefined
      : spawn("sh", ["-c", GUARD, "guard", String(child.pid)], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  guard?.unref();
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;

  // The guard must go first: once the child's id is free, another process may get it.
  child.once("exit", () => guard?.kill("SIGKILL"));
  child.on("error", () => guard?.kill("SIGKILL"));
  return {
    child,
    async stop() {
      if (hasEnded()) return;
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      const hurry = setTimeout(() => child.kill("SIGKILL"), 1_000);
      await exit;
      clearTimeout(hurry);
    },
  };
};
