import { expect, test } from "vitest";
import { createUnitsRecorder } from "../../../../local/units/units-record.ts";

const reply = (body: object) => ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(body)) });

test("adds up what DynamoDB says that the calls of a function consumed", () => {
  const recorder = createUnitsRecorder();
  recorder.count("Count", "Query", reply({ Items: [], ConsumedCapacity: { TableName: "t", CapacityUnits: 0.5 } }));
  recorder.count("Count", "GetItem", reply({ ConsumedCapacity: { TableName: "t", CapacityUnits: 1 } }));
  const both = [{ CapacityUnits: 4 }, { CapacityUnits: 2 }];
  recorder.count("Count", "TransactWriteItems", reply({ ConsumedCapacity: both }));
  recorder.count("Other", "PutItem", reply({ ConsumedCapacity: { CapacityUnits: 1 } }));
  expect(recorder.lines()).toEqual([
    { kind: "function", name: "Count", read: 1.5, write: 6, records: 0, facts: 0 },
    { kind: "function", name: "Other", read: 0, write: 1, records: 0, facts: 0 },
  ]);
});

test("is not misled by an item that speaks of capacity, nor by an answer without any", () => {
  const recorder = createUnitsRecorder();
  const text = { S: '"ConsumedCapacity":{"CapacityUnits":99}' };
  recorder.count("Read", "GetItem", reply({ Item: { text }, ConsumedCapacity: { CapacityUnits: 0.5 } }));
  recorder.count("Read", "GetItem", reply({ Item: { text } }));
  recorder.count("Read", "GetItem", { ...reply({ ConsumedCapacity: { CapacityUnits: 7 } }), status: 400 });
  expect(recorder.lines()).toEqual([{ kind: "function", name: "Read", read: 0.5, write: 0, records: 0, facts: 0 }]);
});

test("takes requests and the number of records from the lines that functions log", () => {
  const recorder = createUnitsRecorder();
  const write = (line: unknown) =>
    recorder.readLine({ functionName: "Api", text: typeof line === "string" ? line : JSON.stringify(line) });
  write({ code: "request_completed", route: "GET /api/me", status: 200, readUnits: 2, writeUnits: 0, durationMs: 5 });
  write({ code: "record_handled", eventId: "e", lagMs: 12 });
  write({ code: "record_skipped", eventId: "e" });
  write({ code: "facts_relayed", facts: 4 });
  write("START RequestId: 1");
  write("{ not json");
  expect(recorder.lines()).toEqual([
    { kind: "request", route: "GET /api/me", status: 200, read: 2, write: 0 },
    { kind: "function", name: "Api", read: 0, write: 0, records: 2, facts: 4 },
  ]);
});
