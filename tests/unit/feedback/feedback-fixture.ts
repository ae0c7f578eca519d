import { createPrivateKey } from "node:crypto";
import { issuanceTable } from "../../../lib/anonymous/table.ts";
import { appendToLedger } from "../../../lib/feedback/append-to-ledger.ts";
import { Campaign, type FeedbackCase } from "../../../lib/feedback/campaign.ts";
import { dynamodbFeedbackStore } from "../../../lib/feedback/feedback-store.dynamodb.ts";
import { dynamodbIssuanceStore } from "../../../lib/feedback/issuance-store.dynamodb.ts";
import { keepKeys } from "../../../lib/feedback/keep-keys.ts";
import { dynamodbLedgerStore } from "../../../lib/feedback/ledger-store.dynamodb.ts";
import type { Places } from "../../../lib/feedback/places.ts";
import { feedbackTable } from "../../../lib/feedback/table.ts";
import { hexOf, randomBytes, toBase64Url } from "../../../lib/feedback-protocol/bytes.ts";
import { acceptUntil } from "../../../lib/feedback-protocol/epoch.ts";
import type { Manifest } from "../../../lib/feedback-protocol/manifest.ts";
import { deriveKeyPair } from "../../../lib/feedback-protocol/suite.ts";
import { keyIdOf } from "../../../lib/feedback-protocol/token.ts";
import type { RequestContext } from "../../../lib/shared/request-context.ts";
import { startTables } from "../../support/dynamodb-table.ts";
import { newIssuer } from "../../support/feedback-issuer.ts";

export const campaignId = "fbc-00000000000000000001";
export const today = "2026-11-20";
export const epoch = "2026-W47";

export function campaignOf(more: Partial<Campaign> = {}): Campaign {
  return Campaign.parse({
    campaignId,
    organizationId: "school",
    kind: "round",
    about: { kind: "organization", organizationId: "school" },
    aboutLabel: "学院党委",
    title: "意见征集",
    opensOn: "2026-11-01",
    closesOn: "2026-12-31",
    tokensPerPerson: 2,
    recipients: ["reader-1", "reader-2"].map((accountId) => ({ accountId, roleLabel: "受理人" })),
    scopeId: "school",
    scopeName: "学院党委",
    eligible: 40,
    state: "open",
    version: 1,
    ...more,
  });
}

export function caseOf(commit: string, more: Partial<FeedbackCase> = {}): FeedbackCase {
  return {
    campaignId,
    commit,
    day: today,
    state: "released",
    answerBy: today,
    category: null,
    assigneeId: null,
    mergedInto: null,
    improvement: null,
    isSilent: false,
    version: 1,
    ...more,
  };
}

export const contextOf = (accountId: string, at = new Date(`${today}T04:00:00Z`)): RequestContext => ({
  at,
  correlationId: "test",
  actor: accountId,
  receipt: undefined,
  principal: { accountId, assignments: [{ role: "committee_secretary", organizationId: "u" }] },
});

/** A university of one school of 40 people with two branches; everybody belongs to the first one. */
export const places: Places = {
  findPath: async (id) => ({ u: "/u/", school: "/u/school/", b01: "/u/school/b01/", b02: "/u/school/b02/" })[id],
  findName: async (id) => id,
  countPeople: async (id) => ({ u: 400, school: 40, b01: 9, b02: 31 })[id] ?? 0,
  findHomeOf: async (accountId) => (accountId.startsWith("stranger") ? undefined : "b01"),
};

/** The stores on the real engine, and keys of weeks that nobody wraps. */
export async function startFeedback() {
  const tables = await startTables();
  const name = await tables.create(feedbackTable);
  const store = dynamodbFeedbackStore(tables.client, name);
  const ledger = dynamodbLedgerStore(tables.client, name);
  const issuance = dynamodbIssuanceStore(tables.client, await tables.create(issuanceTable));
  const append = appendToLedger({ store: ledger });
  const published = new Map<string, readonly Manifest[]>();
  const keep = keepKeys({
    store,
    append,
    makeWeek: async ({ campaignId: id, epoch: week, day }) => {
      const { privateKey, spki } = newIssuer();
      const pkcs8 = privateKey.export({ format: "der", type: "pkcs8" });
      return {
        campaignId: id,
        epoch: week,
        issuerKey: toBase64Url(spki),
        keyId: hexOf(await keyIdOf(spki)),
        wrappedIssuerKey: pkcs8.toString("base64url"),
        mixerKey: toBase64Url((await deriveKeyPair(randomBytes(32))).publicKey),
        mixerSeed: "wrapped",
        acceptUntil: acceptUntil(day),
      };
    },
    enlist: async () => undefined,
    publish: async (id, manifests) => void published.set(id, manifests),
  });
  const unwrap = async (wrapped: string) =>
    createPrivateKey({ key: Buffer.from(wrapped, "base64url"), format: "der", type: "pkcs8" });

  /** Gives an account a key as its browser would make it. */
  const giveKey = async (accountId: string, version = 1) => {
    const pair = await deriveKeyPair(randomBytes(32));
    const noise = (length: number) => toBase64Url(randomBytes(length));
    const key = {
      publicKey: toBase64Url(pair.publicKey),
      wrapped: {
        kdf: "pbkdf2-sha256" as const,
        cost: [600_000] as [number],
        salt: noise(16),
        iv: noise(12),
        ciphertext: noise(48),
      },
      version,
    };
    await store.saveRecipientKey(accountId, key, { facts: [], receipt: undefined, answer: undefined });
    return pair;
  };
  const insert = (campaign: Campaign) =>
    store.insertCampaign(campaign, { facts: [], receipt: undefined, answer: undefined });

  return { store, ledger, issuance, append, keep, unwrap, published, giveKey, insert, stop: tables.stop };
}
export type Feedback = Awaited<ReturnType<typeof startFeedback>>;
