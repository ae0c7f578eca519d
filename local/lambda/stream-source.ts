import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from "@aws-sdk/client-dynamodb-streams";
import type { AwsAccess, Credentials } from "../ports.ts";
import { type StreamRecord, toStreamRecord } from "./stream-record.ts";

export interface StreamPage {
  readonly records: readonly StreamRecord[];
  /** Absent when the shard is closed and read to its end. */
  readonly nextIterator: string | undefined;
}

export interface StreamSource {
  listShards(): Promise<readonly Shard[]>;
  /** An iterator behind the sequence number; "" stands for the oldest record that the stream still has. */
  iteratorAfter(shardId: string, sequenceNumber: string): Promise<string | undefined>;
  read(iterator: string, maximum: number): Promise<StreamPage>;
  close(): void;
}

/** GetRecords gives at most a thousand records. */
const callSize = 1000;

export function openStreamSource(
  access: AwsAccess,
  place: { readonly arn: string; readonly region: string },
  credentials: Credentials,
): StreamSource {
  const client = new DynamoDBStreamsClient({ endpoint: access.endpoint, region: access.region, credentials });
  const StreamArn = place.arn;
  const stop = new AbortController();
  const abort = { abortSignal: stop.signal };

  const iterator = async (ShardId: string, SequenceNumber: string) => {
    const from =
      SequenceNumber === ""
        ? ({ ShardIteratorType: "TRIM_HORIZON" } as const)
        : ({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber } as const);
    return (await client.send(new GetShardIteratorCommand({ StreamArn, ShardId, ...from }), abort)).ShardIterator;
  };
  return {
    async listShards() {
      const shards: Shard[] = [];
      let ExclusiveStartShardId: string | undefined;
      do {
        const command = new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId });
        const { StreamDescription } = await client.send(command, abort);
        shards.push(...(StreamDescription?.Shards ?? []));
        ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId;
      } while (ExclusiveStartShardId !== undefined);
      return shards;
    },
    async iteratorAfter(shardId, sequenceNumber) {
      try {
        return await iterator(shardId, sequenceNumber);
      } catch (error) {
        // The position is older than what the stream keeps: go on with the oldest record, as Lambda does.
        if (error instanceof Error && error.name === "TrimmedDataAccessException") return iterator(shardId, "");
        throw error;
      }
    },
    async read(ShardIterator, maximum) {
      const Limit = Math.min(maximum, callSize);
      const { Records = [], NextShardIterator } = await client.send(
        new GetRecordsCommand({ ShardIterator, Limit }),
        abort,
      );
      return { records: Records.map((record) => toStreamRecord(record, place)), nextIterator: NextShardIterator };
    },
    close() {
      stop.abort();
      client.destroy();
    },
  };
}
