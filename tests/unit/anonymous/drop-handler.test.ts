import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { randomBytes, toBase64Url } from "../../../lib/feedback-protocol/bytes.ts";
import { writeSubmission } from "../../../lib/feedback-protocol/envelope.ts";
import { outerBytes } from "../../../lib/feedback-protocol/sizes.ts";
import { mintToken, newIssuer, noiseOf, weekOf } from "../../support/feedback-issuer.ts";

const sentinels = {
  address: "203.0.113.77",
  agent: "Sentinel/9.9 (Agent)",
  forwarded: "198.51.100.99",
  cookie: "sentinelcookie=crumb",
  requestId: "sentinel-request-0001",
  referrer: "https://sentinel.example/page",
  time: "19/Mar/2031:19:17:59 +0000",
  timeEpoch: 1_931_800_679_123,
};
const scope = { campaignId: "fbc-00000000000000000001", epoch: "2026-W47" };
const issuer = newIssuer();
const client = mockClient(DynamoDBDocumentClient);
let handler: (event: object) => Promise<{ statusCode: number }>;

beforeAll(async () => {
  for (const name of ["POOL_TABLE", "SPENT_TABLE", "DIRECTORY_TABLE"]) vi.stubEnv(name, name.toLowerCase());
  ({ handler } = await import("../../../functions/accept-feedback/handler.ts"));
});
afterAll(() => client.restore());

const eventWith = (body: Uint8Array) => ({
  version: "2.0",
  routeKey: "POST /drop",
  headers: {
    "user-agent": sentinels.agent,
    "x-forwarded-for": sentinels.forwarded,
    cookie: sentinels.cookie,
    referer: sentinels.referrer,
  },
  cookies: [sentinels.cookie],
  requestContext: {
    http: { sourceIp: sentinels.address, userAgent: sentinels.agent },
    requestId: sentinels.requestId,
    time: sentinels.time,
    timeEpoch: sentinels.timeEpoch,
  },
  body: Buffer.from(body).toString("base64"),
  isBase64Encoded: true,
});

async function observed(body: Uint8Array) {
  const written: unknown[] = [];
  const spies = (["log", "info", "warn", "error", "debug"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...parts) => void written.push(parts)),
  );
  const streams = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, "write").mockImplementation((part) => written.push(String(part)) > 0),
  );
  const answer = await handler(eventWith(body)).finally(() => {
    for (const spy of [...spies, ...streams]) spy.mockRestore();
  });
  const calls = client.calls().map(({ args }) => args[0].input);
  return { answer, written, all: JSON.stringify([answer, written, calls]) };
}

describe("B1 the handler of the drop", () => {
  test.each(["accepted", "refused", "failed"])(
    "hands nothing on of address, agent, cookie, time or request id when a request is %s",
    async (outcome) => {
      client.reset();
      const token = await mintToken(issuer, scope);
      const request = writeSubmission(token, noiseOf(outerBytes));
      if (outcome === "refused") request[300] = (request[300] ?? 0) ^ 1;
      const week = await weekOf(issuer, scope, "2099-12-31");
      const salt = { salt: toBase64Url(randomBytes(32)) };
      client
        .on(GetCommand, { TableName: "directory_table" })
        .resolves({ Item: week })
        .on(GetCommand, { TableName: "spent_table" })
        .resolves({ Item: salt });
      if (outcome === "failed") client.onAnyCommand().rejects(new Error(`${sentinels.address} was throttled`));

      const { answer, written, all } = await observed(request);
      expect(answer.statusCode).toBe({ accepted: 202, refused: 409, failed: 503 }[outcome]);
      expect(written).toEqual([]);
      for (const [name, sentinel] of Object.entries(sentinels)) expect(all, name).not.toContain(String(sentinel));
    },
  );
});
