/** What a handler said about a batch with `ReportBatchItemFailures`. */
export type BatchVerdict =
  | { readonly kind: "success" }
  | { readonly kind: "partial"; readonly failedIds: ReadonlySet<string> }
  /** The answer is malformed or names an unknown record: Lambda takes the whole batch as failed. */
  | { readonly kind: "failure" };

const success: BatchVerdict = { kind: "success" };
const failure: BatchVerdict = { kind: "failure" };

/** Nothing, an empty object and an empty list are success; an empty, missing or unknown identifier fails the whole batch. */
export function readBatchResponse(payload: unknown, knownIds: ReadonlySet<string>): BatchVerdict {
  if (payload === null || payload === undefined) return success;
  if (typeof payload !== "object" || Array.isArray(payload)) return failure;
  const { batchItemFailures } = payload as { readonly batchItemFailures?: unknown };
  if (batchItemFailures === null || batchItemFailures === undefined) return success;
  if (!Array.isArray(batchItemFailures)) return failure;
  const failedIds = new Set<string>();
  for (const item of batchItemFailures) {
    const id: unknown = (item as { readonly itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof id !== "string" || !knownIds.has(id)) return failure;
    failedIds.add(id);
  }
  return failedIds.size === 0 ? success : { kind: "partial", failedIds };
}
