import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLogs, type Logs } from "../../../local/logs.ts";
import { courseOf } from "../../../local/trace/course.ts";
import { drawCourse } from "../../../local/trace/draw-course.ts";
import { linesWith } from "../../../local/trace/log-lines.ts";

const started = Date.parse("2026-11-22T02:00:00.000Z");
let directory: string;
let logs: Logs;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "dangjian-trace-"));
  logs = createLogs(join(directory, "logs"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(after: number, name: string, fields: object | string): void {
  logs.write({
    at: started + after,
    functionName: `Dangjian-dev-Api-${name}Function0123ABCD`,
    requestId: "invocation",
    stream: "stdout",
    text: typeof fields === "string" ? fields : JSON.stringify(fields),
  });
}

async function draw(correlationId: string): Promise<string[]> {
  await logs.close();
  return drawCourse(courseOf(await linesWith(directory, correlationId), correlationId));
}

const error = { name: "ThrottlingException", frames: [] };
const fact = (eventId: string, correlationId: string) => ({ eventId, eventName: "Counted", correlationId });

test("a request is drawn with the facts on the bus and their effects below them, in the order of time", async () => {
  write(120, "RelayFacts", { code: "facts_relayed", table: "t", relayed: [fact("one", "r-1"), fact("other", "r-2")] });
  write(30, "OrganizationApi", {
    code: "request_completed",
    correlationId: "r-1",
    route: "POST /api/organizations",
    status: 201,
    durationMs: 30,
    readUnits: 2,
    writeUnits: 8.5,
  });
  const effect = { correlationId: "r-1", eventId: "one" };
  write(180, "CountMembers", { code: "record_failed", correlationId: "r-1", error });
  write(400, "CountMembers", { code: "record_handled", ...effect, durationMs: 5, lagMs: 395 });
  write(200, "RecordAuditEntry", { code: "record_skipped", ...effect, reason: "already_done" });
  write(500, "SendDeliveries", {
    code: "batch_delivered",
    correlationId: "r-1",
    channel: "sms",
    deliveriesSent: 3,
    deliveriesFailed: 1,
    deliveriesPutOff: 0,
  });
  expect(await draw("r-1")).toEqual([
    "2026-11-22T02:00:00.030Z",
    "├─ +0 ms  OrganizationApi  POST /api/organizations → 201 in 30 ms, 2 read and 8.5 write units",
    "├─ +90 ms  RelayFacts  one",
    "│  ├─ +170 ms  RecordAuditEntry  nothing to do: already_done",
    "│  └─ +370 ms  CountMembers  done in 5 ms, 395 ms after the fact",
    "├─ +150 ms  CountMembers  failed, comes again: ThrottlingException",
    "└─ +470 ms  SendDeliveries  sms: 3 sent, 1 failed, 0 put off",
  ]);
});

test("a refusal and a crash are told with their code", async () => {
  const units = { durationMs: 1, readUnits: 0, writeUnits: 0 };
  const about = { correlationId: "r-1", route: "GET /api/me" };
  write(0, "IdentityApi", { code: "request_crashed", ...about, error });
  write(1, "IdentityApi", { code: "request_completed", ...about, status: 503, errorCode: "unavailable", ...units });
  expect((await draw("r-1")).slice(1)).toEqual([
    "├─ +0 ms  IdentityApi  crashed: ThrottlingException",
    "└─ +1 ms  IdentityApi  GET /api/me → 503 unavailable in 1 ms, 0 read and 0 write units",
  ]);
});

test("lines that are no JSON, half written or of others are passed over", async () => {
  write(0, "IdentityApi", "r-1 (node:1) Warning");
  write(1, "IdentityApi", '{"code":"record_handled","correlationId":"r-1"');
  write(2, "IdentityApi", { code: "token_refused", correlationId: "r-1", reason: "expired" });
  expect(await draw("r-1")).toEqual([]);
  expect(await linesWith(join(directory, "nowhere"), "r-1")).toEqual([]);
});
