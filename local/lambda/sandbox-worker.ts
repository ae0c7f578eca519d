/**
 * Runs inside a worker thread and plays Lambda's Node.js runtime for one function. It imports nothing but Node, because
 * it is loaded as text (see sandbox.ts), and it freezes the thread between invocations as Lambda freezes the sandbox:
 * work that a handler did not await stands still until the next invocation, here as there.
 */
import { createRequire, enableCompileCache, flushCompileCache } from "node:module";
import { dirname, join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { RuntimeError, SandboxData, SandboxMessage, SandboxRequest } from "./sandbox-protocol.ts";

type Handler = (event: unknown, context: unknown) => unknown;
class LambdaRuntimeError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

const sandbox = workerData as SandboxData;
const wake = new Int32Array(sandbox.wake);
const realNow = Date.now;
let requestId: string | undefined;

const post = (message: SandboxMessage) => parentPort?.postMessage(message);

followCloudClock();
const flushLogs = ["stdout" as const, "stderr" as const].map(captureStream);
process.on("uncaughtException", (error) => crash(describe(error)));
process.on("unhandledRejection", (reason) =>
  crash({ ...describe(reason), errorType: "Runtime.UnhandledPromiseRejection", errorMessage: String(reason) }),
);
start();

function start(): void {
  try {
    const handler = loadHandler();
    parentPort?.on("message", (request: SandboxRequest) => void run(handler, request));
    post({ kind: "ready" });
  } catch (error) {
    crash(describe(error));
  }
}

async function run(handler: Handler, request: SandboxRequest): Promise<void> {
  // One turn of the event loop first, so that sockets which were closed during the freeze are noticed before their use.
  await new Promise((resolve) => setImmediate(resolve));
  requestId = request.requestId;
  let message: SandboxMessage;
  try {
    message = {
      kind: "result",
      payloadText: serialize(await handler(JSON.parse(request.eventText), contextOf(request))),
    };
  } catch (thrown) {
    const error = describe(thrown);
    process.stderr.write(`Invoke Error\t${JSON.stringify(error)}\n`);
    message = { kind: "failed", error };
  }
  for (const flush of flushLogs) flush();
  requestId = undefined;
  Atomics.store(wake, 0, 0);
  post(message);
  // Not sooner, so that it holds what an invocation needs as well. Does nothing when the bundle came from the cache.
  flushCompileCache();
  Atomics.wait(wake, 0, 0);
}

function serialize(result: unknown): string {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? "null";
  } catch {
    throw new Error("Unable to stringify response body");
  }
}

function loadHandler(): Handler {
  const [file, name, ...rest] = sandbox.handler.split(".");
  if (!file || !name || rest.length > 0) throw new LambdaRuntimeError("Runtime.MalformedHandlerName", "Bad handler");
  const exports = loadModule(file);
  const handler = exports[name];
  if (typeof handler !== "function") {
    throw new LambdaRuntimeError("Runtime.HandlerNotFound", `${sandbox.handler} is undefined or not exported`);
  }
  if (handler.length >= 3) {
    const message = "AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.";
    throw new LambdaRuntimeError("Runtime.CallbackHandlerDeprecated", message);
  }
  return handler as Handler;
}

function loadModule(file: string): Record<string, unknown> {
  // Many sandboxes run the same bundle: what V8 compiled for one serves those after it. Lambda has nothing like it.
  enableCompileCache(join(dirname(sandbox.taskRoot), "compile-cache"));
  try {
    return createRequire(join(sandbox.taskRoot, "/"))(`./${file}.js`) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) throw new LambdaRuntimeError("Runtime.UserCodeSyntaxError", String(error));
    const isMissing = (error as { code?: unknown } | null)?.code === "MODULE_NOT_FOUND";
    if (isMissing) throw new LambdaRuntimeError("Runtime.ImportModuleError", String(error));
    throw error;
  }
}

function contextOf(request: SandboxRequest) {
  const { name, arn, memoryMb, logGroupName, logStreamName } = sandbox.function;
  return {
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: arn,
    memoryLimitInMB: String(memoryMb),
    logGroupName,
    logStreamName,
    awsRequestId: request.requestId,
    clientContext: undefined,
    identity: undefined,
    getRemainingTimeInMillis: () => request.deadline - realNow(),
  };
}

function describe(thrown: unknown): RuntimeError {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? "").split("\n") };
}

function crash(error: RuntimeError): void {
  for (const flush of flushLogs) flush();
  post({ kind: "crashed", error });
  process.exit(1);
}

/** Sends whole lines through the message port, in order with the results; the worker's own pipes would arrive later. */
function captureStream(stream: "stdout" | "stderr"): () => void {
  let rest = "";
  const send = (text: string) => post({ kind: "log", stream, text, ...(requestId && { requestId }) });
  process[stream].write = ((chunk: string | Uint8Array, encoding?: unknown, callback?: unknown) => {
    const lines = (rest + (typeof chunk === "string" ? chunk : Buffer.from(chunk).toString())).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) send(line);
    const done = typeof encoding === "function" ? encoding : callback;
    if (typeof done === "function") process.nextTick(done as () => void);
    return true;
  }) as typeof process.stdout.write;
  return () => {
    if (rest !== "") send(rest);
    rest = "";
  };
}

function followCloudClock(): void {
  const offset = new Float64Array(sandbox.clockOffset);
  const RealDate = Date;
  const now = () => realNow() + (offset[0] ?? 0);
  RealDate.now = now;
  const CloudDate = new Proxy(RealDate, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.prototype.constructor = CloudDate;
  globalThis.Date = CloudDate;
}
