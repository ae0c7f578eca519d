import { generateKeyPairSync, randomBytes as noise } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { acceptSubmission } from "../lib/anonymous/accept-submission.ts";
import { dynamodbDropStore } from "../lib/anonymous/drop-store.dynamodb.ts";
import { enlistWeek } from "../lib/anonymous/enlist-week.dynamodb.ts";
import { directoryTable, issuanceTable, poolTable, spentTable } from "../lib/anonymous/table.ts";
import { dynamodbIssuanceStore } from "../lib/feedback/issuance-store.dynamodb.ts";
import { signBlinded } from "../lib/feedback/sign-blinded.ts";
import { hexOf, randomBytes, toBase64Url } from "../lib/feedback-protocol/bytes.ts";
import { writeSubmission } from "../lib/feedback-protocol/envelope.ts";
import { outerBytes, submissionBytes } from "../lib/feedback-protocol/sizes.ts";
import { keyIdOf, type Token } from "../lib/feedback-protocol/token.ts";
import { blindToken, finalizeToken } from "../lib/feedback-protocol/token-client.ts";
import { consumedUnits } from "../lib/runtime/consumed-units.ts";
import { feedbackPageKilobytes } from "../scripts/check-web-budget.ts";
import { startEngine } from "./members/engine.ts";
import { pace } from "./results/paces.ts";
import { saveResult } from "./results/results-file.ts";

/**
 * What anonymity costs: signing a token beside the library's own blindSign, envelopes a second beside what the same engine takes
 * of bare transactions of that size, write units, and what the writer's page weighs.
 */
const scope = { campaignId: "fbc-00000000000000000001", epoch: "2026-W47" };
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const issuerKey = new Uint8Array(publicKey.export({ format: "der", type: "spki" }));
const sideBySide = 8;

async function millisecondsEach(count: number, work: (index: number) => unknown): Promise<number> {
  const startedAt = performance.now();
  for (let index = 0; index < count; index++) await work(index);
  return (performance.now() - startedAt) / count;
}

/** With as many at a time as a few environments of Lambda would have. */
async function perSecond<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<number> {
  const waiting = [...items];
  const startedAt = performance.now();
  const worker = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  return items.length / ((performance.now() - startedAt) / 1000);
}

const rows: [string, number | string][] = [];
const row = (name: string, value: number | string) =>
  rows.push([name, typeof value === "number" ? Math.round(value * 100) / 100 : value]);

async function measureTokens(): Promise<void> {
  const numbers = Array.from({ length: 100 }, () => {
    const bytes = randomBytes(256);
    bytes[0] = 1;
    return bytes;
  });
  const ours = await millisecondsEach(numbers.length, (index) => signBlinded(privateKey, numbers[index] as Uint8Array));
  const jwk = privateKey.export({ format: "jwk" });
  const key = await crypto.subtle.importKey("jwk", jwk, { name: "RSA-PSS", hash: "SHA-384" }, true, ["sign"]);
  const suite = RSABSSA.SHA384.PSS.Randomized();
  const theirs = await millisecondsEach(5, (index) => suite.blindSign(key, numbers[index] as Uint8Array));
  row("signing a token, ms", ours);
  row("the library's blindSign, ms", theirs);
  row("times as fast", theirs / ours);
  let blinded = await blindToken(scope, issuerKey);
  row(
    "blinding in the client, ms",
    await millisecondsEach(20, async () => {
      blinded = await blindToken(scope, issuerKey);
    }),
  );
  const signature = signBlinded(privateKey, blinded.blinded);
  row("finalizing in the client, ms", await millisecondsEach(20, () => finalizeToken(blinded, signature, issuerKey)));
}

async function issue(): Promise<Token> {
  const blinded = await blindToken(scope, issuerKey);
  return await finalizeToken(blinded, signBlinded(privateKey, blinded.blinded), issuerKey);
}

async function measureDrop(): Promise<void> {
  const engine = await startEngine();
  try {
    const [pool, spent, directory, issued] = [
      await engine.create(poolTable),
      await engine.create(spentTable),
      await engine.create(directoryTable),
      await engine.create(issuanceTable),
    ];
    await enlistWeek(
      engine.client,
      directory,
    )({
      ...scope,
      issuerKey: toBase64Url(issuerKey),
      keyId: hexOf(await keyIdOf(issuerKey)),
      mixerSeed: "wrapped",
      acceptUntil: "2099-12-31",
      expiresAt: 1_900_000_000,
    });
    const store = dynamodbDropStore(engine.client, { pool, spent, directory });
    const accept = acceptSubmission({ store, today: () => "2026-11-22" });
    const outer = new Uint8Array(noise(outerBytes));
    const requests = await Promise.all(Array.from({ length: 201 }, async () => writeSubmission(await issue(), outer)));
    const [first, ...others] = requests as [Uint8Array, ...Uint8Array[]];
    await accept(first);

    consumedUnits.write = 0;
    const rate = await perSecond(others, async (request) => {
      if ((await accept(request)) !== "accepted") throw new Error("a good envelope was refused");
    });
    const units = consumedUnits.write / others.length;
    const bare = await perSecond(others, (request) => {
      const id = Buffer.from(request.subarray(40, 60)).toString("hex");
      const put = (TableName: string, Item: object) => ({ Put: { TableName, Item: { ...Item } } });
      const items = [put(spent, { pk: `BARE#${id}`, sk: "BARE" }), put(pool, { pk: `BARE#${id}`, sk: id, outer })];
      return engine.client.send(new TransactWriteCommand({ TransactItems: items }));
    });
    row("envelopes a second", rate);
    row("bare transactions of that size a second", bare);
    row("share of the ceiling", rate / bare);
    saveResult("feedback", { paces: [pace("anonymous submissions", rate, "bare transactions of that size", bare)] });
    row("write units of an envelope", units);
    row("bytes of a request", submissionBytes);

    const issuance = dynamodbIssuanceStore(engine.client, issued);
    consumedUnits.write = 0;
    await issuance.record({ ...scope, accountId: "bench", batchHash: "hash", tokens: 2, expiresAt: 1_900_000_000 });
    row("write units of a week's tokens", consumedUnits.write);
  } finally {
    await engine.stop();
  }
}

/** By the measure that the budget is held to. */
function measurePage(): void {
  const directory = join(import.meta.dirname, "../dist/feedback");
  const isBuilt = existsSync(join(directory, "feedback.html"));
  row("writer's page, KB gzip", isBuilt ? feedbackPageKilobytes(directory, "feedback.html") : "not built");
}

await measureTokens();
await measureDrop();
measurePage();
for (const [name, value] of rows) console.log(`${name.padEnd(44)}${String(value).padStart(12)}`);
