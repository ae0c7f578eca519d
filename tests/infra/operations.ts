import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { metricsNamespace } from "../../infra/stage.ts";
import { type Assembly, at, listOf } from "./assembly.ts";
import { deadLetterIds } from "./queues.ts";

const root = join(import.meta.dirname, "../..");

/** The anchors that a Markdown viewer gives the headings of a file. */
function anchorsOf(path: string): Set<string> {
  const headings = readFileSync(join(root, path), "utf8").matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, "")
        .trim()
        .replaceAll(" ", "-"),
    ),
  );
}

export function describeOperations(read: () => Assembly): void {
  const alarms = () => read().ofType("AWS::CloudWatch::Alarm");

  test("every alarm tells somebody", () => {
    expect(alarms().length).toBeGreaterThan(0);
    for (const alarm of alarms()) {
      const actions = listOf(at(alarm, "AlarmActions"));
      expect(actions.length, alarm.id).toBeGreaterThan(0);
      for (const action of actions) expect(read().follow(alarm, action).type).toBe("AWS::SNS::Topic");
      expect(at(alarm, "ActionsEnabled") ?? true, alarm.id).toBe(true);
    }
  });

  test("every alarm says what it means and leads to a chapter of the runbook that exists", () => {
    for (const alarm of alarms()) {
      const description = String(at(alarm, "AlarmDescription"));
      const [, meaning = "", path = "", anchor = ""] = /^([A-Z].+[.:]) (\S+\.md)#([\w-]+)$/.exec(description) ?? [];
      expect(path, `${alarm.id}: ${description}`).toBe("docs/operations/runbook.md");
      expect(anchorsOf(path), alarm.id).toContain(anchor);
      expect(meaning.split(" ").length, alarm.id).toBeGreaterThan(1);
    }
  });

  test("every dead-letter queue has an alarm that rings at the first message", () => {
    const watched = alarms()
      .filter((alarm) => at(alarm, "MetricName") === "ApproximateNumberOfMessagesVisible")
      .map((alarm) => {
        expect([at(alarm, "Threshold"), at(alarm, "ComparisonOperator")], alarm.id).toEqual([
          1,
          "GreaterThanOrEqualToThreshold",
        ]);
        return read().target(alarm.stack, at(alarm, "Dimensions", 0, "Value"));
      });
    expect(new Set(watched)).toEqual(deadLetterIds(read()));
  });

  test("the topic of the alarms lets CloudWatch write through its encryption", () => {
    const topic = read()
      .ofType("AWS::SNS::Topic")
      .find(({ id, stack }) => id.includes("Alarms") && stack.endsWith("-Operations"));
    if (topic === undefined) throw new Error("there is no topic");
    const key = read().follow(topic, at(topic, "KmsMasterKeyId"));
    const statements = listOf<{ Principal: { Service?: string }; Action: unknown }>(at(key, "KeyPolicy", "Statement"));
    const forAlarms = statements.find(({ Principal }) => Principal.Service === "cloudwatch.amazonaws.com");
    expect(listOf(forAlarms?.Action)).toEqual(["kms:Decrypt", "kms:GenerateDataKey*"]);
  });

  test("a metric that is filtered from a log is one that an alarm watches", () => {
    const names = new Set(
      alarms().map((alarm) => `${String(at(alarm, "Namespace"))}/${String(at(alarm, "MetricName"))}`),
    );
    for (const filter of read().ofType("AWS::Logs::MetricFilter")) {
      const name = String(at(filter, "MetricTransformations", 0, "MetricName"));
      expect(at(filter, "MetricTransformations", 0, "MetricNamespace")).toBe(metricsNamespace);
      expect(names).toContain(`${metricsNamespace}/${name}`);
    }
  });
}
