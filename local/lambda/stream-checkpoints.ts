import type { CloudParts } from "../ports.ts";

/** A checkpoint of a shard: the last sequence number that was handled, "" before the first, `closed` at the end of a closed shard. */
export const closed = "closed";
const namespace = "stream-checkpoints";

export interface Checkpoints {
  get(shardId: string): string | undefined;
  set(shardId: string, sequenceNumber: string): void;
  /** Forgets the records that every mapping of the stream has passed. */
  trim(): void;
}

export interface CheckpointRegistry {
  of(mappingId: string, streamArn: string): Checkpoints;
}

/** The positions of all stream mappings, in the state store. */
export function createCheckpoints({ state, access }: Pick<CloudParts, "state" | "access">): CheckpointRegistry {
  const consumers = new Map<string, Set<string>>();
  const keyOf = (mappingId: string, streamArn: string, shardId: string) => `${mappingId}|${streamArn}|${shardId}`;

  const trim = (streamArn: string, shardId: string) => {
    const positions = [...(consumers.get(streamArn) ?? [])].map((id) =>
      state.get(namespace, keyOf(id, streamArn, shardId)),
    );
    const passed = positions.map((position) => (/^\d+$/.test(position ?? "") ? BigInt(position ?? "") : 0n));
    const lowest = passed.toSorted((left, right) => Number(left - right))[0] ?? 0n;
    // The last record stays: an engine may count on from its highest sequence number, and a restart from 1 would lie
    // before every checkpoint.
    if (lowest > 1n) access.trimStream?.(tableNameOf(streamArn), String(lowest - 1n));
  };

  return {
    of(mappingId, streamArn) {
      const ids = consumers.get(streamArn) ?? new Set();
      consumers.set(streamArn, ids.add(mappingId));
      const shards = new Set<string>();
      return {
        get(shardId) {
          shards.add(shardId);
          return state.get(namespace, keyOf(mappingId, streamArn, shardId));
        },
        set: (shardId, sequenceNumber) => state.set(namespace, keyOf(mappingId, streamArn, shardId), sequenceNumber),
        trim() {
          const [only, ...others] = shards;
          if (only !== undefined && others.length === 0) trim(streamArn, only);
        },
      };
    },
  };
}

/** "…:table/members/stream/2026-11-21T00:00:00.000" */
export function tableNameOf(streamArn: string): string {
  return streamArn.split("/")[1] ?? "";
}
