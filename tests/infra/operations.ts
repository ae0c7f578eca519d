import { join } from "node:path";
import { expect, test } from "vitest";
import { lineMetrics, metricsNamespace } from "../../lib/shared/metrics.ts";
import { anchorsOf } from "../support/markdown.ts";
import { type Assembly, at, listOf, type Resource } from "./assembly.ts";
import { deadLetterIds } from "./queues.ts";

const root = join(import.meta.dirname, "../..");

interface Widget {
  readonly properties: { title?: string; metrics?: (string | object)[][]; query?: string };
}

/** The widgets of the one dashboard; what only CloudFormation knows stands in them as a mark. */
function widgetsOf(dashboard: Resource): Widget[] {
  const parts = (at(dashboard, "DashboardBody", "Fn::Join", 1) ?? []) as unknown[];
  const body = parts.map((part) => (typeof part === "string" ? part : "reference")).join("");
  return (JSON.parse(body) as { widgets: Widget[] }).widgets;
}

/** Metrics that AWS counts by itself, and the functions' own, which have to be written by somebody. */
const isOwn = ([namespace]: readonly (string | object)[]) => namespace === metricsNamespace;

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
      expect(anchorsOf(join(root, path)), alarm.id).toContain(anchor);
      expect(meaning.split(" ").length, alarm.id).toBeGreaterThan(1);
    }
  });

  test("whatever answers people rings when it fails", () => {
    const watched = alarms()
      .filter((alarm) => at(alarm, "MetricName") === "5xx")
      .map((alarm) => read().target(alarm.stack, at(alarm, "Dimensions", 0, "Value")));
    // The plane of anonymous feedback counts nothing of a single request, by intention.
    const apis = read().ofApplication("AWS::ApiGatewayV2::Api");
    expect(new Set(watched)).toEqual(new Set(apis.map(({ id }) => id)));
    expect(apis).toHaveLength(read().partition === "aws-cn" ? 2 : 1);
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

  test("one dashboard shows requests by route, lag, queues, dead letters, deliveries, sweeps and cost units", () => {
    const [dashboard, ...others] = read().ofType("AWS::CloudWatch::Dashboard");
    if (dashboard === undefined) throw new Error("there is no dashboard");
    expect(others).toEqual([]);
    const widgets = widgetsOf(dashboard);
    expect(widgets.flatMap(({ properties }) => properties.title ?? [])).toEqual([
      "Requests and errors",
      "Latency",
      "Requests, errors and latency by route",
      "Cost units by use case",
      ...(read().partition === "aws-cn" ? ["Pages and errors", "Latency of pages"] : []),
      "Event lag, from a fact to its effect",
      "Queue age",
      "Dead letters",
      "Errors of consumers and jobs",
      "Deliveries outside of the application",
      "Deliveries by channel",
      "Results of sweeps and other daily jobs",
    ]);
    for (const { properties } of widgets.filter(({ properties: { title } }) => title !== undefined)) {
      expect((properties.metrics ?? []).length + (properties.query ?? "").length, properties.title).toBeGreaterThan(0);
    }
  });

  test("every metric of our own on the dashboard or behind an alarm is one that lines or filters write", () => {
    const filtered = read()
      .ofType("AWS::Logs::MetricFilter")
      .map((filter) => String(at(filter, "MetricTransformations", 0, "MetricName")));
    const written = new Set([...filtered, ...Object.values(lineMetrics).flatMap(Object.keys)]);
    const shown = read()
      .ofType("AWS::CloudWatch::Dashboard")
      .flatMap(widgetsOf)
      .flatMap(({ properties: { metrics = [] } }) => metrics.filter(isOwn).map(([, name]) => String(name)));
    const watched = alarms()
      .filter((alarm) => at(alarm, "Namespace") === metricsNamespace)
      .map((alarm) => String(at(alarm, "MetricName")));
    expect(written).toEqual(new Set([...written, ...shown, ...watched]));
    for (const name of Object.values(lineMetrics).flatMap(Object.keys)) expect([...shown, ...watched]).toContain(name);
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
