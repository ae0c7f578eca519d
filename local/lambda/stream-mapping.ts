import { setTimeout as pause } from "node:timers/promises";
import { sleep } from "../events/clock-timer.ts";
import type { CloudParts } from "../ports.ts";
import type { StreamMappingSettings } from "./event-source-mapping.ts";
import { sendToDestination } from "./failure-destination.ts";
import type { DeployedFunction } from "./function.ts";
import type { MappingRunner } from "./mapping-runner.ts";
import { createProblemLog } from "./problem-log.ts";
import { type BatchContext, type DiscardedBatch, handleStreamBatch } from "./stream-batch.ts";
import { type CheckpointRegistry, type Checkpoints, closed, tableNameOf } from "./stream-checkpoints.ts";
import { discardRecord } from "./stream-discard.ts";
import { openStreamSource, type Shard, type StreamSource } from "./stream-source.ts";

/** A safety net under `onTableWrite`, for records that no write of the endpoint announces, such as expired items. */
const slowPollMs = 5_000;

/** Lambda asks a shard four times a second; a short rest here too lets writes gather into batches instead of one call each. */
const restMs = 100;

interface Context {
  readonly parts: CloudParts;
  readonly target: DeployedFunction;
  readonly settings: StreamMappingSettings;
  readonly source: StreamSource;
  readonly checkpoints: Checkpoints;
  readonly isStopped: () => boolean;
}

/** Feeds a function from the stream of a table. The checkpoint moves after success, so that a kill repeats and never loses. */
export function createStreamMapping(
  parts: CloudParts,
  target: DeployedFunction,
  settings: StreamMappingSettings,
  registry: CheckpointRegistry,
): MappingRunner {
  const place = { arn: settings.sourceArn, region: parts.deployment.region };
  const source = openStreamSource(parts.access, place, target.credentials);
  const checkpoints = registry.of(settings.id, settings.sourceArn);
  const problems = createProblemLog(`${settings.id} (${settings.sourceArn})`);
  let isStopped = false;
  let isUnread = true;
  let isWorking = false;
  let wake: () => void = () => {};
  const context: Context = { parts, target, settings, source, checkpoints, isStopped: () => isStopped };

  const table = tableNameOf(settings.sourceArn);
  const unsubscribe = parts.access.onTableWrite((written) => {
    if (written !== table) return;
    isUnread = true;
    wake();
  });

  const run = async () => {
    while (!isStopped) {
      isWorking = true;
      isUnread = false;
      try {
        await drainStream(context);
        problems.clear();
      } catch (error) {
        isUnread = true;
        if (!isStopped) await problems.report(error);
      }
      isWorking = false;
      if (!isUnread && !isStopped) await nextWrite();
      if (!isStopped) await pause(restMs);
    }
  };
  const nextWrite = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, slowPollMs).unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    prepare: () => rememberStart(context),
    start: () => void run(),
    isIdle: () => !isUnread && !isWorking,
    async stop() {
      isStopped = true;
      unsubscribe();
      source.close();
      wake();
    },
  };
}

/** LATEST means the end of the stream when the mapping was created, also after a restart: it is looked up once and kept. */
async function rememberStart({ parts, settings, checkpoints }: Context): Promise<void> {
  const place = { arn: settings.sourceArn, region: parts.deployment.region };
  const source = openStreamSource(parts.access, place, parts.access.operator);
  try {
    for (const { ShardId = "" } of await source.listShards()) {
      if (checkpoints.get(ShardId) !== undefined) continue;
      checkpoints.set(ShardId, settings.startingPosition === "LATEST" ? await endOf(source, ShardId) : "");
    }
  } finally {
    source.close();
  }
}

async function endOf(source: StreamSource, shardId: string): Promise<string> {
  let end = "";
  let iterator = await source.iteratorAfter(shardId, "");
  while (iterator !== undefined) {
    const page = await source.read(iterator, 1000);
    if (page.records.length === 0) return end;
    end = page.records.at(-1)?.sequenceNumber ?? end;
    iterator = page.nextIterator;
  }
  return end;
}

async function drainStream(context: Context): Promise<void> {
  const shards = await context.source.listShards();
  const open = shards.filter(({ ShardId = "" }) => context.checkpoints.get(ShardId) !== closed);
  // The changes of an item go on in the child of its shard: children wait for their parents.
  const ids = new Set(open.map((shard) => shard.ShardId));
  const first = open.filter((shard) => !ids.has(shard.ParentShardId ?? ""));
  const ends = await Promise.all(first.map((shard) => drainShard(context, shard)));
  context.checkpoints.trim();
  if (ends.includes(closed) && !context.isStopped()) await drainStream(context);
}

async function drainShard(context: Context, { ShardId = "" }: Shard): Promise<"read" | typeof closed> {
  const { source, checkpoints, settings, isStopped } = context;
  let iterator = await source.iteratorAfter(ShardId, checkpoints.get(ShardId) ?? "");
  while (iterator !== undefined && !isStopped()) {
    let page = await source.read(iterator, settings.batchSize);
    if (page.records.length === 0 && page.nextIterator !== undefined) return "read";
    if (settings.windowSeconds > 0 && page.records.length < settings.batchSize) {
      await sleep(context.parts.clock, settings.windowSeconds * 1000);
      page = await source.read(iterator, settings.batchSize);
    }
    await handleStreamBatch(batchContext(context, ShardId), page.records);
    iterator = page.nextIterator;
  }
  if (isStopped()) return "read";
  checkpoints.set(ShardId, closed);
  return closed;
}

function batchContext(context: Context, shardId: string): BatchContext {
  const { parts, target, settings, checkpoints, isStopped } = context;
  return {
    parts,
    target,
    settings,
    isStopped,
    checkpoint: (record) => checkpoints.set(shardId, record.sequenceNumber),
    async discard(batch: DiscardedBatch) {
      if (settings.onFailureArn === undefined) return;
      const body = JSON.stringify(discardRecord(context, shardId, batch));
      await sendToDestination(parts, target, { targetArn: settings.onFailureArn, body });
    },
  };
}
