import type { CloudParts } from "../ports.ts";
import type { StreamMappingSettings } from "./event-source-mapping.ts";
import type { DiscardedBatch } from "./stream-batch.ts";

/** What the failure destination of a stream mapping receives: not the records, but where to find them. */
export function discardRecord(
  { parts, settings }: { readonly parts: Pick<CloudParts, "clock">; readonly settings: StreamMappingSettings },
  shardId: string,
  { records, failures, condition, result }: DiscardedBatch,
) {
  const first = records[0];
  const last = records.at(-1);
  return {
    requestContext: {
      requestId: result?.requestId,
      functionArn: settings.functionArn,
      condition,
      approximateInvokeCount: failures,
    },
    ...(result && {
      responseContext: {
        statusCode: 200,
        executedVersion: "$LATEST",
        functionError: result.error ? "Unhandled" : null,
      },
    }),
    version: "1.0",
    timestamp: new Date(parts.clock.now()).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: first?.createdAt.toISOString().replace(/\.\d+Z$/, "Z"),
      approximateArrivalOfLastRecord: last?.createdAt.toISOString().replace(/\.\d+Z$/, "Z"),
      batchSize: records.length,
      streamArn: settings.sourceArn,
    },
  };
}
