import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { planFaults } from "../events/fault-effects.ts";
import type { CloudParts, Credentials, InvokeResult, LambdaFunction } from "../ports.ts";
import { type AccountConcurrency, ThrottledError } from "./concurrency.ts";
import { createLogFilter } from "./function-logs.ts";
import type { FunctionSettings } from "./function-settings.ts";
import { runtimeEnvironment } from "./runtime-environment.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox.ts";
import { SandboxPool } from "./sandbox-pool.ts";
import type { SandboxKind, SandboxReserve } from "./sandbox-reserve.ts";

/** Lambda's limits of a synchronous invocation: 6 MB in, and 6 MB and a little out. */
const maximumRequestBytes = 6_291_456;
const maximumResponseBytes = 6_291_556;
/** Lambda keeps an idle sandbox for some minutes. */
const idleMs = 5 * 60_000;

export class RequestTooLargeError extends Error {
  override readonly name = "RequestTooLargeException";
  readonly status = 413;
}

export type DeployedFunction = Omit<LambdaFunction, "invokeAsync"> & {
  /** The same request id is kept over the retries of an asynchronous invocation. */
  run(requestId: string, event: unknown): Promise<InvokeResult>;
  readonly settings: FunctionSettings;
  readonly isIdle: () => boolean;
  close(): Promise<void>;
};

export function deployFunction(
  parts: CloudParts,
  settings: FunctionSettings,
  account: AccountConcurrency,
  reserve?: SandboxReserve,
): DeployedFunction {
  const credentials = parts.credentialsOf(settings.roleArn);
  const launch: Launch = { parts, settings, credentials, reserve };
  const pool = new SandboxPool({
    functionName: settings.name,
    reservedConcurrency: settings.reservedConcurrency,
    account,
    idleMs,
    start: () => openSandbox(launch),
    dismiss: async (sandbox) => {
      const isKept = sandbox.isAlive() && reserve?.keep(kindOf(launch), sandbox);
      if (isKept !== true) await sandbox.close();
    },
  });
  const run = (requestId: string, event: unknown) => runWithFaults(parts, settings, pool, { requestId, event });
  return {
    name: settings.name,
    arn: settings.arn,
    roleArn: settings.roleArn,
    timeoutSeconds: settings.timeoutSeconds,
    credentials,
    settings,
    run,
    invoke: (event) => run(randomUUID(), event),
    isIdle: () => pool.running === 0,
    close: () => pool.close(),
  };
}

interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
}

async function runWithFaults(parts: CloudParts, settings: FunctionSettings, pool: SandboxPool, invocation: Invocation) {
  const faults = planFaults(
    parts.faults.decide("invoke", { service: "lambda", functionName: settings.name, resource: settings.arn }),
  );
  if (faults.isReordered) throw new Error('The fault "reorder" has no meaning at the point "invoke".');
  if (faults.delayMs > 0) await pause(faults.delayMs);
  if (faults.isThrottled) throw new ThrottledError(settings.name, "CallerRateLimitExceeded");
  if (faults.failure) return injectedCrash(invocation.requestId, faults.failure.code);
  let result = await runOnce(parts, pool, invocation);
  for (let copy = 1; copy < faults.copies; copy += 1) result = await runOnce(parts, pool, invocation);
  return faults.isAcknowledgementDropped ? injectedCrash(invocation.requestId, "Runtime.ExitError") : result;
}

async function runOnce(parts: CloudParts, pool: SandboxPool, { requestId, event }: Invocation): Promise<InvokeResult> {
  const eventText = JSON.stringify(event ?? null);
  const bytes = Buffer.byteLength(eventText);
  if (bytes > maximumRequestBytes) {
    throw new RequestTooLargeError(
      `${bytes} byte payload is too large for the RequestResponse invocation type (limit ${maximumRequestBytes} bytes)`,
    );
  }
  const startedAt = performance.now();
  const outcome = await pool.invoke(requestId, eventText);
  const base = { requestId, isCold: outcome.isCold, durationMs: performance.now() - startedAt };
  if (outcome.kind !== "result") {
    const errorMessage =
      outcome.kind === "timeout"
        ? `${isoNow(parts)} ${requestId} ${outcome.error.errorMessage}`
        : outcome.error.errorMessage;
    const error = { kind: outcome.kind, ...outcome.error, errorMessage };
    return { ...base, error };
  }
  const size = Buffer.byteLength(outcome.payloadText);
  if (size <= maximumResponseBytes) return { ...base, payload: JSON.parse(outcome.payloadText) };
  const errorMessage = `Response payload size (${size} bytes) exceeded maximum allowed payload size (${maximumResponseBytes} bytes).`;
  return { ...base, error: { kind: "handled", errorType: "Function.ResponseSizeTooLarge", errorMessage } };
}

interface Launch {
  readonly parts: CloudParts;
  readonly settings: FunctionSettings;
  readonly credentials: Credentials;
  readonly reserve: SandboxReserve | undefined;
}

/** One that served the cloud before, or a new one. */
function openSandbox(launch: Launch): Sandbox {
  const { parts, settings, credentials, reserve } = launch;
  const day = isoNow(parts).slice(0, 10).replaceAll("-", "/");
  const logStreamName = `${day}/[$LATEST]${randomUUID().replaceAll("-", "")}`;
  const isKept = createLogFilter(parts, settings, logStreamName);
  const onLog: SandboxOptions["onLog"] = ({ stream, text, requestId }) => {
    if (isKept()) parts.logs.write({ at: parts.clock.now(), functionName: settings.name, requestId, stream, text });
  };
  const former = reserve?.take(kindOf(launch));
  former?.adopt(onLog);
  if (former !== undefined) return former;
  return startSandbox({
    data: {
      taskRoot: settings.taskRoot,
      handler: settings.handler,
      clockOffset: parts.clock.offset,
      function: {
        name: settings.name,
        arn: settings.arn,
        memoryMb: settings.memoryMb,
        logGroupName: settings.logGroupName,
        logStreamName,
      },
    },
    environment: runtimeEnvironment(settings, credentials, logStreamName, parts),
    timeoutMs: settings.timeoutSeconds * 1000,
    onLog,
  });
}

/** Sandboxes of one kind were started alike, but for the name of their log stream. */
function kindOf({ parts, settings, credentials }: Launch): SandboxKind {
  const environment = runtimeEnvironment(settings, credentials, "", parts);
  return {
    functionName: settings.name,
    startedWith: JSON.stringify([settings.taskRoot, settings.handler, environment]),
  };
}

function injectedCrash(requestId: string, errorType: string): InvokeResult {
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: exit status 1`;
  return { requestId, isCold: false, durationMs: 0, error: { kind: "crash", errorType, errorMessage } };
}

function isoNow({ clock }: Pick<CloudParts, "clock">): string {
  return new Date(clock.now()).toISOString();
}
