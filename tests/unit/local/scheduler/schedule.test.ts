import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Deliver, Principal } from "../../../../local/ports.ts";
import { createSchedulerProvisioners } from "../../../../local/scheduler/provision.ts";
import { createTestCloud, removeTestClouds, resource, type TestCloud } from "../events/cloud-parts.ts";

interface Delivered {
  readonly targetArn: string;
  readonly payload: string;
  readonly principal: Principal;
  readonly options: Parameters<Deliver>[3];
}

const day = 86_400_000;
const queueArn = "arn:aws:sqs:eu-west-1:000000000000:target";
const roleArn = "arn:aws:iam::000000000000:role/scheduler";
let cloud: TestCloud;
let delivered: Delivered[];
let refusals: Error[];
beforeEach(() => {
  cloud = createTestCloud();
  delivered = [];
  refusals = [];
});
afterEach(() => cloud.stop());
afterAll(removeTestClouds);

async function schedule(properties: Record<string, unknown>, target: Record<string, unknown> = {}) {
  const provisioners = createSchedulerProvisioners(cloud.parts, async (targetArn, payload, principal, options) => {
    const refusal = targetArn === queueArn ? refusals.shift() : undefined;
    if (refusal) throw refusal;
    delivered.push({ targetArn, payload, principal, options });
  });
  const described = {
    Name: "sweep",
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: { Arn: queueArn, RoleArn: roleArn, Input: "<aws.scheduler.scheduled-time>", ...target },
    ...properties,
  };
  const provisioned = await provisioners["AWS::Scheduler::Schedule"]?.(resource("AWS::Scheduler::Schedule", described));
  cloud.ready();
  return provisioned;
}

const times = () => delivered.map((item) => item.payload);
const quiesce = () => cloud.parts.activity.quiesce();

