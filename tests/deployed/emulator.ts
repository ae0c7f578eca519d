import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { ToolMissing } from "../../scripts/python-tool.ts";

/** Of the account's root: with these the emulator verifies no signature and refuses nothing. */
export const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const host = "127.0.0.1";
const readyWithinMs = 30_000;

export interface Emulator {
  readonly port: number;
  readonly endpoint: string;
  readonly region: string;
  /** What a program needs to speak to the emulator and to nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * Starts MiniStack on the loopback interface, with everything that it writes below `directory`. It speaks TLS, because the
 * policies of our buckets and queues refuse anything else, and holds every role to its policies.
 */
export async function startEmulator(options: {
  command: string;
  port: number;
  directory: string;
  region: string;
}): Promise<Emulator> {
  const { command, port, directory, region } = options;
  if (spawnSync("openssl", ["version"]).status !== 0)
    throw new ToolMissing("the emulator needs openssl, which is not there");
  const temporary = join(directory, "tmp");
  await mkdir(temporary, { recursive: true });
  // It lies below this repository with its ES modules, and the emulator's own programs are none.
  await writeFile(join(temporary, "package.json"), '{ "type": "commonjs" }\n');
  const log = createWriteStream(join(directory, "emulator.log"));
  const child = spawn(command, {
    cwd: directory,
    env: {
      ...environmentWithoutAws(),
      AUTH: "true",
      BIND_HOST: host,
      GATEWAY_PORT: String(port),
      IOT_MTLS_ENABLED: "0",
      // Each execution at a time is a process, and those that are idle go soon: this runs beside other work.
      LAMBDA_ACCOUNT_CONCURRENCY: "40",
      LAMBDA_EXECUTOR: "local",
      LAMBDA_WARM_TTL_SECONDS: "15",
      LOG_LEVEL: "WARNING",
      TMPDIR: temporary,
      USE_SSL: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
    // In a process group of its own, so that its Node processes end with it.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(log, { end: false });
  const endpoint = `https://${host}:${port}`;
  const certificate = join(temporary, "ministack-tls", "server.crt");
  const stop = () => end(child);
  try {
    await ready(child, endpoint, certificate);
  } catch (error) {
    await stop();
    throw error;
  }
  const trusted = { AWS_CA_BUNDLE: certificate, NODE_EXTRA_CA_CERTS: certificate };
  const environment = { ...environmentWithoutAws(), ...access(endpoint, region), ...trusted };
  return { port, endpoint, region, environment, stop };
}

/** Without what would lead a program to somebody's account, or keep a function from trusting the emulator. */
function environmentWithoutAws(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_|^NODE_EXTRA_CA_CERTS$/.test(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

const access = (endpoint: string, region: string) => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_REGION: region,
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
});

async function ready(child: ChildProcess, endpoint: string, certificate: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the emulator ended with ${child.exitCode}; see emulator.log`);
    if (await isAnswering(endpoint, certificate).catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the emulator was not ready within ${readyWithinMs / 1000} s`);
}

/** Trusts the certificate that the emulator has made for itself, in this process; others get it by their environment. */
async function isAnswering(endpoint: string, certificate: string): Promise<boolean> {
  setDefaultCACertificates([...getCACertificates("bundled"), readFileSync(certificate, "utf8")]);
  const answer = await fetch(`${endpoint}/_ministack/health`);
  await answer.arrayBuffer();
  return answer.ok;
}

async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    try {
      process.kill(-pid, signal);
    } catch {
      // The group has ended in this moment.
    }
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 1_500).unref())]);
  }
}
