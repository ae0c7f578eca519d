import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { waitForFormerEngine, writeEnginePid } from "./former-engine.ts";
import { type GuardedProcess, startGuarded } from "./guarded-process.ts";
import { locateDynoxide } from "./locate-dynoxide.ts";
import { openStreamRecords, type StreamRecords } from "./stream-records.ts";

/** A DynamoDB-compatible server: our own child process, or the one that the operator named. */
export interface DynamoDbEngine {
  /** Where it listens now; undefined while it starts again after a crash. */
  endpoint(): string | undefined;
  trimStream(tableName: string, sequenceNumber: string): void;
  stop(): Promise<void>;
}

const START_ATTEMPTS = 5;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port on 127.0.0.1 is free");
  return address.port;
};

const START_PATIENCE_MILLISECONDS = 5_000;

const isListening = async ({ child }: GuardedProcess): Promise<boolean> => {
  const listening = new Promise<boolean>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on("line", (line) => line.includes("listening on") && resolve(true));
    }
    child.once("exit", () => resolve(false));
    child.once("error", () => resolve(false));
  });
  const tooLate = sleep(START_PATIENCE_MILLISECONDS, false, { ref: false });
  return Promise.race([listening, tooLate]);
};

class DynoxideEngine implements DynamoDbEngine {
  private readonly directory: string;
  private readonly binary = locateDynoxide();
  private process: GuardedProcess | undefined;
  private url: string | undefined;
  private records: StreamRecords | undefined;
  private isStopping = false;
  private starting: Promise<void> | undefined;

  constructor(directory: string) {
    this.directory = directory;
  }

  endpoint(): string | undefined {
    return this.url;
  }

  trimStream(tableName: string, sequenceNumber: string): void {
    this.records?.trim(tableName, sequenceNumber);
  }

  start(): Promise<void> {
    this.starting = this.startProcess();
    return this.starting;
  }

  private async startProcess(): Promise<void> {
    await waitForFormerEngine(this.directory);
    const file = join(this.directory, "dynamodb.sqlite");
    for (let attempt = 0; attempt < START_ATTEMPTS && !this.isStopping; attempt += 1) {
      const port = await freePort();
      const started = startGuarded(this.binary, ["--host", "127.0.0.1", "--port", String(port), "--db-path", file]);
      if (!(await isListening(started))) {
        await started.stop();
        continue;
      }
      this.process = started;
      writeEnginePid(this.directory, started.child.pid);
      this.records ??= openStreamRecords(file);
      this.url = `http://127.0.0.1:${port}`;
      started.child.once("exit", () => this.onExit());
      return;
    }
    if (!this.isStopping) throw new Error(`The DynamoDB engine does not start with ${file}`);
  }

  private onExit(): void {
    this.url = undefined;
    if (this.isStopping) return;
    this.start().catch((error: unknown) => console.error(error));
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.starting?.catch(() => undefined);
    this.records?.close();
    this.records = undefined;
    await this.process?.stop();
  }
}

/** Uses the server named by `DYNAMODB_ENDPOINT`, else starts an engine that keeps its file in the directory. */
export const startDynamoDb = async (
  directory: string,
  externalEndpoint: string | undefined,
): Promise<DynamoDbEngine> => {
  if (externalEndpoint !== undefined) {
    return { endpoint: () => externalEndpoint, trimStream: () => undefined, stop: async () => undefined };
  }
  const engine = new DynoxideEngine(directory);
  await engine.start();
  return engine;
};
