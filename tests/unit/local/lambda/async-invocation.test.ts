import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestCloud, removeTestClouds, resource, type TestCloud, until } from "../events/cloud-parts.ts";
import { createFixture, type Fixture } from "./deploy-fixture.ts";
import { type Engines, startEngines } from "./engines.ts";

let engines: Engines;
let cloud: TestCloud;
let fixture: Fixture;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());
beforeEach(() => startCloud());
afterEach(() => cloud.stop());
afterAll(removeTestClouds);

function startCloud(stateFile?: string) {
  cloud = createTestCloud({ endpoint: engines.endpoint, ...(stateFile && { stateFile }) });
  fixture = createFixture(cloud);
}

const failing =
  'exports.handler = async (event, c) => { console.log(JSON.stringify([event, c.awsRequestId])); throw new TypeError("broken"); };';
const runs = () =>
  cloud.lines.filter((line) => line.stream === "stdout").map((line) => JSON.parse(line.text) as [unknown, string]);
const messages = (name: string) => engines.messages.inspectQueue(name)?.messages.ready ?? [];

async function failThrice() {
  await until(() => runs().length === 1);
  await expect(cloud.parts.activity.quiesce(50)).rejects.toThrow("async-invocations");
  cloud.parts.clock.advance(60_000);
  await until(() => runs().length === 2);
  await expect(cloud.parts.activity.quiesce(50)).rejects.toThrow("async-invocations");
  cloud.parts.clock.advance(120_000);
  await cloud.parts.activity.quiesce();
}

describe("an asynchronous invocation", () => {
  it("is retried twice with the same request id, then goes to the failure destination", async () => {
    const dead = engines.messages.createQueue("async-dead", { region: "eu-west-1" });
    const target = await fixture.deploy("failing", failing);
    await fixture.provisioners["AWS::Lambda::EventInvokeConfig"]?.(
      resource("AWS::Lambda::EventInvokeConfig", {
        FunctionName: "failing",
        Qualifier: "$LATEST",
        DestinationConfig: { OnFailure: { Destination: dead.queueArn } },
      }),
    );
    cloud.ready();
    target.invokeAsync({ a: 1 });
    await failThrice();
    expect(runs()).toHaveLength(3);
    expect(new Set(runs().map(([, id]) => id)).size).toBe(1);
    expect(JSON.parse(messages(dead.queueName)[0]?.body ?? "")).toMatchObject({
      version: "1.0",
      requestContext: {
        requestId: runs()[0]?.[1],
        functionArn: `${target.arn}:$LATEST`,
        condition: "RetriesExhausted",
        approximateInvokeCount: 3,
      },
      requestPayload: { a: 1 },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      responsePayload: { errorType: "TypeError", errorMessage: "broken" },
    });
    expect(engines.calls.findLast((call) => call.target === "AmazonSQS.SendMessage")?.accessKey).toBe("worker");
  });

  it("goes to the dead-letter queue of the function with the error as attributes", async () => {
    const dead = engines.messages.createQueue("function-dead", { region: "eu-west-1" });
    const target = await fixture.deploy("failing", failing, { DeadLetterConfig: { TargetArn: dead.queueArn } });
    cloud.ready();
    target.invokeAsync({ a: 1 });
    await failThrice();
    const [message] = messages(dead.queueName);
    expect(message?.body).toBe('{"a":1}');
    expect(message?.messageAttributes).toMatchObject({
      RequestID: { StringValue: runs()[0]?.[1] },
      ErrorCode: { StringValue: "200" },
      ErrorMessage: { StringValue: "broken" },
    });
  });

  it("waits while the function is throttled, without using up retries", async () => {
    const target = await fixture.deploy(
      "one",
      'exports.handler = async (event) => { console.log(JSON.stringify([event, ""])); };',
    );
    cloud.parts.faults.inject({ point: "invoke", times: 4, effect: { kind: "throttle" } });
    cloud.ready();
    target.invokeAsync(7);
    await until(async () => {
      cloud.parts.clock.advance(10_000);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return runs().length === 1;
    });
    await cloud.parts.activity.quiesce();
    expect(runs()).toEqual([[7, ""]]);
  });

  it("survives the death of the cloud", async () => {
    const target = await fixture.deploy("later", failing);
    target.invokeAsync({ kept: true });
    const stateFile = `${cloud.directory}/state.db`;
    await cloud.stop();
    startCloud(stateFile);
    await fixture.deploy("later", 'exports.handler = async (event) => { console.log(JSON.stringify([event, ""])); };');
    cloud.ready();
    await cloud.parts.activity.quiesce();
    expect(runs()).toEqual([[{ kept: true }, ""]]);
  });
});

describe("a permission", () => {
  it("becomes a statement of the function's policy", async () => {
    const target = await fixture.deploy("open", failing);
    const permission = {
      FunctionName: target.arn,
      Action: "lambda:InvokeFunction",
      Principal: "events.amazonaws.com",
      SourceArn: "arn:rule",
    };
    await fixture.provisioners["AWS::Lambda::Permission"]?.(resource("AWS::Lambda::Permission", permission));
    expect(cloud.statements).toEqual([
      {
        resourceArn: target.arn,
        statement: {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "lambda:InvokeFunction",
          Resource: target.arn,
          Condition: { ArnLike: { "AWS:SourceArn": "arn:rule" } },
        },
      },
    ]);
  });
});
