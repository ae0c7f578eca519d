import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Campaign } from "../../lib/feedback/campaign.ts";
import { fromBase64Url, toBase64Url } from "../../lib/feedback-protocol/bytes.ts";
import { readSubmission } from "../../lib/feedback-protocol/envelope.ts";
import type { Manifest } from "../../lib/feedback-protocol/manifest.ts";
import { submissionBytes } from "../../lib/feedback-protocol/sizes.ts";
import { nonceOf, type Token } from "../../lib/feedback-protocol/token.ts";
import { blindToken, finalizeToken } from "../../lib/feedback-protocol/token-client.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { maximumWrites } from "../../lib/membership/person-store.ts";
import { compose, type Written } from "../../scripts/demo/write-feedback.ts";
import { apiOf, people } from "../support/api-client.ts";
import { filesWith, type Item, isMomentNear, leavesOf, seize, textOf, wordsIn } from "../support/evidence.ts";
import { makeRecipientKey } from "../support/feedback-writer.ts";
import { rankCorrelation, rightPairs, sharedBytes } from "../support/linking.ts";
import { operatorClients, tableNamed } from "../support/operator.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";
import { aPerson } from "../unit/membership/person-fixture.ts";

/**
 * Fifty people fetch their token at login and write one message each, hours later. Then somebody is given every table, every
 * object, every file beneath queues and logs, and every request, in the order in which they came, and pairs people with
 * messages in all ways that an order or shared bytes allow.
 *
 * The statistic: right pairs of 50. By chance an order gives one on average, Poisson distributed; 13 or more once in 10^10.
 * Besides, Spearman's coefficient between both orders: beyond 0.75 by chance once in 10^9. All orders together stay below
 * one false alarm in ten million runs. That arrivals follow logins at all moves the coefficient by 0.09: two hours of logins
 * against delays of up to a day.
 */
const writers = 50;
const mostRightPairs = 12;
const strongestCorrelation = 0.75;

const agent = "CanaryAgent/77.1";
const address = "203.0.113.201";
const canary = "canary-of-the-plaintext";
const canaryOf = (account: string) => `${canary} ${account}`;
const hours = 3_600_000;
/** At a time. */
const chunk = 10;

interface Login {
  readonly account: string;
  readonly at: number;
  /** What went to the issuer under this name, and what came back. */
  readonly seen: readonly Uint8Array[];
  readonly token: Token;
}

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
let campaign: Campaign;
let manifest: Manifest;
let logins: Login[];
let accounts: string[];
const names: string[] = [];
/** By the number of the message, who wrote it: what nobody else may know. */
const truth = new Map<string, string>();
const written = new Map<string, Written>();
let arrivals: string[];
let before: Awaited<ReturnType<typeof seize>>;
let after: Awaited<ReturnType<typeof seize>>;

beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  api = apiOf(product);
  await openCampaign();
  accounts = await enrol();
  logins = await logIn();
  await write();
  before = await seize(product);
  await runMixer();
  after = await seize(product);
});
afterAll(async () => product?.stop());

async function openCampaign(): Promise<void> {
  const recipients = [people.petrochemSecretary, people.organizer];
  for (const account of recipients) await makeRecipientKey(api, account);
  const opened = await api<Campaign>("POST /api/feedback/campaigns", {
    as: people.petrochemSecretary,
    body: {
      organizationId: "cczu-petrochem",
      kind: "standing",
      about: { kind: "topic" },
      aboutLabel: "canary-of-the-control",
      title: "常设意见箱",
      opensOn: "2026-01-01",
      closesOn: null,
      tokensPerPerson: 1,
      recipients: recipients.map((accountId) => ({ accountId, roleLabel: "受理人" })),
    },
  });
  campaign = opened.body;
  await vi.waitFor(
    async () => {
      const { body } = await api<{ writable: Manifest[] }>("GET /api/me/feedback", { as: people.member });
      const [found] = body.writable;
      if (found === undefined) throw new Error("no keys yet");
      manifest = found;
    },
    { timeout: 30_000, interval: 100 },
  );
}