describe("a schedule", () => {
  it("fires once for each occurrence that the clock passes, as its role", async () => {
    await schedule({ ScheduleExpression: "cron(0 8 * * ? *)", ScheduleExpressionTimezone: "Asia/Shanghai" });
    await quiesce();
    expect(delivered).toEqual([]);
    cloud.parts.clock.advance(3 * day);
    await quiesce();
    expect(times()).toHaveLength(3);
    for (const time of times()) expect(time).toMatch(/^\d{4}-\d\d-\d\dT00:00:00Z$/);
    expect(delivered[0]).toMatchObject({ targetArn: queueArn, principal: { kind: "role", roleArn } });
  });

  it("does not make up for what it missed while the cloud was down", async () => {
    await schedule({ ScheduleExpression: "cron(0 * * * ? *)" });
    const stateFile = `${cloud.directory}/state.db`;
    await cloud.stop();
    cloud = createTestCloud({ stateFile });
    cloud.parts.clock.advance(5 * 3_600_000);
    await schedule({ ScheduleExpression: "cron(0 * * * ? *)" });
    await quiesce();
    expect(delivered).toEqual([]);
    cloud.parts.clock.advance(3_600_000);
    await quiesce();
    expect(delivered).toHaveLength(1);
  });

  it("starts a rate at once when it is new, and goes on counting after a restart", async () => {
    await schedule({ ScheduleExpression: "rate(1 hour)" });
    await quiesce();
    expect(delivered).toHaveLength(1);
    const stateFile = `${cloud.directory}/state.db`;
    await cloud.stop();
    cloud = createTestCloud({ stateFile });
    await schedule({ ScheduleExpression: "rate(1 hour)" });
    await quiesce();
    expect(delivered).toHaveLength(1);
    cloud.parts.clock.advance(3_600_000);
    await quiesce();
    expect(Date.parse(times()[1] ?? "") - Date.parse(times()[0] ?? "")).toBe(3_600_000);
  });

  it("keeps to its dates", async () => {
    const now = cloud.parts.clock.now();
    const at = (days: number) => new Date(now + days * day).toISOString();
    await schedule({ ScheduleExpression: "cron(0 12 * * ? *)", StartDate: at(2), EndDate: at(4) });
    cloud.parts.clock.advance(10 * day);
    await quiesce();
    expect(times()).toHaveLength(2);
    for (const time of times()) {
      expect(Date.parse(time)).toBeGreaterThanOrEqual(now + 2 * day);
      expect(Date.parse(time)).toBeLessThanOrEqual(now + 4 * day);
    }
  });

  it("is silent when disabled", async () => {
    await schedule({ ScheduleExpression: "rate(1 minute)", State: "DISABLED" });
    cloud.parts.clock.advance(day);
    await quiesce();
    expect(delivered).toEqual([]);
  });

  it("skips the rest of an absurd jump", async () => {
    await schedule({ ScheduleExpression: "rate(1 minute)" });
    cloud.parts.clock.advance(30 * day);
    await quiesce();
    expect(delivered).toHaveLength(1000);
  });

  it("fills in its context attributes, with the number of the attempt", async () => {
    refusals = [new Error("once")];
    const Input =
      '{"arn":"<aws.scheduler.schedule-arn>","id":"<aws.scheduler.execution-id>","n":<aws.scheduler.attempt-number>}';
    await schedule({ ScheduleExpression: "rate(1 day)" }, { Input });
    await vi.waitFor(() => expect(refusals).toEqual([]));
    cloud.parts.clock.advance(2000);
    await quiesce();
    expect(JSON.parse(delivered[0]?.payload ?? "")).toEqual({
      arn: "arn:aws:scheduler:eu-west-1:000000000000:schedule/default/sweep",
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      n: 2,
    });
  });

  it("puts an event on a bus, and sends a notice where no input is given", async () => {
    const bus = "arn:aws:events:eu-west-1:000000000000:event-bus/facts";
    const EventBridgeParameters = { DetailType: "SweepDue", Source: "scheduler" };
    await schedule({ ScheduleExpression: "rate(1 day)" }, { Arn: bus, Input: '{"day":1}', EventBridgeParameters });
    await quiesce();
    expect(JSON.parse(delivered[0]?.payload ?? "")).toEqual({
      source: "scheduler",
      "detail-type": "SweepDue",
      detail: { day: 1 },
    });
    await schedule({ Name: "bare", ScheduleExpression: "rate(1 day)" }, { Input: undefined });
    await quiesce();
    expect(JSON.parse(delivered.at(-1)?.payload ?? "")).toMatchObject({
      "detail-type": "Scheduled Event",
      source: "aws.scheduler",
    });
  });

  it("sends to the dead-letter queue when the retries are used up", async () => {
    refusals = [new Error("down"), new Error("down")];
    const dead = "arn:aws:sqs:eu-west-1:000000000000:dead";
    await schedule(
      { ScheduleExpression: "rate(1 day)" },
      { RetryPolicy: { MaximumRetryAttempts: 1 }, DeadLetterConfig: { Arn: dead } },
    );
    await vi.waitFor(() => expect(refusals).toHaveLength(1));
    cloud.parts.clock.advance(5000);
    await quiesce();
    expect(delivered).toMatchObject([
      {
        targetArn: dead,
        options: {
          attributes: {
            SCHEDULE_ARN: "arn:aws:scheduler:eu-west-1:000000000000:schedule/default/sweep",
            TARGET_ARN: queueArn,
            ERROR_CODE: "SDK_CLIENT_ERROR",
            ERROR_MESSAGE: "down",
            RETRY_ATTEMPTS: "1",
            EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
          },
        },
      },
    ]);
  });

  it("refuses a target and a property that it does not know", async () => {
    await expect(
      schedule({ ScheduleExpression: "rate(1 day)" }, { Arn: "arn:aws:scheduler:::aws-sdk:sqs:sendMessage" }),
    ).rejects.toThrow(/target must be/);
    await expect(schedule({ ScheduleExpression: "rate(1 day)", Colour: "red" })).rejects.toThrow(/Colour/);
  });
});
