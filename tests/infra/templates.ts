import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCostData } from "../../bench/cost/bill.ts";
import { countResources } from "../../bench/cost/count-resources.ts";
import { type Assembly, at } from "./assembly.ts";

const maximumBytes = 1_000_000;
const maximumResources = 500;
const maximumPolicyBytes = 10_240;

interface Metadata {
  [path: string]: { type: string; data: unknown }[];
}

interface Report {
  pluginReports: { pluginName: string; violations: unknown[]; suppressedViolations: { reason?: string }[] }[];
}

const jsonOf = <Shape>(assembly: Assembly, file: string) =>
  JSON.parse(readFileSync(join(assembly.directory, file), "utf8")) as Shape;

export function describeTemplates(read: () => Assembly): void {
  test("templates and policies stay below the limits of CloudFormation and IAM", () => {
    for (const [stack, text] of read().texts) {
      expect(Buffer.byteLength(text), stack).toBeLessThan(maximumBytes);
      expect(read().resources.filter((resource) => resource.stack === stack).length, stack).toBeLessThan(
        maximumResources,
      );
    }
    for (const policy of read().ofType("AWS::IAM::Policy")) {
      expect(JSON.stringify(at(policy, "PolicyDocument")).length, policy.id).toBeLessThan(maximumPolicyBytes);
    }
  });

  test("the bill and the quotas count about what is deployed; `npm run bench -- resources` counts anew", () => {
    if (read().partition !== "aws") return;
    const { resources: known } = readCostData();
    for (const [type, count] of Object.entries(countResources(read().directory))) {
      expect(Math.abs(count - (known[type] ?? 0)), type).toBeLessThanOrEqual(2 + count / 10);
    }
  });

  test("no stack hands a parameter on to another, because CloudFormation changes no export that is imported", () => {
    interface Shape {
      Parameters?: Record<string, unknown>;
      Outputs?: Record<string, { Value: { Ref?: string }; Export?: unknown }>;
    }
    for (const [stack, text] of read().texts) {
      const { Parameters = {}, Outputs = {} } = JSON.parse(text) as Shape;
      const handedOn = Object.values(Outputs).filter(({ Export, Value }) => Export && (Value.Ref ?? "") in Parameters);
      expect(handedOn, stack).toEqual([]);
    }
  });

  test("production stacks cannot be deleted by accident", () => {
    const { artifacts } = jsonOf<{
      artifacts: Record<string, { type: string; properties: { terminationProtection?: boolean } }>;
    }>(read(), "manifest.json");
    const stacks = Object.values(artifacts).filter(({ type }) => type === "aws:cloudformation:stack");
    expect(stacks).toHaveLength(read().texts.size);
    for (const { properties } of stacks)
      expect(properties.terminationProtection ?? false).toBe(read().stage === "prod");
  });

  describe("the rule pack", () => {
    test("finds nothing, and what it is told to accept has a reason", () => {
      const { pluginReports } = jsonOf<Report>(read(), "validation-report.json");
      const pack = pluginReports.find(({ pluginName }) => pluginName === "AwsSolutions");
      expect(pack?.violations).toEqual([]);
      expect(pack?.suppressedViolations.length).toBeGreaterThan(0);
      for (const { reason } of pack?.suppressedViolations ?? []) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
    });

    test("accepts nothing that is no longer found, so that no reason outlives its cause", () => {
      const acknowledged = readdirSync(read().directory)
        .filter((file) => file.endsWith(".metadata.json"))
        .flatMap((file) => Object.values(jsonOf<Metadata>(read(), file)).flat())
        .filter(({ type }) => type === "aws:cdk:acknowledged-rules")
        .flatMap(({ data }) => Object.entries(data as Record<string, string>));
      expect(acknowledged.length).toBeGreaterThan(0);
      for (const [rule, reason] of acknowledged) expect(reason, rule).toMatch(/^[A-Z].{20,}\.$/);

      const { pluginReports } = jsonOf<{
        pluginReports: { suppressedViolations: { acknowledgedId: string }[] }[];
      }>(read(), "validation-report.json");
      const applied = pluginReports.flatMap(({ suppressedViolations }) => suppressedViolations);
      const appliedIds = new Set(applied.map(({ acknowledgedId }) => acknowledgedId));
      expect(new Set(acknowledged.map(([rule]) => rule))).toEqual(appliedIds);
    });
  });
}
