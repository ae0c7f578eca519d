import { mkdirSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { buildApp } from "fauxqs";
import type { CloudClock } from "../ports.ts";

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>["stores"]>;
export type QueueStore = Stores["sqsStore"];
export type TopicStore = Stores["snsStore"];
export type BucketStore = Stores["s3Store"];
type Persistence = NonNullable<QueueStore["persistence"]>;

export interface EngineRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface EngineReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Queues, topics and buckets. */
export interface MessagingEngine {
  readonly queues: QueueStore;
  readonly topics: TopicStore;
  readonly buckets: BucketStore;
  request(request: EngineRequest): Promise<EngineReply>;
  stop(): Promise<void>;
}

/**
 * fauxqs exports a server that listens on every network interface and writes ARNs of its own account. Its stores take
 * any ARN and need no port, but are not exported: so they are loaded by file. The version is pinned.
 */
const loadInternals = async () => {
  const manifest = findPackageJSON("fauxqs", import.meta.url);
  if (manifest === undefined) throw new Error("The package fauxqs is not installed: run npm ci");
  const load = (file: string) => import(pathToFileURL(join(dirname(manifest), "dist", file)).href);
  const [queues, topics, buckets, persistence] = await Promise.all(
    ["sqs/sqsStore.js", "sns/snsStore.js", "s3/s3Store.js", "persistence.js"].map(load),
  );
  return {
    SqsStore: queues.SqsStore as new () => QueueStore,
    SnsStore: topics.SnsStore as new () => TopicStore,
    S3Store: buckets.S3Store as new () => BucketStore,
    PersistenceManager: persistence.PersistenceManager as new (directory: string) => Persistence,
  };
};

/** Messages wait by the machine's clock; when the cloud's clock jumps, what they wait for comes nearer. */
const followClock = (queues: QueueStore, clock: CloudClock): (() => void) => {
  const skew = () => clock.now() - Date.now();
  let known = skew();
  return clock.onAdvance(() => {
    const jump = skew() - known;
    known += jump;
    for (const queue of queues.allQueues()) {
      for (const entry of queue.inflightMessages.values()) entry.visibilityDeadline -= jump;
      for (const message of [queue.delayedMessages, ...queue.fifoDelayed.values()].flat()) {
        if (message.delayUntil !== undefined) message.delayUntil -= jump;
      }
      queue.processTimers();
    }
  });
};

const headerText = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

/** Starts the engine on the files of the directory, without a port: requests reach it as function calls. */
export const startMessaging = async (directory: string, clock: CloudClock): Promise<MessagingEngine> => {
  const { SqsStore, SnsStore, S3Store, PersistenceManager } = await loadInternals();
  mkdirSync(directory, { recursive: true });
  const persistence = new PersistenceManager(directory);
  // As in the state store: a kill -9 loses nothing, and a message costs no wait for the disk.
  const { db } = persistence as unknown as { readonly db: DatabaseSync };
  db.exec("PRAGMA synchronous = NORMAL");
  const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  // Loaded before they persist, else loading would write every row again.
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  stores.sqsStore.persistence = persistence;
  stores.snsStore.persistence = persistence;
  stores.s3Store.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;
  const app = buildApp({ logger: false, stores });
  const unfollow = followClock(stores.sqsStore, clock);
  await app.ready();
  let isStopped = false;

  return {
    queues: stores.sqsStore,
    topics: stores.snsStore,
    buckets: stores.s3Store,
    async request({ method, url, headers, body }) {
      // Consumers at work when the cloud stops find out by their next call, and take up their records at the next start.
      if (isStopped) {
        throw Object.assign(new Error("The embedded cloud is stopping"), { status: 503, code: "ServiceUnavailable" });
      }
      const reply = await app.inject({
        method: method as "GET",
        url,
        headers: { ...headers, host: "127.0.0.1" },
        payload: body,
      });
      return { status: reply.statusCode, headers: headerText(reply.headers), body: reply.rawPayload };
    },
    async stop() {
      isStopped = true;
      unfollow();
      await app.close();
      persistence.close();
    },
  };
};
