import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { StackOutputs } from "./assembly/deploy.ts";
import { type Cloud, startCloud } from "./cloud.ts";
import { demoSignOnAccounts } from "./demo/demo-data.ts";
import { type Entering, enterLife, enterPeople } from "./demo/enter-campus.ts";
import { passNight } from "./demo/pass-night.ts";
import { type EdgeServer, listen } from "./edge/edge-server.ts";
import { fetchToken } from "./identity-provider/fetch-token.ts";
import { type IdentityProvider, startIdentityProvider } from "./identity-provider/identity-provider.ts";
import type { SandboxReserve } from "./lambda/sandbox-reserve.ts";
import { type LocalProviders, startLocalProviders } from "./outbox/start-outbox.ts";
import type { EdgeHandler } from "./ports.ts";
import { runScript } from "./run-script.ts";
import { portTaken } from "./start-error.ts";
import { uploadWebFiles } from "./web-files.ts";

export interface ProductOptions {
  /** Of the application; the host of anonymous feedback gets the next one, the identity provider the one after. 0 takes free ports. */
  readonly port: number;
  readonly dataDirectory: string;
  readonly seed: "demo" | "empty";
  /** Whether a new demo campus gets a campaign of anonymous feedback too; tests open their own. */
  readonly hasDemoFeedback?: boolean;
  /** Where the build puts the cloud assembly and the web files. */
  readonly distDirectory?: string;
  /** False when the caller has built already. */
  readonly isBuilding?: boolean;
  readonly accountsFile?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly onProgress?: (line: string) => void;
  /** Sandboxes of the products before, and for those after this one. */
  readonly reserve?: SandboxReserve;
  /** Gives the start up; what runs already is stopped again. */
  readonly signal?: AbortSignal;
}

export interface Product {
  readonly url: string;
  /** Host of anonymous feedback: the writer's page, the public ledger, and the route that takes envelopes. */
  readonly feedbackUrl: string;
  readonly issuer: string;
  readonly cloud: Cloud;
  readonly identityProvider: IdentityProvider;
  /** E-mail, SMS and WeCom of this machine, with what was sent. */
  readonly providers: LocalProviders;
  /** When everything of the demo campus is entered; people can work before. */
  readonly settled: Promise<void>;
  stop(): Promise<void>;
}

/** Running requests may take this long to end. */
const GRACE_MILLISECONDS = 3_000;

interface Run {
  readonly options: ProductOptions;
  readonly dist: string;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
  readonly onStop: (step: () => Promise<void>) => void;
  readonly isStopping: () => boolean;
}

/** Builds and starts everything that a user sees: the cloud, the sign-on, the web files, the demo data, the front door. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const steps: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= runAll(steps);
    return stopping;
  };
  const run: Run = {
    options,
    dist: resolve(options.distDirectory ?? "dist"),
    signal: options.signal ?? new AbortController().signal,
    progress: options.onProgress ?? (() => undefined),
    onStop: (step) => steps.push(step),
    isStopping: () => stopping !== undefined,
  };
  try {
    return { ...(await start(run)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(run: Run): Promise<Omit<Product, "stop">> {
  const { options, dist, progress, signal } = run;
  // The port comes first: it names the origin for everybody else, and a taken one is told before the build.
  const { port } = options;
  const door = await openDoor(run, port);
  const feedbackDoor = await openDoor(run, port === 0 ? 0 : port + 1);
  const identityProvider = await openIdentityProvider(run, door.server.url);
  const { issuer } = identityProvider;
  if (options.isBuilding !== false) {
    progress("正在构建… / building");
    await runScript({ script: "scripts/build.ts", arguments: ["--out", dist], onLine: progress, signal });
  }
  const providers = await openProviders(run);
  progress("正在启动本机云… / starting the cloud");
  signal.throwIfAborted();
  const cloud = await startCloud({
    assembly: join(dist, "assembly"),
    dataDirectory: options.dataDirectory,
    ...(options.reserve && { reserve: options.reserve }),
    parameters: {
      OidcIssuer: issuer,
      FeedbackOrigin: feedbackDoor.server.url,
      PushPublicKey: providers.pushPublicKey,
      ...options.parameters,
    },
  });
  run.onStop(() => cloud.stop());
  signal.throwIfAborted();
  const changes =
    (await upload(cloud, join(dist, "web"), "WebBucketName")) +
    (await upload(cloud, join(dist, "feedback"), "FeedbackBucketName"));
  await keepSecret(cloud, "MessageChannelsParameter", providers.channels(door.server.url));
  await keepSecret(cloud, "DeliveryReportSecretParameter", providers.reportSecret);
  progress(`网页文件已更新：${changes} / web files changed: ${changes}`);
  door.open(distributionOf(cloud, "SiteId"));
  feedbackDoor.open(distributionOf(cloud, "FeedbackSiteId"));
  const target = {
    url: door.server.url,
    tokenOf: async (account: string) =>
      (await fetchToken({ issuer, account, applicationOrigin: door.server.url })).access_token,
  };
  const feedbackUrl = feedbackDoor.server.url;
  providers.onNight(() => passNight(cloud));
  const { rest } = await enterCampus(run, { cloud, target, feedbackUrl, issuer });
  return { url: door.server.url, feedbackUrl, issuer, cloud, identityProvider, providers, settled: rest };
}

interface Campus extends Pick<Entering, "cloud" | "target"> {
  readonly feedbackUrl: string;
  readonly issuer: string;
}

/** Gives what is still being entered when everybody can sign in already. */
async function enterCampus(run: Run, { cloud, target, feedbackUrl, issuer }: Campus): Promise<{ rest: Promise<void> }> {
  const { options, progress, signal, isStopping } = run;
  if (options.seed === "empty") return { rest: Promise.resolve() };
  const addresses = { application: target.url, feedback: feedbackUrl, issuer };
  const entering: Entering = {
    cloud,
    target,
    bootstrapFunction: requiredOutput(cloud.outputs, "BootstrapFunction"),
    feedback: options.hasDemoFeedback === true ? addresses : undefined,
    progress,
    signal,
    isStopping,
  };
  await enterPeople(entering);
  return { rest: enterLife(entering) };
}

