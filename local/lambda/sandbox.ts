import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { Worker } from "node:worker_threads";
import type { RuntimeError, SandboxData, SandboxMessage, SandboxRequest } from "./sandbox-protocol.ts";

export type SandboxOutcome =
  | { readonly kind: "result"; readonly payloadText: string }
  | { readonly kind: "handled" | "crash" | "timeout" | "out-of-memory"; readonly error: RuntimeError };

export interface SandboxOptions {
  readonly data: Omit<SandboxData, "wake">;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  onLog(line: Extract<SandboxMessage, { kind: "log" }>): void;
}

export interface Sandbox {
  /** One at a time. */
  invoke(requestId: string, eventText: string): Promise<SandboxOutcome>;
  /** False after a crash, a timeout or `close`: the sandbox takes no more invocations. */
  readonly isAlive: () => boolean;
  /** Nobody has work for it until `adopt`: it keeps no process from ending. */
  rest(): void;
  /** Whose its lines are from now on. */
  adopt(onLog: SandboxOptions["onLog"]): void;
  close(): Promise<void>;
}

/** Lambda gives the initialisation 10 seconds beside the timeout of the function. */
const initialisationMs = 10_000;

/** The types are stripped once: a worker that loads a TypeScript file starts a compiler of its own, which costs more than the function. */
let workerUrl: URL | undefined;
function loadWorker(): URL {
  const source = stripQuietly(readFileSync(new URL("./sandbox-worker.ts", import.meta.url), "utf8"));
  workerUrl ??= new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  return workerUrl;
}

/** Node calls the function experimental at its first use; nobody who starts the cloud could act on that. */
function stripQuietly(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** One execution environment of a function: a worker thread with its own modules, environment and heap. */
export function startSandbox(options: SandboxOptions): Sandbox {
  const wake = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const wakeFlag = new Int32Array(wake);
  const worker = new Worker(workerUrl ?? loadWorker(), {
    workerData: { ...options.data, wake } satisfies SandboxData,
    env: { ...options.environment },
    argv: [],
    execArgv: [],
    // Lines come as messages with their request id; piped as well, each worker would hang listeners on our own streams.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: options.data.function.memoryMb },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  let { onLog } = options;
  let isAlive = true;
  let isReady = false;
  let settle: (outcome: SandboxOutcome) => void = () => {};
  let crash: RuntimeError | undefined;
  let isOutOfMemory = false;
  const ready = Promise.withResolvers<void>();
  // Whoever invokes waits for `settle`; an end before anybody asked must not be an unhandled rejection.
  ready.promise.catch(() => {});

  worker.on("message", (message: SandboxMessage) => {
    if (message.kind === "log") onLog(message);
    if (message.kind === "ready") {
      isReady = true;
      ready.resolve();
    }
    if (message.kind === "result") settle(message);
    if (message.kind === "failed") settle({ kind: "handled", error: message.error });
    if (message.kind === "crashed") crash = message.error;
  });
  worker.on("error", (error: Error & { code?: string }) => {
    isOutOfMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
    crash ??= { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") };
  });
  const exited = new Promise<SandboxOutcome>((resolve) => {
    worker.on("exit", (code) => {
      isAlive = false;
      ready.reject(new Error("The worker ended"));
      const error = crash ?? exitError(code);
      resolve(isOutOfMemory ? { kind: "out-of-memory", error: outOfMemory } : { kind: "crash", error });
    });
  });

  const invoke = async (requestId: string, eventText: string): Promise<SandboxOutcome> => {
    const answer = new Promise<SandboxOutcome>((resolve) => {
      settle = resolve;
    });
    if (!isReady) await Promise.race([ready.promise.catch(() => {}), pause(initialisationMs)]);
    const deadline = Date.now() + options.timeoutMs;
    const timeout = Promise.withResolvers<SandboxOutcome>();
    const timer = setTimeout(
      () => timeout.resolve({ kind: "timeout", error: timedOut(options.timeoutMs) }),
      options.timeoutMs,
    );
    worker.postMessage({ requestId, eventText, deadline } satisfies SandboxRequest);
    Atomics.store(wakeFlag, 0, 1);
    Atomics.notify(wakeFlag, 0);
    const outcome = await Promise.race([answer, exited, timeout.promise]);
    clearTimeout(timer);
    if (outcome.kind === "timeout") await close();
    return withRequestId(outcome, requestId);
  };

  const close = async () => {
    isAlive = false;
    await worker.terminate();
  };

  const adopt = (next: SandboxOptions["onLog"]) => {
    onLog = next;
    worker.ref();
  };
  return { invoke, isAlive: () => isAlive, rest: () => worker.unref(), adopt, close };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

const outOfMemory: RuntimeError = {
  errorType: "Runtime.OutOfMemory",
  errorMessage: "Error: Runtime exited with error: signal: killed",
};

function exitError(code: number): RuntimeError {
  const reason =
    code === 0 ? "Runtime exited without providing a reason" : `Runtime exited with error: exit status ${code}`;
  return { errorType: "Runtime.ExitError", errorMessage: `Error: ${reason}` };
}

function timedOut(timeoutMs: number): RuntimeError {
  return {
    errorType: "Sandbox.Timedout",
    errorMessage: `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
  };
}

/** What the platform says, and not the function, carries the request id. */
function withRequestId(outcome: SandboxOutcome, requestId: string): SandboxOutcome {
  if (outcome.kind === "result" || outcome.kind === "handled" || outcome.kind === "timeout") return outcome;
  const { error } = outcome;
  if (error.trace) return outcome;
  return { ...outcome, error: { ...error, errorMessage: `RequestId: ${requestId} ${error.errorMessage}` } };
}
