/** What the cloud and the worker that runs a function say to each other. */
export interface SandboxData {
  /** The directory of the bundle. */
  readonly taskRoot: string;
  /** "index.handler" */
  readonly handler: string;
  /** One Float64: milliseconds that the cloud's clock is ahead. */
  readonly clockOffset: SharedArrayBuffer;
  /** One Int32: 0 while the sandbox is frozen between invocations. */
  readonly wake: SharedArrayBuffer;
  readonly function: {
    readonly name: string;
    readonly arn: string;
    readonly memoryMb: number;
    readonly logGroupName: string;
    readonly logStreamName: string;
  };
}

export interface SandboxRequest {
  readonly requestId: string;
  readonly eventText: string;
  /** By the machine's clock, so that moving the cloud's clock does not end a running invocation. */
  readonly deadline: number;
}

export interface RuntimeError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export type SandboxMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "log"; readonly stream: "stdout" | "stderr"; readonly text: string; readonly requestId?: string }
  | { readonly kind: "result"; readonly payloadText: string }
  | { readonly kind: "failed"; readonly error: RuntimeError }
  /** The process of the function would have ended: failed initialisation, uncaught exception, unhandled rejection. */
  | { readonly kind: "crashed"; readonly error: RuntimeError };
