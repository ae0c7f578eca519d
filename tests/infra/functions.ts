import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { functionNames } from "../../infra/bundle-functions.ts";
import { type Assembly, at, type Resource } from "./assembly.ts";

/** The SDK tries to load it for signatures of several regions at once, and does without. */
const optionalSigner = "@aws-sdk/signature-v4-crt";

const sources = join(import.meta.dirname, "../../functions");

/** The directory in `functions/` of a function: its construct bears the name in Pascal case. */
export function nameOf(lambda: Resource): string {
  const [, pascal = ""] = /\/(.+)Function[0-9A-F]{8}$/.exec(lambda.id) ?? [];
  return pascal.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

function assetOf(assembly: Assembly, lambda: Resource): string {
  const hash = String(at(lambda, "Code", "S3Key")).replace(".zip", "");
  return join(assembly.directory, `asset.${hash}`);
}

function bundleOf(assembly: Assembly, lambda: Resource): string {
  return readFileSync(join(assetOf(assembly, lambda), "index.js"), "utf8");
}

/** Bytes of what is read and run at the start. What a function loads when it uses it lies beside (ADR 0071). */
function largestBundle(name: string): number {
  // Its start stands before every first answer of the API.
  return name === "verify-token" ? 130_000 : 600_000;
}

/** Where an operator keeps what no template may hold; everything else is the name of something that is deployed. */
const notOfTheStacks = new Set(["CHANNELS_PARAMETER", "PARAMETER_STORE", "REPORT_SECRET_PARAMETER"]);

export function describeFunctions(read: () => Assembly): void {
  const lambdas = () => read().ofType("AWS::Lambda::Function");

  describe("every function", () => {
    test("of the sources is deployed once, and nothing else is", () => {
      const expected = functionNames().filter((name) => name !== "serve-page" || read().partition === "aws-cn");
      expect(lambdas().map(nameOf).sort()).toEqual(expected.sort());
    });

    test("runs on Node 24 with a role and a log group of its own", () => {
      const roles = lambdas().map((lambda) => read().follow(lambda, at(lambda, "Role")).id);
      const telling = read().ofApplication("AWS::Lambda::Function");
      const logGroups = telling.map((lambda) => read().follow(lambda, at(lambda, "LoggingConfig", "LogGroup")).id);
      expect(new Set(roles).size).toBe(lambdas().length);
      expect(new Set(logGroups).size).toBe(telling.length);
      for (const lambda of telling) {
        expect(at(lambda, "LoggingConfig", "LogFormat"), "the lines are JSON already").toBe("Text");
      }
      for (const lambda of lambdas()) {
        expect(at(lambda, "Runtime"), lambda.id).toBe("nodejs24.x");
        expect(String(at(lambda, "Description")).length, lambda.id).toBeGreaterThan(10);
      }
    });

    test("gets the environment that its own schema reads, no name more, no name less", async () => {
      for (const lambda of lambdas()) {
        const name = nameOf(lambda);
        const module = (await import(join(sources, name, "environment.ts"))) as { environment: z.ZodObject };
        const variables = (at(lambda, "Environment", "Variables") ?? {}) as Record<string, unknown>;
        expect(Object.keys(variables).sort(), name).toEqual(Object.keys(module.environment.shape).sort());
        const filled = Object.fromEntries(Object.keys(variables).map((variable) => [variable, "deployed-value"]));
        expect(module.environment.safeParse(filled).success, name).toBe(true);
        for (const [variable, value] of Object.entries(variables)) {
          if (notOfTheStacks.has(variable)) continue;
          expect(read().target(lambda.stack, value), `${name} ${variable}`).toBeDefined();
        }
      }
    });

    test("brings its code and the SDK along, within its size, without what development needs", () => {
      for (const lambda of lambdas()) {
        const code = bundleOf(read(), lambda);
        expect(Buffer.byteLength(code), lambda.id).toBeLessThan(largestBundle(nameOf(lambda)));
        expect(code.length, lambda.id).toBeGreaterThan(1_000);
        for (const variable of Object.keys((at(lambda, "Environment", "Variables") ?? {}) as object)) {
          expect(code.includes(variable), `${lambda.id} reads ${variable}`).toBe(true);
        }
        const isBeside = (one: Resource, module: string) =>
          module.startsWith("./") && existsSync(join(assetOf(read(), one), module));
        const required = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module = ""]) => module);
        expect(
          required.filter((module) => !isBuiltin(module) && module !== optionalSigner && !isBeside(lambda, module)),
          lambda.id,
        ).toEqual([]);
      }
    });

    test("is stopped in time: behind the API before API Gateway gives up, elsewhere within a quarter of an hour", () => {
      const integrations = read().ofType("AWS::ApiGatewayV2::Integration");
      const behindApi = new Set(integrations.map((one) => read().follow(one, at(one, "IntegrationUri")).id));
      expect(behindApi.size).toBeGreaterThan(0);
      for (const lambda of lambdas()) {
        const limit = behindApi.has(lambda.id) ? 29 : 900;
        expect(Number(at(lambda, "Timeout")), lambda.id).toBeLessThan(limit);
      }
    });
  });

  test("a flood of one kind leaves the others room: queues are worked off by few, and who needs no login has a share", () => {
    const mappings = read().ofType("AWS::Lambda::EventSourceMapping");
    const ofQueues = mappings.filter((one) => read().follow(one, at(one, "EventSourceArn")).type === "AWS::SQS::Queue");
    const batches = ofQueues.map((mapping) => {
      const most = Number(at(mapping, "ScalingConfig", "MaximumConcurrency"));
      expect(most, mapping.id).toBeGreaterThanOrEqual(2);
      return most;
    });
    const reserved = lambdas().filter((lambda) => at(lambda, "ReservedConcurrentExecutions") !== undefined);
    expect(reserved.map(nameOf)).toEqual(read().stage === "prod" ? ["accept-feedback"] : []);
    const shares = reserved.map((lambda) => Number(at(lambda, "ReservedConcurrentExecutions")));
    const taken = [...batches, ...shares].reduce((sum, one) => sum + one, 0);
    expect(taken, "of the 1,000 of an account").toBeLessThan(400);
  });

  test("every log is kept for six months at least, and in production when its stack goes", () => {
    const logGroups = read().ofType("AWS::Logs::LogGroup");
    expect(logGroups.length).toBeGreaterThan(read().ofApplication("AWS::Lambda::Function").length);
    for (const logGroup of logGroups) {
      expect(Number(at(logGroup, "RetentionInDays")), logGroup.id).toBeGreaterThanOrEqual(180);
      expect(logGroup.deletionPolicy, logGroup.id).toBe(read().stage === "prod" ? "Retain" : "Delete");
    }
  });

  test("every handler has an environment of its own", () => {
    for (const name of functionNames()) expect(existsSync(join(sources, name, "environment.ts")), name).toBe(true);
  });
}
