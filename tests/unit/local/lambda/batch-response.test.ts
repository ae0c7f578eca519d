import { describe, expect, it } from "vitest";
import { readBatchResponse } from "../../../../local/lambda/batch-response.ts";

const ids = new Set(["a", "b"]);

describe("the answer of a batch handler", () => {
  it.each([null, undefined, {}, { batchItemFailures: [] }, { batchItemFailures: null }])("%j is success", (answer) => {
    expect(readBatchResponse(answer, ids)).toEqual({ kind: "success" });
  });

  it.each([
    "text",
    3,
    [],
    { batchItemFailures: "a" },
    { batchItemFailures: [{ itemIdentifier: "" }] },
    { batchItemFailures: [{ itemIdentifier: null }] },
    { batchItemFailures: [{ id: "a" }] },
    { batchItemFailures: [null] },
    { batchItemFailures: ["a"] },
    { batchItemFailures: [{ itemIdentifier: "a" }, { itemIdentifier: "unknown" }] },
  ])("%j fails the whole batch", (answer) => {
    expect(readBatchResponse(answer, ids)).toEqual({ kind: "failure" });
  });

  it("names the failed records", () => {
    const answer = { batchItemFailures: [{ itemIdentifier: "b" }, { itemIdentifier: "b" }] };
    expect(readBatchResponse(answer, ids)).toEqual({ kind: "partial", failedIds: new Set(["b"]) });
  });
});
