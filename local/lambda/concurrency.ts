/** The function's concurrency is used up: 429 on the wire. */
export class ThrottledError extends Error {
  override readonly name = "ThrottledError";
  readonly code = "TooManyRequestsException";
  readonly status = 429;
  constructor(
    functionName: string,
    reason:
      | "ReservedFunctionConcurrentInvocationLimitExceeded"
      | "ConcurrentInvocationLimitExceeded"
      | "CallerRateLimitExceeded",
  ) {
    super(`Rate Exceeded. (${functionName}: ${reason})`);
  }
}

/** The concurrent executions that all functions without a reservation share. New AWS accounts begin with less. */
export class AccountConcurrency {
  readonly limit: number;
  #used = 0;

  constructor(limit = 50) {
    this.limit = limit;
  }

  tryTake(): boolean {
    if (this.#used >= this.limit) return false;
    this.#used += 1;
    return true;
  }

  release(): void {
    this.#used -= 1;
  }
}
