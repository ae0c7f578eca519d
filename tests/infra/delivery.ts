import { describe, expect, test } from "vitest";
import { allEvents, allTables } from "../../lib/contract.ts";
import { type Assembly, at, listOf, type Resource } from "./assembly.ts";
import { resourceStatements } from "./queues.ts";

interface Target {
  Arn: unknown;
  DeadLetterConfig?: { Arn: unknown };
  RetryPolicy?: { MaximumRetryAttempts?: number; MaximumEventAgeInSeconds?: number };
}

/** EventBridge tries for 24 hours and 185 times unless it is told otherwise; telling it 0 would lose events. */
function expectRetries(owner: Resource, { RetryPolicy = {} }: Target): void {
  expect(RetryPolicy.MaximumRetryAttempts ?? 185, owner.id).toBeGreaterThan(0);
  expect(RetryPolicy.MaximumEventAgeInSeconds ?? 86_400, owner.id).toBeGreaterThanOrEqual(60);
}

/** Those that a pattern asks for, and those that it leaves out. */
function namesIn(detailTypes: unknown): string[] {
  return listOf<string | { "anything-but": string[] }>(detailTypes).flatMap((one) =>
    typeof one === "string" ? [one] : one["anything-but"],
  );
}

export function describeDelivery(read: () => Assembly): void {
  const rules = () => read().ofType("AWS::Events::Rule");
  const mappings = () => read().ofType("AWS::Lambda::EventSourceMapping");

  describe("every rule", () => {
    test("listens on the product's own bus for names that exist", () => {
      expect(rules().length).toBeGreaterThan(0);
      const names = new Set(allEvents.map(({ name }) => name));
      for (const rule of rules()) {
        expect(read().follow(rule, at(rule, "EventBusName")).type).toBe("AWS::Events::EventBus");
        expect(JSON.stringify(at(rule, "EventPattern", "source")), rule.id).toContain("dangjian.");
        for (const name of namesIn(at(rule, "EventPattern", "detail-type"))) expect(names).toContain(name);
      }
    });

    test("has targets that retry, with a dead-letter queue that it may write to", () => {
      for (const rule of rules()) {
        const targets = listOf<Target>(at(rule, "Targets"));
        expect(targets.length, rule.id).toBeGreaterThan(0);
        for (const target of targets) {
          expectRetries(rule, target);
          const deadLetters = read().follow(rule, target.DeadLetterConfig?.Arn);
          expect(deadLetters.type).toBe("AWS::SQS::Queue");
          for (const queue of [deadLetters, read().follow(rule, target.Arn)]) {
            const action = { "AWS::SQS::Queue": "sqs:SendMessage", "AWS::SNS::Topic": "sns:Publish" }[queue.type];
            expect(action, queue.id).toBeDefined();
            const isAllowed = resourceStatements(read(), queue).some(
              ({ Effect, Condition, Action }) =>
                Effect === "Allow" &&
                listOf(Action).includes(action) &&
                read().target(
                  rule.stack,
                  (Condition as { ArnEquals?: Record<string, unknown> }).ArnEquals?.["aws:SourceArn"],
                ) === rule.id,
            );
            expect(isAllowed, `${rule.id} may send to ${queue.id}`).toBe(true);
          }
        }
      }
    });
  });

  test("every schedule runs in Chinese time, retries, and has a dead-letter queue", () => {
    const schedules = read().ofType("AWS::Scheduler::Schedule");
    expect(schedules.length).toBeGreaterThan(0);
    for (const schedule of schedules) {
      const target = at(schedule, "Target") as Target;
      expect(at(schedule, "ScheduleExpressionTimezone")).toBe("Asia/Shanghai");
      expect(target.RetryPolicy?.MaximumRetryAttempts).toBeGreaterThan(0);
      expectRetries(schedule, target);
      expect(read().follow(schedule, target.DeadLetterConfig?.Arn).type).toBe("AWS::SQS::Queue");
    }
  });

  describe("every event source mapping", () => {
    test("reports the items that failed", () => {
      expect(mappings().length).toBeGreaterThan(0);
      for (const mapping of mappings()) {
        expect(at(mapping, "FunctionResponseTypes"), mapping.id).toEqual(["ReportBatchItemFailures"]);
      }
    });

    test("of a stream starts at the beginning, gives up after a bounded number of tries and keeps what it gave up", () => {
      const streams = mappings().filter((mapping) => at(mapping, "StartingPosition") !== undefined);
      for (const mapping of streams) {
        expect(at(mapping, "StartingPosition")).toBe("TRIM_HORIZON");
        const tries = Number(at(mapping, "MaximumRetryAttempts"));
        expect(tries, mapping.id).toBeGreaterThan(0);
        expect(tries, mapping.id).toBeLessThanOrEqual(1_000);
        expect(at(mapping, "BisectBatchOnFunctionError")).toBe(true);
        expect(read().follow(mapping, at(mapping, "DestinationConfig", "OnFailure", "Destination")).type).toBe(
          "AWS::SQS::Queue",
        );
      }
      const publishing = allTables.filter(({ publishesEvents }) => publishesEvents);
      const sources = streams.map((mapping) => read().follow(mapping, at(mapping, "EventSourceArn")).id);
      expect(new Set(sources).size, "one mapping for each table that publishes").toBe(publishing.length);
    });

    test("of a queue leaves retrying to the queue", () => {
      for (const mapping of mappings().filter((one) => at(one, "StartingPosition") === undefined)) {
        const queue = read().follow(mapping, at(mapping, "EventSourceArn"));
        expect(at(queue, "RedrivePolicy", "maxReceiveCount"), queue.id).toBeGreaterThan(0);
        expect(at(mapping, "BatchSize"), mapping.id).toBeLessThanOrEqual(10);
      }
    });
  });
}