/** Fifty people of one branch, in an order that means nothing, who can sign in. */
async function enrol(): Promise<string[]> {
  const file = join(product.dataDirectory, "sign-on-accounts.json");
  const known = JSON.parse(readFileSync(file, "utf8")) as object[];
  const enrolled = Array.from({ length: writers }, (_, index) => ({
    campusId: String(91_000_000 + ((index * 37) % writers)),
    name: `匿写${String.fromCodePoint(0x4e8c + index * 3)}`,
  }));
  writeFileSync(file, JSON.stringify([...known, ...enrolled.map((one) => ({ ...one, roles: [] }))]));
  const client = DynamoDBDocumentClient.from(operatorClients(product.cloud).dynamodb);
  const register = dynamodbPersonStore(client, await tableNamed(product.cloud, "MembershipTable"));
  // Without facts: nothing else has to follow for this test.
  const writes = enrolled.map(async ({ campusId, name }) => {
    const fields = { name, campus_id: campusId };
    const after = await aPerson({ organizationId: "cczu-petrochem-b02", fields });
    return { before: undefined, after, line: undefined, facts: [] };
  });
  for (let from = 0; from < writers; from += maximumWrites) {
    const problems = await register.write(await Promise.all(writes.slice(from, from + maximumWrites)));
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
  }
  names.push(...enrolled.map(({ name }) => name));
  return enrolled.map(({ campusId }) => campusId);
}

/** One after the other within two hours, as on a morning; the token comes in the background, whoever wants to write or not. */
async function logIn(): Promise<Login[]> {
  const issuerKey = fromBase64Url(manifest.issuerKey);
  const result: Login[] = [];
  for (let from = 0; from < accounts.length; from += chunk) {
    const part = accounts.slice(from, from + chunk).map(async (account, index): Promise<Login> => {
      const blinded = await blindToken(manifest, issuerKey);
      const path = `POST /api/feedback/campaigns/${campaign.campaignId}/tokens`;
      const body = { epoch: manifest.epoch, blinded: [toBase64Url(blinded.blinded)] };
      const answer = await api<{ signatures: string[] }>(path, { as: account, body });
      if (answer.status !== 200) throw new Error(`${account}: ${JSON.stringify(answer.body)}`);
      const signature = fromBase64Url(answer.body.signatures[0] ?? "");
      const at = ((from + index) * 2 * hours) / writers;
      const token = await finalizeToken(blinded, signature, issuerKey);
      return { account, at, seen: [blinded.blinded, signature, Buffer.from(account)], token };
    });
    result.push(...(await Promise.all(part)));
  }
  return result;
}

/** Each sends at a random time within a day of the login; here only the order that follows from it is real. */
async function write(): Promise<void> {
  const uniform = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
  const sending = logins.map((login) => ({ login, at: login.at + (1 + 23 * uniform()) * hours }));
  arrivals = [];
  for (const { login } of sending.sort((a, b) => a.at - b.at)) {
    const message = await compose(manifest, login.token, { text: canaryOf(login.account) });
    truth.set(message.commit, login.account);
    written.set(message.commit, message);
    arrivals.push(message.commit);
  }
  for (let from = 0; from < arrivals.length; from += chunk) {
    await Promise.all(arrivals.slice(from, from + chunk).map((commit) => send(written.get(commit) as Written)));
  }
}

async function send({ request }: Written): Promise<void> {
  const headers = { "content-type": "application/octet-stream", "user-agent": agent, "x-forwarded-for": address };
  const { status } = await fetch(`${product.feedbackUrl}/drop`, {
    method: "POST",
    headers,
    body: request as Uint8Array<ArrayBuffer>,
  });
  if (status !== 202) throw new Error(`the drop answered ${status}`);
}

