import type { AwsAccess, Credentials } from "../ports.ts";
import { type StreamRecord, toStreamRecord, type WireRecord } from "./stream-record.ts";

export interface Shard {
  readonly ShardId?: string;
  readonly ParentShardId?: string;
}

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

interface StreamDescription {
  readonly Shards?: readonly Shard[];
  readonly LastEvaluatedShardId?: string;
}

/** GetRecords gives at most a thousand records. */
const callSize = 1000;

export function openStreamSource(
  access: AwsAccess,
  place: { readonly arn: string; readonly region: string },
  credentials: Credentials,
): StreamSource {
  const StreamArn = place.arn;
  const stop = new AbortController();
  const call = <Answer>(operation: string, input: object) =>
    access.call<Answer>(credentials, {
      service: "dynamodb",
      target: `DynamoDBStreams_20120810.${operation}`,
      input,
      signal: stop.signal,
    });

  const iterator = async (ShardId: string, SequenceNumber: string) => {
    const from =
      SequenceNumber === ""
        ? { ShardIteratorType: "TRIM_HORIZON" }
        : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber };
    const input = { StreamArn, ShardId, ...from };
    return (await call<{ ShardIterator?: string }>("GetShardIterator", input)).ShardIterator;
  };
  return {
    async listShards() {
      const shards: Shard[] = [];
      let ExclusiveStartShardId: string | undefined;
      do {
        const input = { StreamArn, ExclusiveStartShardId };
        const answer = await call<{ StreamDescription?: StreamDescription }>("DescribeStream", input);
        shards.push(...(answer.StreamDescription?.Shards ?? []));
        ExclusiveStartShardId = answer.StreamDescription?.LastEvaluatedShardId;
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
      const { Records = [], NextShardIterator } = await call<{
        Records?: readonly WireRecord[];
        NextShardIterator?: string;
      }>("GetRecords", { ShardIterator, Limit });
      return { records: Records.map((record) => toStreamRecord(record, place)), nextIterator: NextShardIterator };
    },
    close: () => stop.abort(),
  };
}