/** In the parameter store that an output names, as an operator does: no template holds a secret. */
async function keepSecret({ aws, outputs }: Cloud, output: string, Value: string): Promise<void> {
  const Name = requiredOutput(outputs, output);
  await aws.call(aws.operator, {
    service: "ssm",
    target: "AmazonSSM.PutParameter",
    input: { Name, Type: "SecureString", Value, Overwrite: true },
  });
}

/** Puts built files into the bucket that this output of the stacks names. */
function upload({ aws, parts, outputs }: Cloud, directory: string, output: string): Promise<number> {
  return uploadWebFiles({ aws, state: parts.state, directory, bucket: requiredOutput(outputs, output) });
}

interface Door {
  readonly server: EdgeServer;
  open(handler: EdgeHandler): void;
}

async function openDoor({ onStop }: Run, port: number): Promise<Door> {
  let handler: EdgeHandler = async () => ({
    status: 503,
    headers: { "content-type": "text/plain;charset=UTF-8", "retry-after": "1" },
    body: Buffer.from("正在启动 / starting"),
  });
  const server = await listen(port, (request) => handler(request)).catch((error: unknown) => {
    throw isPortTaken(error) ? portTaken(port, error) : error;
  });
  onStop(() => server.close(GRACE_MILLISECONDS));
  return {
    server,
    open: (next) => {
      handler = next;
    },
  };
}

async function openIdentityProvider({ options, onStop }: Run, applicationOrigin: string): Promise<IdentityProvider> {
  const port = options.port === 0 ? 0 : options.port + 2;
  const provider = await startIdentityProvider({
    port,
    dataDirectory: options.dataDirectory,
    accountsFile: options.accountsFile ?? writeDemoAccounts(options.dataDirectory),
    applicationOrigin,
  }).catch((error: unknown) => {
    throw isPortTaken(error) ? portTaken(port, error) : error;
  });
  onStop(() => provider.close());
  return provider;
}

const highestPort = 65_535;

/** The page of what was sent is on the port after that of the sign-on, or on any where that is taken. */
async function openProviders({ options, progress, onStop }: Run): Promise<LocalProviders> {
  const port = options.port === 0 || options.port + 3 > highestPort ? 0 : options.port + 3;
  const providers = await startLocalProviders(port, Date.now).catch((error: unknown) => {
    if (isPortTaken(error)) return startLocalProviders(0, Date.now);
    throw error;
  });
  onStop(() => providers.stop());
  progress(`发件箱 / what is sent: ${providers.url}`);
  return providers;
}

/** The sign-on offers the demo people on its page. */
function writeDemoAccounts(dataDirectory: string): string {
  mkdirSync(dataDirectory, { recursive: true });
  const file = join(dataDirectory, "sign-on-accounts.json");
  writeFileSync(file, JSON.stringify(demoSignOnAccounts(), null, 2));
  return file;
}

/** The one that this output of the stacks names. */
function distributionOf(cloud: Cloud, output: string): EdgeHandler {
  const handler = cloud.distributions.get(requiredOutput(cloud.outputs, output));
  if (handler === undefined) throw new Error(`the assembly has no distribution for ${output}`);
  return handler;
}

export function requiredOutput(outputs: StackOutputs, name: string): string {
  const values = [...outputs.values()].flatMap((stack) => stack.get(name) ?? []);
  const [value] = values;
  if (value === undefined || values.length > 1)
    throw new Error(`${values.length} stacks have the output ${name}, not one`);
  return value;
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

/** In the order of the start: first the front door, then what is behind it. A step that fails does not keep the others. */
async function runAll(steps: readonly (() => Promise<void>)[]): Promise<void> {
  for (const step of steps) await step().catch((error: unknown) => console.error(error));
}
