import { type AccountConcurrency, ThrottledError } from "./concurrency.ts";
import type { Sandbox, SandboxOutcome } from "./sandbox.ts";

export interface PoolOptions {
  readonly functionName: string;
  readonly reservedConcurrency: number | undefined;
  readonly account: AccountConcurrency;
  readonly idleMs: number;
  start(): Sandbox;
  /** An idle one that is not needed any more. */
  dismiss(sandbox: Sandbox): Promise<void>;
}

export type PoolOutcome = SandboxOutcome & { readonly isCold: boolean };

/** The sandboxes of one function: one invocation at a time in each, idle ones reused last-in first-out, then retired. */
export class SandboxPool {
  readonly #options: PoolOptions;
  readonly #idle: { readonly sandbox: Sandbox; readonly retirement: NodeJS.Timeout }[] = [];
  readonly #busy = new Set<Sandbox>();
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get running(): number {
    return this.#busy.size;
  }

  /** Rejects once the pool is closed: a sandbox that started then would keep the whole process from ending. */
  async invoke(requestId: string, eventText: string): Promise<PoolOutcome> {
    if (this.#isClosed) throw new Error(`${this.#options.functionName} is stopped`);
    const release = this.#take();
    const warm = this.#popIdle();
    const sandbox = warm ?? this.#options.start();
    this.#busy.add(sandbox);
    try {
      return { ...(await sandbox.invoke(requestId, eventText)), isCold: warm === undefined };
    } finally {
      this.#busy.delete(sandbox);
      release();
      if (sandbox.isAlive() && !this.#isClosed) this.#keep(sandbox);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const idle = this.#idle.splice(0);
    for (const { retirement } of idle) clearTimeout(retirement);
    const ended = [...this.#busy].map((sandbox) => sandbox.close());
    await Promise.all([...ended, ...idle.map(({ sandbox }) => this.#options.dismiss(sandbox))]);
  }

  #take(): () => void {
    const { functionName, reservedConcurrency, account } = this.#options;
    if (reservedConcurrency !== undefined) {
      if (this.#busy.size < reservedConcurrency) return () => {};
      throw new ThrottledError(functionName, "ReservedFunctionConcurrentInvocationLimitExceeded");
    }
    if (!account.tryTake()) throw new ThrottledError(functionName, "ConcurrentInvocationLimitExceeded");
    return () => account.release();
  }

  #popIdle(): Sandbox | undefined {
    const entry = this.#idle.pop();
    clearTimeout(entry?.retirement);
    return entry && !entry.sandbox.isAlive() ? this.#popIdle() : entry?.sandbox;
  }

  #keep(sandbox: Sandbox): void {
    const retirement = setTimeout(() => {
      const index = this.#idle.findIndex((entry) => entry.sandbox === sandbox);
      if (index >= 0) this.#idle.splice(index, 1);
      void sandbox.close();
    }, this.#options.idleMs).unref();
    this.#idle.push({ sandbox, retirement });
  }
}
