import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "./emulator.ts";

const root = join(import.meta.dirname, "../..");

export interface CdkRun {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the CDK command line as an operator does, against the emulator only. */
export type Cdk = (...parameters: readonly string[]) => Promise<CdkRun>;

export function cdkOn(emulator: Emulator, { assembly, log }: { assembly: string; log: string }): Cdk {
  return (...parameters) =>
    new Promise((resolve, reject) => {
      const common = ["--app", assembly, "--no-notices", "--no-color", "--ci"];
      const child = spawn(join(root, "node_modules/.bin/cdk"), [...parameters, ...common], {
        cwd: root,
        env: { ...emulator.environment, CDK_DISABLE_CLI_TELEMETRY: "true" },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
        });
      }
      child.once("error", reject).once("close", (code) => {
        appendFileSync(log, `$ cdk ${parameters.join(" ")}\n${output}\n→ ${code}\n\n`);
        resolve({ code, output });
      });
    });
}

export async function succeeds(cdk: Cdk, ...parameters: readonly string[]): Promise<void> {
  const run = await cdk(...parameters);
  assert.equal(run.code, 0, `cdk ${parameters[0]}:\n${tail(run)}`);
}

/** The end of what a run said, for a message. */
const tail = ({ output }: CdkRun) => output.trim().split("\n").slice(-15).join("\n");