async function runMixer(): Promise<void> {
  const mixer = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes("MixFeedback"));
  const { error } = (await mixer?.invoke({ time: new Date().toISOString() })) ?? { error: "no mixer" };
  if (error !== undefined) throw new Error(JSON.stringify(error));
  await vi.waitFor(
    async () => {
      const path = `GET /api/feedback/campaigns/${campaign.campaignId}/cases?limit=200`;
      const { body } = await api<{ items: unknown[] }>(path, { as: people.petrochemSecretary });
      if (body.items.length !== writers) throw new Error(`${body.items.length} cases of ${writers}`);
    },
    { timeout: 30_000, interval: 200 },
  );
}

const table = (evidence: typeof before, part: string): Item[] => {
  const found = [...evidence.tables].find(([name]) => name.includes(part));
  if (found === undefined) throw new Error(`no table ${part}`);
  return found[1];
};
const anonymous = ["FeedbackPoolTable", "FeedbackSpentTable", "FeedbackMailboxTable", "FeedbackDirectoryTable"];

/** Orders of people that an operator has. */
function ordersOfPeople(): Record<string, string[]> {
  const issued = table(after, "FeedbackIssuanceTable")
    .map(({ pk }) => String(pk).split("#")[3])
    .filter((account) => account !== undefined && accounts.includes(account)) as string[];
  return { logins: logins.map(({ account }) => account), issuance: issued, accounts: [...accounts].sort() };
}

/** Orders of messages that an operator has, who may also hold every key but those of the recipients. */
function ordersOfMessages(): Record<string, string[]> {
  const printOf = (outer: Uint8Array) => createHash("sha256").update(outer).digest("hex");
  const byPrint = new Map(
    [...written].map(([commit, { request }]) => [printOf(readSubmission(request)?.outer ?? new Uint8Array()), commit]),
  );
  const pooled = table(before, "FeedbackPoolTable").map(({ pk, sk, outer }) => ({
    key: `${pk}/${sk}`,
    commit: byPrint.get(printOf(outer as Uint8Array)) ?? "",
  }));
  const numbersOf = (items: typeof pooled) => items.map(({ commit }) => commit);
  const numbersIn = (part: string, kind: string) =>
    table(after, part)
      .filter(({ pk, sk }) => `${pk} ${sk}`.includes(kind))
      .flatMap(({ sk }) => /[0-9a-f]{64}$/.exec(String(sk))?.[0] ?? []);
  return {
    arrivals,
    pool: numbersOf(pooled),
    "pool by key": numbersOf([...pooled].sort((a, b) => (a.key < b.key ? -1 : 1))),
    mailbox: numbersIn("FeedbackMailboxTable", "MAILBOX#"),
    cases: numbersIn("FeedbackTable", "CASE#"),
    numbers: [...arrivals].sort(),
  };
}

/** Files that come of a run; the writer's page is the same for everybody before it. */
const published = ({ objects }: typeof before) => [...objects].filter(([name]) => name.endsWith(".json"));

const linesOf = (evidence: typeof before) => [
  ...anonymous.map((part) => textOf(table(evidence, part))),
  ...published(evidence).map(([name, text]) => name + text),
];

