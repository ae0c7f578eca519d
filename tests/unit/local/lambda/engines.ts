import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFauxqs } from "fauxqs";
import { freePort } from "../../../support/free-port.ts";
import { until } from "../events/cloud-parts.ts";

/** The real engines behind one endpoint, as the gateway of the cloud has them: DynamoDB by its target header, the rest SQS and SNS. */
export async function startEngines() {
  const messages = await startFauxqs({ port: 0, logger: false, host: "127.0.0.1", defaultRegion: "eu-west-1" });
  const database = await startDynoxide();
  const calls: { readonly target: string; readonly accessKey: string }[] = [];
  const gateway = createServer((incoming, outgoing) => {
    const target = String(incoming.headers["x-amz-target"] ?? "");
    const accessKey = /Credential=([^/]+)/.exec(String(incoming.headers.authorization))?.[1] ?? "";
    calls.push({ target, accessKey });
    const port = target.startsWith("DynamoDB") ? database.port : messages.port;
    const options = { host: "127.0.0.1", port, method: incoming.method, path: incoming.url, headers: incoming.headers };
    const forwarded = request(options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on("error", () => outgoing.destroy());
    outgoing.on("close", () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    messages,
    calls,
    async stop() {
      gateway.closeAllConnections();
      await new Promise((resolve) => gateway.close(resolve));
      await messages.stop();
      await database.stop();
    },
  };
}

export type Engines = Awaited<ReturnType<typeof startEngines>>;

async function startDynoxide() {
  const port = await freePort(0);
  const directory = mkdtempSync(join(tmpdir(), "dynoxide-"));
  const file = join(directory, "tables.db");
  const binary = join(import.meta.dirname, "../../../../node_modules/@dynoxide/linux-x64/dynoxide");
  const child: ChildProcess = spawn(binary, ["--host", "127.0.0.1", "--port", String(port), "--db-path", file], {
    stdio: "ignore",
  });
  await until(() => isListening(port));
  return {
    port,
    stop: () =>
      new Promise<void>((resolve) => {
        child.once("exit", () => {
          rmSync(directory, { recursive: true, force: true });
          resolve();
        });
        child.kill();
      }),
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request({ host: "127.0.0.1", port, method: "GET" }, (answer) => {
      answer.resume();
      resolve(true);
    });
    probe.on("error", () => resolve(false));
    probe.end();
  });
}
