import { type SpawnOptions, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { writeServiceWorker } from "./write-service-worker.ts";

/**
 * Builds what is deployed: the web into `dist/web`, the host of anonymous feedback into `dist/feedback`, bundles and templates into `dist/assembly`. A step whose inputs have
 * not changed since it last ended well is left out. `--only web` or `--only assembly` does one of them.
 */
const root = join(import.meta.dirname, "..");
const { values } = parseArgs({ options: { out: { type: "string", default: "dist" }, only: { type: "string" } } });
const out = resolve(root, values.out);

interface Step {
  readonly name: string;
  /** What `--only` chooses by. */
  readonly part: "web" | "assembly";
  readonly inputs: readonly string[];
  readonly output: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Whoever starts the build: under a test runner the pages would get the slow React of development. */
const production = { NODE_ENV: "production" };

const steps: readonly Step[] = [
  {
    name: "web",
    part: "web",
    inputs: ["web", "lib", "docs/generated", "package-lock.json"],
    output: "web",
    command: ["vite", "build", "web", "--outDir", join(out, "web"), "--emptyOutDir", "--logLevel", "error"],
    environment: production,
  },
  {
    name: "feedback",
    part: "web",
    inputs: ["web/feedback", "lib/feedback-protocol", "package-lock.json"],
    output: "feedback",
    command: [
      "vite",
      "build",
      "web/feedback",
      "--outDir",
      join(out, "feedback"),
      "--emptyOutDir",
      "--logLevel",
      "error",
    ],
    environment: production,
  },
  {
    name: "assembly",
    part: "assembly",
    inputs: ["infra", "functions", "lib", "package-lock.json", "cdk.json"],
    output: "assembly",
    command: ["node", join(root, "infra", "app.ts")],
    // What is deployed is validated: by `cdk synth`, and by the tests of the templates.
    environment: { CDK_OUTDIR: join(out, "assembly"), CDK_CONTEXT_JSON: cdkContext(), CDK_VALIDATION: "false" },
  },
];

const chosen = steps.filter(({ part }) => values.only === undefined || part === values.only);
if (chosen.length === 0) throw new Error(`no part "${values.only}"; there are web and assembly`);
const results = await Promise.allSettled(chosen.map(build));
for (const result of results) if (result.status === "rejected") console.error(String(result.reason));
process.exitCode = results.some(({ status }) => status === "rejected") ? 1 : 0;

async function build(step: Step): Promise<void> {
  const stamp = join(out, `.${step.name}.stamp`);
  const print = fingerprint(step);
  if (existsSync(join(out, step.output)) && existsSync(stamp) && readFileSync(stamp, "utf8") === print) {
    console.error(`${step.name}: unchanged`);
    return;
  }
  const startedAt = performance.now();
  rmSync(stamp, { force: true });
  mkdirSync(out, { recursive: true });
  await run(step);
  if (step.name === "web") {
    writeServiceWorker(join(out, step.output));
    addDocuments(join(out, step.output));
  }
  writeFileSync(stamp, print);
  console.error(`${step.name}: built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

/** The site carries the description of its own API. */
function addDocuments(site: string): void {
  mkdirSync(join(site, "docs"), { recursive: true });
  copyFileSync(join(root, "docs/generated/openapi.json"), join(site, "openapi.json"));
  copyFileSync(join(root, "docs/generated/api.html"), join(site, "docs/index.html"));
}

function run({ name, command, environment }: Step): Promise<void> {
  const [program = "", ...parameters] = command;
  const path = `${join(root, "node_modules", ".bin")}:${process.env.PATH}`;
  const options: SpawnOptions = {
    cwd: root,
    env: { ...process.env, ...environment, PATH: path },
    stdio: ["ignore", "inherit", "inherit"],
  };
  return new Promise((resolve, reject) => {
    spawn(program, parameters, options)
      .on("error", reject)
      .on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${name} failed with exit code ${code}`))));
  });
}

function cdkContext(): string {
  const { context } = JSON.parse(readFileSync(join(root, "cdk.json"), "utf8")) as { context: object };
  return JSON.stringify(context);
}

function fingerprint({ inputs, command, environment }: Step): string {
  const hash = createHash("sha256").update(JSON.stringify([command, environment, process.version]));
  for (const file of inputs.flatMap((input) => filesIn(join(root, input))).sort()) {
    hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesIn(path: string): string[] {
  if (path.endsWith(".json")) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
