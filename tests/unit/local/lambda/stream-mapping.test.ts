import { CreateTableCommand, DeleteItemCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createTestCloud, removeTestClouds, resource, type TestCloud, until } from "../events/cloud-parts.ts";
import { createFixture, type Fixture } from "./deploy-fixture.ts";
import { type Engines, startEngines } from "./engines.ts";

let engines: Engines;
let database: DynamoDBClient;
let cloud: TestCloud;
let fixture: Fixture;
beforeAll(async () => {
  engines = await startEngines();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  database = new DynamoDBClient({ endpoint: engines.endpoint, region: "eu-west-1", credentials });
});
afterAll(async () => {
  database.destroy();
  await engines.stop();
});
beforeEach(startCloud);
afterEach(() => cloud.stop());
afterAll(removeTestClouds);

function startCloud(stateFile?: unknown) {
  cloud = createTestCloud({
    endpoint: engines.endpoint,
    ...(typeof stateFile === "string" && { stateFile }),
  });
  fixture = createFixture(cloud);
}

let tables = 0;
async function makeTable() {
  tables += 1;
  const name = `table-${tables}`;
  const { TableDescription } = await database.send(
    new CreateTableCommand({
      TableName: name,
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
  const streamArn = TableDescription?.LatestStreamArn ?? "";
  const put = async (pk: string, n = "0") => {
    await database.send(new PutItemCommand({ TableName: name, Item: { pk: { S: pk }, n: { N: n } } }));
    cloud.tableWritten(name);
  };
  return { name, streamArn, put };
}

async function map(source: string, streamArn: string, properties: Record<string, unknown> = {}) {
  const target = await fixture.deploy("consumer", source);
  const described = {
    FunctionName: target.arn,
    EventSourceArn: streamArn,
    StartingPosition: "TRIM_HORIZON",
    ...properties,
  };
  await fixture.provisioners["AWS::Lambda::EventSourceMapping"]?.(
    resource("AWS::Lambda::EventSourceMapping", described, { logicalId: "Mapping" }),
  );
  cloud.ready();
}

const print = "const show = (event) => console.log(JSON.stringify(event.Records.map((r) => r.dynamodb.Keys.pk.S)));";
const batches = () =>
  cloud.lines.filter((line) => line.stream === "stdout").map((line) => JSON.parse(line.text) as string[]);

describe("a stream mapping", () => {
  it("hands over changes in Lambda's shape, with the role's credentials", async () => {
    const table = await makeTable();
    await table.put("a", "1");
    await table.put("a", "2");
    await database.send(new DeleteItemCommand({ TableName: table.name, Key: { pk: { S: "a" } } }));
    await map("exports.handler = async (event) => console.log(JSON.stringify(event.Records));", table.streamArn);
    await cloud.parts.activity.quiesce();
    const [records] = batches() as unknown as [unknown[]];
    const common = { eventSource: "aws:dynamodb", awsRegion: "eu-west-1", eventSourceARN: table.streamArn };
    expect(records).toMatchObject([
      { ...common, eventName: "INSERT", eventVersion: "1.1", eventID: expect.stringMatching(/^[0-9a-f]{32}$/) },
      {
        eventName: "MODIFY",
        dynamodb: {
          ApproximateCreationDateTime: expect.any(Number),
          Keys: { pk: { S: "a" } },
          OldImage: { pk: { S: "a" }, n: { N: "1" } },
          NewImage: { pk: { S: "a" }, n: { N: "2" } },
          SequenceNumber: "2",
          StreamViewType: "NEW_AND_OLD_IMAGES",
        },
      },
      { eventName: "REMOVE", dynamodb: { OldImage: { n: { N: "2" } } } },
    ]);
    expect(
      engines.calls.find((call) => call.target.endsWith("GetRecords") && call.accessKey === "worker"),
    ).toBeDefined();
  });

  it("wakes on a write, keeps to the batch size, and trims what is passed", async () => {
    const table = await makeTable();
    await map(`${print} exports.handler = async (event) => show(event);`, table.streamArn, { BatchSize: 2 });
    await cloud.parts.activity.quiesce();
    for (const pk of ["a", "b", "c"]) await table.put(pk);
    await cloud.parts.activity.quiesce();
    expect(batches().flat()).toEqual(["a", "b", "c"]);
    expect(Math.max(...batches().map((batch) => batch.length))).toBeLessThanOrEqual(2);
    expect(cloud.trims.at(-1)).toEqual({ table: table.name, sequenceNumber: "2" });
  });

  it("begins at the end with LATEST, also when it restarts before the first record", async () => {
    const table = await makeTable();
    await table.put("old");
    const handler = `${print} exports.handler = async (event) => show(event);`;
    await map(handler, table.streamArn, { StartingPosition: "LATEST" });
    await cloud.parts.activity.quiesce();
    expect(batches()).toEqual([]);
    const stateFile = `${cloud.directory}/state.db`;
    await cloud.stop();
    await table.put("new");
    startCloud(stateFile);
    await map(handler, table.streamArn, { StartingPosition: "LATEST" });
    await cloud.parts.activity.quiesce();
    expect(batches()).toEqual([["new"]]);
  });

  it("goes on behind its checkpoint after a restart, and repeats what was not confirmed", async () => {
    const table = await makeTable();
    await table.put("done");
    const handler = `${print} exports.handler = async (event) => { show(event); if (event.Records.some((r) => r.dynamodb.Keys.pk.S === "stuck")) throw new Error("no"); };`;
    await map(handler, table.streamArn);
    await cloud.parts.activity.quiesce();
    await table.put("stuck");
    await until(() => batches().length >= 2);
    const stateFile = `${cloud.directory}/state.db`;
    await cloud.stop();
    startCloud(stateFile);
    await map(`${print} exports.handler = async (event) => show(event);`, table.streamArn);
    await cloud.parts.activity.quiesce();
    expect(batches()).toEqual([["stuck"]]);
  });

  it("restarts at the lowest failed record", async () => {
    const table = await makeTable();
    for (const pk of ["a", "b", "c"]) await table.put(pk);
    const source = `${print} let failed = false; exports.handler = async (event) => {
      show(event);
      if (failed) return;
      failed = true;
      return { batchItemFailures: event.Records.slice(1).reverse().map((r) => ({ itemIdentifier: r.dynamodb.SequenceNumber })) };
    };`;
    await map(source, table.streamArn, { FunctionResponseTypes: ["ReportBatchItemFailures"] });
    await cloud.parts.activity.quiesce();
    expect(batches()).toEqual([
      ["a", "b", "c"],
      ["b", "c"],
    ]);
  });

  it("bisects a failing batch down to the poison record and sends a pointer to the failure destination", async () => {
    const table = await makeTable();
    const dead = engines.messages.createQueue(`dead-${table.name}`, { region: "eu-west-1" });
    for (const pk of ["a", "b", "bad", "d"]) await table.put(pk);
    const source = `${print} exports.handler = async (event) => {
      show(event);
      if (event.Records.some((r) => r.dynamodb.Keys.pk.S === "bad")) throw new Error("poison");
    };`;
    await map(source, table.streamArn, {
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: dead.queueArn } },
    });
    await cloud.parts.activity.quiesce();
    expect(batches()).toEqual([["a", "b", "bad", "d"], ["a", "b"], ["bad", "d"], ["bad"], ["bad"], ["d"]]);
    const [message] = engines.messages.inspectQueue(dead.queueName)?.messages.ready ?? [];
    expect(JSON.parse(message?.body ?? "")).toMatchObject({
      requestContext: {
        condition: "RetryAttemptsExhausted",
        approximateInvokeCount: 2,
        functionArn: expect.any(String),
      },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      version: "1.0",
      DDBStreamBatchInfo: {
        startSequenceNumber: "3",
        endSequenceNumber: "3",
        batchSize: 1,
        streamArn: table.streamArn,
        approximateArrivalOfFirstRecord: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    });
  });

  it("discards records that are older than allowed", async () => {
    const table = await makeTable();
    await table.put("old");
    const source = `${print} exports.handler = async (event) => { show(event); if (event.Records.some((r) => r.dynamodb.Keys.pk.S === "old")) throw new Error("no"); };`;
    await map(source, table.streamArn, { MaximumRecordAgeInSeconds: 60 });
    await until(() => batches().length > 0);
    cloud.parts.clock.advance(61_000);
    await cloud.parts.activity.quiesce();
    await table.put("young");
    await cloud.parts.activity.quiesce();
    expect(batches().at(-1)).toEqual(["young"]);
  });

  it("passes over what the filter refuses", async () => {
    const table = await makeTable();
    for (const pk of ["a", "b"]) await table.put(pk);
    const Pattern = JSON.stringify({ eventName: ["INSERT"], dynamodb: { NewImage: { pk: { S: ["b"] } } } });
    await map(`${print} exports.handler = async (event) => show(event);`, table.streamArn, {
      FilterCriteria: { Filters: [{ Pattern }] },
    });
    await cloud.parts.activity.quiesce();
    expect(batches()).toEqual([["b"]]);
  });

  it("repeats a batch whose checkpoint was lost, and keeps the order of an item when it reorders", async () => {
    const table = await makeTable();
    cloud.parts.faults.inject({ point: "stream-delivery", times: 1, effect: { kind: "drop-acknowledgement" } });
    cloud.parts.faults.inject({ point: "stream-delivery", times: 1, effect: { kind: "reorder" } });
    for (const [pk, n] of [
      ["a", "1"],
      ["b", "2"],
      ["a", "3"],
    ] as const) {
      await table.put(pk, n);
    }
    const source =
      "exports.handler = async (event) => console.log(JSON.stringify(event.Records.map((r) => r.dynamodb.NewImage.n.N)));";
    await map(source, table.streamArn);
    await cloud.parts.activity.quiesce();
    expect(batches()).toEqual([
      ["2", "1", "3"],
      ["1", "2", "3"],
    ]);
  });

  it("waits a batching window on the clock of the cloud", async () => {
    const table = await makeTable();
    await map(`${print} exports.handler = async (event) => show(event);`, table.streamArn, {
      MaximumBatchingWindowInSeconds: 60,
    });
    await cloud.parts.activity.quiesce();
    await table.put("a");
    await table.put("b");
    await expect(cloud.parts.activity.quiesce(200)).rejects.toThrow(table.streamArn);
    // The window begins when the records are found, and that may be after the first step of the clock.
    const pass = async () => {
      cloud.parts.clock.advance(60_000);
      await cloud.parts.activity.quiesce(1_000);
    };
    await vi.waitFor(pass, { timeout: 20_000 });
    expect(batches()).toEqual([["a", "b"]]);
  });

  it("asks almost nothing while idle", async () => {
    const table = await makeTable();
    await map(`${print} exports.handler = async (event) => show(event);`, table.streamArn);
    await cloud.parts.activity.quiesce();
    const before = engines.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(engines.calls.length - before).toBe(0);
  });
});
