import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { demoSignOnAccounts } from "../../local/demo/demo-data.ts";
import { startIdentityProvider } from "../../local/identity-provider/identity-provider.ts";
import { type LocalProviders, startLocalProviders } from "../../local/outbox/start-outbox.ts";
import { pythonTool, ToolMissing } from "../../scripts/python-tool.ts";
import { freePort } from "../support/free-port.ts";
import { targetFile } from "../support/target.ts";
import { cdkOn, succeeds } from "./cdk.ts";
import { checkWork, enterCampus, upload } from "./content.ts";
import { checkDelivery } from "./delivery.ts";
import { startEmulator } from "./emulator.ts";
import { operatorOf } from "./operator.ts";
import { outputsIn } from "./outputs.ts";
import { type CheckSite, checkPages, checkSite } from "./site.ts";
import { destroyKeepingData } from "./taking-down.ts";

/**
 * Deploys the product of production with the CDK command line to an emulator of AWS, runs the flow tests against it that can
 * run anywhere, updates it in place, and takes it down again with its data kept. `--partition aws-cn` takes the stacks for China.
 * What the emulator cannot stands in ADR 0080.
 */
const { values, positionals } = parseArgs({
  options: { partition: { type: "string", default: "aws" } },
  allowPositionals: true,
});
const partition = values.partition;
const isChina = partition === "aws-cn";
const region = isChina ? "cn-north-1" : "us-east-1";
const ministack = { name: "ministack", version: "1.5.33" };
const root = join(import.meta.dirname, "../..");
const directory = join(root, "dist", "deployed");
const assembly = join(directory, "assembly");
const outputsFile = join(directory, "outputs.json");
const stacks = ["Data", "Anonymous", "Events", "Mixer", "Api", "Web", "Operations"].map(
  (name) => `Dangjian-prod-${name}`,
);
const startedAt = performance.now();
const atEnd: (() => Promise<void>)[] = [];

const secondsSince = (moment: number) => `${((performance.now() - moment) / 1000).toFixed(1)} s`;

/** Runs one step, and says how long it took. */
async function step<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const since = performance.now();
  const value = await work();
  console.log(`${name}: ${secondsSince(since)}`);
  return value;
}

function node(parameters: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(process.execPath, parameters, { cwd: root, env: { ...process.env, ...environment }, stdio: "inherit" })
      .once("error", reject)
      .once("close", (code) => (code === 0 ? resolve() : reject(new Error(`${parameters[0]} ended with ${code}`))));
  });
}

async function build(): Promise<void> {
  await node(["scripts/build.ts"]);
  await node(["infra/app.ts"], {
    CDK_OUTDIR: assembly,
    CDK_CONTEXT_JSON: JSON.stringify({ stage: "prod", partition, bundled: "yes" }),
    CDK_VALIDATION: "false",
  });
}

async function openSignOn(applicationOrigin: string): Promise<string> {
  const accountsFile = join(directory, "sign-on-accounts.json");
  writeFileSync(accountsFile, JSON.stringify(demoSignOnAccounts()));
  const provider = await startIdentityProvider({ port: 0, dataDirectory: directory, accountsFile, applicationOrigin });
  atEnd.push(() => provider.close());
  return provider.issuer;
}

async function openProviders(): Promise<LocalProviders> {
  const providers = await startLocalProviders(0, Date.now);
  atEnd.push(() => providers.stop());
  return providers;
}

async function main(): Promise<void> {
  const command = pythonTool(ministack);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await step("build and synthesis", build);
  const port = await freePort(0);
  const emulator = await step("emulator", () => startEmulator({ command, port, directory, region }));
  atEnd.push(() => emulator.stop());
  const operator = operatorOf(emulator);
  const issuer = await openSignOn(emulator.endpoint);
  const cdk = cdkOn(emulator, { assembly, log: join(directory, "cdk.log") });
  const output = outputsIn(outputsFile);
  const deploy = (parameter: string) =>
    succeeds(
      cdk,
      ...["deploy", "--all", "--require-approval", "never", "--concurrency", "2"],
      ...["--outputs-file", outputsFile, "--parameters", parameter],
    );

  await step("bootstrap", () => succeeds(cdk, "bootstrap", `aws://000000000000/${region}`));
  await step("deploy", () => deploy(`OidcIssuer=${issuer}`));
  await step("upload of both sites", () => upload(emulator, output, directory));
  const { endpoint } = emulator;
  // The distribution cannot call an API here, by which pages come in China.
  const pages: CheckSite = isChina
    ? (told) => checkPages(addressOf(endpoint, output("PagesUrl")), told)
    : (told) => checkSite(emulator, output("SiteHost"), told);
  await step("site", () => pages({ issuer, clientId: "dangjian-web" }));
  const target = { url: addressOf(endpoint, output("ApiUrl")), issuer, applicationOrigin: endpoint };
  writeFileSync(targetFile, JSON.stringify(target));
  const providers = await openProviders();
  await step("credentials of channels", async () => {
    await operator.keepSecret(output("MessageChannelsParameter"), providers.channels(endpoint));
    await operator.letPublish("ExpandMessageRole");
  });
  await step("demo campus", () => enterCampus(target, operator, output));
  // Named files run alone.
  const flows = ["node_modules/vitest/vitest.mjs", "run", "--project", "flows", ...positionals];
  if (process.env.SKIP_FLOWS !== "1")
    await step("flows", () => node(flows, { ...emulator.environment, TEST_TARGET: "deployed" }));
  await step("delivery", () => checkDelivery(target, providers.outbox, operator));
  const hasNoDifference = () => succeeds(cdk, "diff", "--fail");
  await step("diff", hasNoDifference);
  await step("update in place", async () => {
    await deploy("OidcClientId=dangjian-web-2");
    await pages({ issuer, clientId: "dangjian-web-2" });
    await checkWork(target);
    await hasNoDifference();
  });
  await step("destroy, data kept", () => destroyKeepingData(cdk, operator, stacks));
}

/** Names below `localhost` are not known everywhere; the emulator takes the id of an API in the path as well. */
function addressOf(endpoint: string, apiUrl: string): string {
  const [apiId = ""] = new URL(apiUrl).hostname.split(".");
  return `${endpoint}/_aws/execute-api/${apiId}/$default`;
}

async function stop(): Promise<void> {
  for (const work of atEnd.splice(0).reverse()) await work().catch((error: unknown) => console.error(error));
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void stop().then(() => process.exit(130)));
}
try {
  await main();
  console.log(`deployed, updated and taken down in ${secondsSince(startedAt)}`);
} catch (error) {
  if (error instanceof ToolMissing) console.log(`skipped: ${error.message}`);
  else {
    console.error(error instanceof Error ? error.message : error);
    console.error(`what the emulator and the CDK said: ${directory}/*.log`);
    process.exitCode = 1;
  }
} finally {
  await stop();
}
