import { fromBase64Url, hexOf, toBase64Url } from "../../lib/feedback-protocol/bytes.ts";
import { commitOf, sealInner, sealOuter, writeSubmission } from "../../lib/feedback-protocol/envelope.ts";
import type { LedgerEntry } from "../../lib/feedback-protocol/ledger.ts";
import { type Manifest, requireAgreement } from "../../lib/feedback-protocol/manifest.ts";
import { writeMessage } from "../../lib/feedback-protocol/message.ts";
import { keysOf, newReceipt } from "../../lib/feedback-protocol/receipt.ts";
import { deriveKeyPair, type KeyPair } from "../../lib/feedback-protocol/suite.ts";
import type { Token } from "../../lib/feedback-protocol/token.ts";
import { blindToken, finalizeToken } from "../../lib/feedback-protocol/token-client.ts";
import type { apiOf } from "./api-client.ts";
import type { TestProduct } from "./product.ts";

type Api = ReturnType<typeof apiOf>;

/** What a browser does in the background after login: looks where it may write, checks the keys, fetches the tokens. */
export async function fetchTokens(
  { api, product }: { api: Api; product: Pick<TestProduct, "feedbackUrl"> },
  account: string,
  campaignId: string,
): Promise<{ manifest: Manifest; tokens: Token[] }> {
  const mine = await api<{ writable: Manifest[] }>("GET /api/me/feedback", { as: account });
  const application = mine.body.writable.find((one) => one.campaignId === campaignId);
  if (application === undefined) throw new Error(`${account} may not write: ${JSON.stringify(mine.body)}`);
  const published = (await (await fetch(`${product.feedbackUrl}/keys/${campaignId}.json`)).json()) as {
    manifests: Manifest[];
  };
  const mirror = published.manifests.find(({ epoch }) => epoch === application.epoch) ?? application;
  const ledger = await api<{ items: LedgerEntry[] }>(`GET /api/feedback/ledgers/${campaignId}`);
  const told = ledger.body.items.findLast(
    ({ kind, data }) => kind === "keys_published" && data.epoch === application.epoch,
  );
  const manifest = await requireAgreement({ application, mirror, ledgerDigest: String(told?.data.digest) });
  const issuerKey = fromBase64Url(manifest.issuerKey);
  const blinded = await Promise.all(
    Array.from({ length: manifest.tokensPerPerson }, () => blindToken(manifest, issuerKey)),
  );
  const answer = await api<{ signatures: string[] }>(`POST /api/feedback/campaigns/${campaignId}/tokens`, {
    as: account,
    body: { epoch: manifest.epoch, blinded: blinded.map((one) => toBase64Url(one.blinded)) },
  });
  if (answer.status !== 200) throw new Error(`no tokens: ${JSON.stringify(answer.body)}`);
  const tokens = await Promise.all(
    blinded.map((one, index) => finalizeToken(one, fromBase64Url(answer.body.signatures[index] ?? ""), issuerKey)),
  );
  return { manifest, tokens };
}

export interface Written {
  readonly request: Uint8Array<ArrayBuffer>;
  readonly commit: string;
  readonly secret: Uint8Array<ArrayBuffer>;
}

/** What the writer's page does with a text. */
export async function compose(
  manifest: Manifest,
  token: Token,
  {
    text,
    secret = newReceipt(),
    isFollowUp = false,
  }: { text: string; secret?: Uint8Array<ArrayBuffer>; isFollowUp?: boolean },
): Promise<Written> {
  const keys = await keysOf(secret);
  const content = await writeMessage({ text, answers: {}, attachments: [], isFollowUp }, keys);
  const inner = await sealInner(
    content,
    manifest.recipients.map(({ publicKey }) => fromBase64Url(publicKey)),
    manifest,
  );
  const outer = await sealOuter(inner, fromBase64Url(manifest.mixerKey), manifest);
  return { request: writeSubmission(token, outer), commit: hexOf(await commitOf(inner)), secret };
}

export async function submit(product: Pick<TestProduct, "feedbackUrl">, body: Uint8Array<ArrayBuffer>) {
  const response = await fetch(`${product.feedbackUrl}/drop`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body,
  });
  return { status: response.status, body: await response.text() };
}

/** The key that a recipient's browser makes; tests wrap nothing worth wrapping. */
export async function makeRecipientKey(api: Api, account: string, version = 1): Promise<KeyPair> {
  const pair = await deriveKeyPair(crypto.getRandomValues(new Uint8Array(32)));
  const noise = (length: number) => toBase64Url(crypto.getRandomValues(new Uint8Array(length)));
  const answer = await api("PUT /api/me/feedback-key", {
    as: account,
    body: {
      publicKey: toBase64Url(pair.publicKey),
      wrapped: { kdf: "pbkdf2-sha256", cost: [600_000], salt: noise(16), iv: noise(12), ciphertext: noise(48) },
      version,
    },
  });
  if (answer.status !== 200) throw new Error(`no key: ${JSON.stringify(answer.body)}`);
  return pair;
}
