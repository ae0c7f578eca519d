import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acceptSubmission } from "../../../lib/anonymous/accept-submission.ts";
import { dynamodbDropStore } from "../../../lib/anonymous/drop-store.dynamodb.ts";
import type { DropStore } from "../../../lib/anonymous/drop-store.ts";
import { enlistWeek } from "../../../lib/anonymous/enlist-week.dynamodb.ts";
import { directoryTable, poolTable, spentTable } from "../../../lib/anonymous/table.ts";
import { type Bytes, hexOf, randomBytes } from "../../../lib/feedback-protocol/bytes.ts";
import { writeSubmission } from "../../../lib/feedback-protocol/envelope.ts";
import { outerBytes, submissionBytes } from "../../../lib/feedback-protocol/sizes.ts";
import { keyIdOf, type Token } from "../../../lib/feedback-protocol/token.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { mintToken, newIssuer, noiseOf, weekOf } from "../../support/feedback-issuer.ts";

const scope = { campaignId: "fbc-00000000000000000001", epoch: "2026-W47" };
const acceptUntil = "2026-11-29";
const issuer = newIssuer();
let tables: TestTables;
let store: DropStore;
let pool: string;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(async () => tables?.stop());
beforeEach(async () => {
  const directory = await tables.create(directoryTable);
  pool = await tables.create(poolTable);
  await enlistWeek(tables.client, directory)(await weekOf(issuer, scope, acceptUntil));
  store = dynamodbDropStore(tables.client, { pool, spent: await tables.create(spentTable), directory });
});

const acceptOn = (day: string, by: DropStore = store) => acceptSubmission({ store: by, today: () => day });
const accept = (request: Uint8Array) => acceptOn("2026-11-20")(request);
const envelope = () => noiseOf(outerBytes);
const requestWith = async (token?: Token, outer: Bytes = envelope()) =>
  writeSubmission(token ?? (await mintToken(issuer, scope)), outer);
const pooled = async () => (await tables.client.send(new ScanCommand({ TableName: pool }))).Items ?? [];

describe("the drop", () => {
  test("A8 refuses a token of another campaign, another week or another key", async () => {
    const other = newIssuer();
    const foreign = [
      await mintToken(issuer, { ...scope, campaignId: "fbc-00000000000000000002" }),
      await mintToken(issuer, { ...scope, epoch: "2026-W48" }),
      await mintToken(other, scope),
    ];
    for (const token of foreign) expect(await accept(await requestWith(token))).toBe("refused");
    expect(await pooled()).toEqual([]);
  });

  test("A9 makes one item of the pool of 50 redemptions at once", async () => {
    const same = await requestWith();
    expect(new Set(await Promise.all(Array.from({ length: 50 }, () => accept(same))))).toEqual(new Set(["accepted"]));
    expect(await pooled()).toHaveLength(1);

    const token = await mintToken(issuer, scope);
    const different = await Promise.all(Array.from({ length: 50 }, () => requestWith(token)));
    const outcomes = await Promise.all(different.map(accept));
    expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(1);
    expect(await pooled()).toHaveLength(2);
  });

  test("A10 takes the same envelope once more when it was killed after the commit, without a second item", async () => {
    const killed: DropStore = {
      ...store,
      async redeem(redemption) {
        await store.redeem(redemption);
        throw new Error("killed");
      },
    };
    const request = await requestWith();
    await expect(acceptOn("2026-11-20", killed)(request)).rejects.toThrow("killed");
    expect(await accept(request)).toBe("accepted");
    expect(await pooled()).toHaveLength(1);
  });

  test("B16 says the same of a bad signature, a spent token, a closed week and an unknown key", async () => {
    const token = await mintToken(issuer, scope);
    await accept(await requestWith(token));
    const forged = { ...token, signature: randomBytes(256) };
    const outcomes = await Promise.all([
      accept(await requestWith(forged)),
      accept(await requestWith(token)),
      acceptOn("2026-11-30")(await requestWith()),
      accept(await requestWith(await mintToken(newIssuer(), scope))),
    ]);
    expect(outcomes).toEqual(["refused", "refused", "refused", "refused"]);
  });

  test("takes a token of last week until a week later, and not a day longer", async () => {
    expect(await acceptOn("2026-11-23")(await requestWith())).toBe("accepted");
    expect(await acceptOn(acceptUntil)(await requestWith())).toBe("accepted");
    expect(await acceptOn("2026-11-30")(await requestWith())).toBe("refused");
  });

  test.each([0, 1, 100, submissionBytes - 1, submissionBytes + 1, 1_000_000, 6_000_000])(
    "refuses %i bytes before it asks a table for anything",
    async (length) => {
      const untouched = new Proxy(store, {
        get: () => () => {
          throw new Error("a table was asked");
        },
      });
      expect(await acceptOn("2026-11-20", untouched)(new Uint8Array(length))).toBe("refused");
    },
  );

  test("takes good tokens at a rate of a thousand a minute from one place: it knows of no place", async () => {
    const known = await store.findKey(hexOf(await keyIdOf(issuer.spki)));
    const spent = new Set<string>();
    const inMemory: DropStore = {
      findKey: async () => known,
      saltOf: async () => new Uint8Array(32),
      redeem: async (redemption) => {
        spent.add(redemption.spent);
        return "done";
      },
      findPrint: async () => undefined,
    };
    const outer = envelope();
    const startedAt = performance.now();
    const requests = 200;
    for (let count = 0; count < requests; count++) {
      expect(await acceptOn("2026-11-20", inMemory)(await requestWith(undefined, outer))).toBe("accepted");
    }
    expect(spent.size).toBe(requests);
    expect(performance.now() - startedAt).toBeLessThan((60_000 / 1_000) * requests);
  });

  test("keeps of an envelope a random place, the envelope and the end of its week", async () => {
    await accept(await requestWith());
    const [item] = await pooled();
    expect(Object.keys(item ?? {}).sort()).toEqual(["expiresAt", "outer", "pk", "sk"]);
    expect(item?.sk).toMatch(/^[0-9a-f]{32}$/);
  });
});
