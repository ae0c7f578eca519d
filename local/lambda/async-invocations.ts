import { randomUUID } from "node:crypto";
import { DeliveryFailure } from "../events/delivery-failure.ts";
import { DeliveryQueue, type ExhaustedCondition } from "../events/delivery-queue.ts";
import type { CloudParts, InvokeResult } from "../ports.ts";
import { ThrottledError } from "./concurrency.ts";
import { sendToDestination } from "./failure-destination.ts";
import type { DeployedFunction } from "./function.ts";

export interface AsyncSettings {
  readonly maximumRetries: number;
  readonly maximumAgeSeconds: number;
  readonly onFailureArn: string | undefined;
}

/** Lambda's defaults: two retries, six hours. */
export const defaultAsyncSettings: AsyncSettings = {
  maximumRetries: 2,
  maximumAgeSeconds: 21_600,
  onFailureArn: undefined,
};

interface AsyncInvocation {
  readonly functionArn: string;
  readonly requestId: string;
  readonly event: unknown;
}

/** The handler ran and failed; unlike throttling this uses up a retry. */
class FunctionFailure extends DeliveryFailure {
  readonly result: InvokeResult;
  constructor(result: InvokeResult) {
    super("FunctionError", result.error?.errorMessage ?? "", true);
    this.result = result;
  }
}

/** Lambda waits one minute before the first retry and two before the second; throttled events come back within seconds. */
const retryDelaysMs = [60_000, 120_000];

/** The internal queue of asynchronous invocations, of every function. */
export function createAsyncInvocations(
  parts: CloudParts,
  find: (functionArn: string) => DeployedFunction | undefined,
  settingsOf: (functionArn: string) => AsyncSettings,
): (functionArn: string, event: unknown) => void {
  const queue = new DeliveryQueue<AsyncInvocation>(parts, {
    name: "async-invocations",
    async deliver({ body }) {
      const result = await runThrottled(find(body.functionArn), body);
      if (result?.error) throw new FunctionFailure(result);
    },
    limits: (body) => settingsOf(body.functionArn),
    isFree: (failure) => failure.code === "THROTTLING",
    retryDelayMs: (failures, failure) =>
      failure.code === "THROTTLING"
        ? Math.min(1000 * 2 ** failures, 300_000)
        : (retryDelaysMs[failures - 1] ?? 120_000),
    async giveUp({ body, failures }, failure, condition) {
      const target = find(body.functionArn);
      if (target === undefined) return;
      const { onFailureArn } = settingsOf(body.functionArn);
      if (onFailureArn) {
        const record = failureRecord(parts, body, { failure, condition, attempts: failures + 1 });
        await sendToDestination(parts, target, { targetArn: onFailureArn, body: JSON.stringify(record) });
      }
      const { deadLetterArn } = target.settings;
      if (deadLetterArn === undefined) return;
      const attributes = { RequestID: body.requestId, ErrorCode: "200", ErrorMessage: failure.message.slice(0, 1024) };
      await sendToDestination(parts, target, {
        targetArn: deadLetterArn,
        body: JSON.stringify(body.event),
        attributes,
      });
    },
  });
  return (functionArn, event) => queue.accept([{ functionArn, requestId: randomUUID(), event }]);
}

async function runThrottled(target: DeployedFunction | undefined, body: AsyncInvocation) {
  try {
    return await target?.run(body.requestId, body.event);
  } catch (error) {
    if (error instanceof ThrottledError) throw new DeliveryFailure("THROTTLING", error.message, true);
    throw error;
  }
}

interface GivenUp {
  readonly failure: DeliveryFailure;
  readonly condition: ExhaustedCondition;
  readonly attempts: number;
}

function failureRecord({ clock }: CloudParts, body: AsyncInvocation, { failure, condition, attempts }: GivenUp) {
  const error = failure instanceof FunctionFailure ? failure.result.error : undefined;
  return {
    version: "1.0",
    timestamp: new Date(clock.now()).toISOString(),
    requestContext: {
      requestId: body.requestId,
      functionArn: `${body.functionArn}:$LATEST`,
      condition: condition === "MaximumEventAgeInSeconds" ? "EventAgeExceeded" : "RetriesExhausted",
      approximateInvokeCount: attempts,
    },
    requestPayload: body.event,
    ...(error && {
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      responsePayload: { errorMessage: error.errorMessage, errorType: error.errorType, trace: error.trace },
    }),
  };
}
