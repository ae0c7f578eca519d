import { spawn } from "node:child_process";
import { globSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { pythonTool, ToolMissing } from "./python-tool.ts";
import { type Finding, unwaived, waiversWithoutFinding } from "./template-waivers.ts";

/**
 * Holds the templates of both partitions to what CloudFormation says of its types, region by region, with cfn-lint. What we
 * accept, and why, stands in `template-waivers.ts`.
 */
const cfnLint = { name: "cfn-lint", version: "1.51.0", versionArgument: "--version" };
const root = join(import.meta.dirname, "..");
const regions = { aws: ["us-east-1"], "aws-cn": ["cn-north-1", "cn-northwest-1"] } as const;
type Partition = keyof typeof regions;

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

function run(command: string, parameters: readonly string[], environment: object = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.once("error", reject).once("close", (code) => resolve({ code, output }));
  });
}

async function node(parameters: readonly string[], environment: object = {}): Promise<void> {
  const { code } = await run(process.execPath, parameters, environment);
  if (code !== 0) throw new Error(`${parameters[0]} ended with ${code}`);
}

/** The templates of production: those of the other stage have less. */
async function synthesize(partition: Partition): Promise<string> {
  const directory = join(root, "dist", "templates", partition);
  mkdirSync(directory, { recursive: true });
  await node(["infra/app.ts"], {
    CDK_OUTDIR: directory,
    CDK_CONTEXT_JSON: JSON.stringify({ stage: "prod", partition, bundled: "yes" }),
    CDK_VALIDATION: "false",
  });
  return directory;
}

interface Match {
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Filename: string;
  readonly Location: { readonly Path: readonly (string | number)[] | null };
}

async function findingsOf(command: string, partition: Partition): Promise<Finding[]> {
  const templates = globSync(`${await synthesize(partition)}/*.template.json`);
  const places = ["--regions", ...regions[partition]];
  const { code, output } = await run(command, ["--format", "json", ...places, "--", ...templates]);
  if (output.trim() === "") throw new Error(`cfn-lint ended with ${code}`);
  return (JSON.parse(output) as Match[]).map(({ Rule, Message, Filename, Location }) => ({
    partition,
    rule: Rule.Id,
    stack: basename(Filename, ".template.json").replace(/^Dangjian-prod-/, ""),
    path: (Location.Path ?? []).join("/"),
    message: Message,
  }));
}

async function lint(): Promise<void> {
  const startedAt = performance.now();
  const command = pythonTool(cfnLint);
  await node(["scripts/build.ts", "--only", "assembly"]);
  const findings = (await Promise.all((["aws", "aws-cn"] as const).map((one) => findingsOf(command, one)))).flat();
  const left = unwaived(findings);
  for (const { partition, rule, stack, path, message } of left) {
    console.log(`${partition} ${stack} ${path}: ${rule} ${message}`);
  }
  const stale = waiversWithoutFinding(findings);
  for (const { rule, path } of stale) console.log(`scripts/template-waivers.ts: ${rule} ${path} is no longer found`);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${findings.length} findings, ${findings.length - left.length} accepted with a reason, in ${seconds} s`);
  if (left.length + stale.length > 0) process.exitCode = 1;
}

try {
  await lint();
} catch (error) {
  if (!(error instanceof ToolMissing)) throw error;
  console.log(`skipped: ${error.message}`);
}