describe("somebody who is given everything", () => {
  test("finds people and messages in it: the search itself works", () => {
    expect(logins).toHaveLength(writers);
    expect(table(before, "FeedbackPoolTable")).toHaveLength(writers);
    expect(table(after, "FeedbackPoolTable")).toHaveLength(0);
    expect(filesWith(after.files, "canary-of-the-control").length).toBeGreaterThan(0);
    const control = new Map(logins.map(({ account }) => [`m-${account}`, account]));
    const inOrder = logins.map(({ account }) => account);
    expect(rightPairs(inOrder, [...control.keys()], control)).toBe(writers);
    expect(rankCorrelation(inOrder, [...control.keys()], control)).toBe(1);
    const [one] = logins as [Login];
    expect(sharedBytes(new Map([[one.account, one.seen]]), new Map([["m", one.seen]])).length).toBeGreaterThan(0);
  });

  test("links no better than chance by any order of people and any order of messages", () => {
    const ordered = Object.entries(ordersOfMessages());
    for (const [ofPeople, persons] of Object.entries(ordersOfPeople())) {
      expect(persons, ofPeople).toHaveLength(writers);
      for (const [ofMessages, messages] of ordered) {
        const about = `${ofPeople} with ${ofMessages}`;
        expect(new Set(messages).size, about).toBe(writers);
        expect(Math.abs(rankCorrelation(persons, messages, truth)), about).toBeLessThan(strongestCorrelation);
        for (const order of [messages, [...messages].reverse()]) {
          expect(rightPairs(persons, order, truth), about).toBeLessThanOrEqual(mostRightPairs);
        }
      }
    }
  });

  test("finds no byte of what a person sent to the issuer in anything that belongs to a message", () => {
    const ofPeople = new Map(logins.map(({ account, seen }) => [account, seen]));
    const ofMessages = new Map(
      [...written].map(([commit, { request }]) => {
        const submission = readSubmission(request);
        if (submission === undefined) throw new Error("not a submission");
        const { prepared, signature, outer } = submission;
        // The context and the id of the key are the same for everybody.
        return [commit, [prepared.slice(0, 34), nonceOf(prepared), signature, outer]];
      }),
    );
    expect(sharedBytes(ofPeople, ofMessages)).toEqual([]);
  });

  test("B8 finds no moment in any anonymous table or published file, but days", () => {
    const now = Date.now();
    for (const evidence of [before, after]) {
      for (const part of anonymous) {
        for (const item of table(evidence, part)) {
          for (const [path, leaf] of leavesOf(item)) {
            expect(isMomentNear(leaf, now), `${part}${path}: ${leaf}`).toBe(false);
          }
        }
      }
      expect(published(evidence).length).toBeGreaterThan(0);
      for (const [name, content] of published(evidence)) {
        for (const [path, leaf] of leavesOf(JSON.parse(content))) {
          expect(isMomentNear(leaf, now), `${name}${path}: ${leaf}`).toBe(false);
        }
      }
    }
  });

  test("B8 gives every item of a week the same end", () => {
    for (const part of ["FeedbackPoolTable", "FeedbackSpentTable"]) {
      expect(new Set(table(before, part).map(({ expiresAt }) => expiresAt)).size, part).toBe(1);
    }
  });

  test("B9 finds no account, person, name, browser or address in an anonymous table, an object or a queue", () => {
    for (const text of [before, after].flatMap(linesOf)) {
      expect(wordsIn(text, accounts)).toEqual([]);
      expect(names.filter((name) => text.includes(name))).toEqual([]);
      expect(text).not.toContain("per-");
    }
    for (const { files } of [before, after]) {
      expect(filesWith(files, agent)).toEqual([]);
      expect(filesWith(files, address)).toEqual([]);
    }
  });

  test("B5 finds no line of a log that drop or mixer wrote", () => {
    const lines = product.cloud.logs
      .lines()
      .filter(({ functionName }) => /AcceptFeedback|MixFeedback/.test(functionName));
    expect(lines).toEqual([]);
  });

  test("B15 finds requests of one length, and one answer to all of them", () => {
    for (const { request } of written.values()) expect(request).toHaveLength(submissionBytes);
  });

  test("D2 finds no word of any message in a table, an object, a queue or a log", () => {
    for (const { files } of [before, after]) {
      expect(filesWith(files, canary)).toEqual([]);
    }
  });

  test("finds in what the signed-in side keeps that everybody fetched a token, and nothing finer than the week", () => {
    const issued = table(after, "FeedbackIssuanceTable");
    expect(issued.filter(({ sk }) => sk === "BATCH")).toHaveLength(writers);
    for (const item of issued) {
      for (const [path, leaf] of leavesOf(item)) expect(isMomentNear(leaf, Date.now()), `${path}: ${leaf}`).toBe(false);
    }
  });
});
