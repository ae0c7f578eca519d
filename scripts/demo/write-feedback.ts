import { fromBase64Url, hexOf, toBase64Url } from "../../lib/feedback-protocol/bytes.ts";
import { commitOf, sealInner, sealOuter, writeSubmission } from "../../lib/feedback-protocol/envelope.ts";
import type { LedgerEntry } from "../../lib/feedback-protocol/ledger.ts";
import { type Manifest, requireAgreement } from "../../lib/feedback-protocol/manifest.ts";
import { type Draft, writeMessage } from "../../lib/feedback-protocol/message.ts";
import { keysOf, newReceipt } from "../../lib/feedback-protocol/receipt.ts";
import type { Token } from "../../lib/feedback-protocol/token.ts";
import { blindToken, finalizeToken } from "../../lib/feedback-protocol/token-client.ts";

/** Calls the application as one account. */
export type Call = <Body>(key: string, body?: unknown) => Promise<{ readonly status: number; readonly body: Body }>;

interface Place {
  readonly call: Call;
  /** Of the host of anonymous feedback. */
  readonly feedbackUrl: string;
  readonly campaignId: string;
}

/** What a browser does in the background after login: looks where it may write, checks the keys, fetches the tokens. */
export async function fetchTokens(place: Place): Promise<{ manifest: Manifest; tokens: Token[] }> {
  const { call, campaignId } = place;
  const manifest = await findAgreed(place);
  const issuerKey = fromBase64Url(manifest.issuerKey);
  const blinded = await Promise.all(
    Array.from({ length: manifest.tokensPerPerson }, () => blindToken(manifest, issuerKey)),
  );
  const answer = await call<{ signatures: string[] }>(`POST /api/feedback/campaigns/${campaignId}/tokens`, {
    epoch: manifest.epoch,
    blinded: blinded.map((one) => toBase64Url(one.blinded)),
  });
  if (answer.status !== 200) throw new Error(`no tokens: ${JSON.stringify(answer.body)}`);
  const tokens = await Promise.all(
    blinded.map((one, index) => finalizeToken(one, fromBase64Url(answer.body.signatures[index] ?? ""), issuerKey)),
  );
  return { manifest, tokens };
}

async function findAgreed({ call, feedbackUrl, campaignId }: Place): Promise<Manifest> {
  const mine = await call<{ writable: Manifest[] }>("GET /api/me/feedback");
  const application = mine.body.writable.find((one) => one.campaignId === campaignId);
  if (application === undefined) throw new Error(`may not write: ${JSON.stringify(mine.body)}`);
  const published = (await (await fetch(`${feedbackUrl}/keys/${campaignId}.json`)).json()) as {
    manifests: Manifest[];
  };
  const mirror = published.manifests.find(({ epoch }) => epoch === application.epoch) ?? application;
  const ledger = await call<{ items: LedgerEntry[] }>(`GET /api/feedback/ledgers/${campaignId}`);
  const told = ledger.body.items.findLast(
    ({ kind, data }) => kind === "keys_published" && data.epoch === application.epoch,
  );
  return await requireAgreement({ application, mirror, ledgerDigest: String(told?.data.digest) });
}

export interface Written {
  readonly request: Uint8Array<ArrayBuffer>;
  readonly commit: string;
  readonly secret: Uint8Array<ArrayBuffer>;
}

interface Text {
  readonly text: string;
  readonly answers?: Draft["answers"];
  readonly secret?: Uint8Array<ArrayBuffer>;
  readonly isFollowUp?: boolean;
}

/** What the writer's page does with a text. */
export async function compose(
  manifest: Manifest,
  token: Token,
  { text, answers = {}, secret = newReceipt(), isFollowUp = false }: Text,
): Promise<Written> {
  const keys = await keysOf(secret);
  const content = await writeMessage({ text, answers, attachments: [], isFollowUp }, keys);
  const inner = await sealInner(
    content,
    manifest.recipients.map(({ publicKey }) => fromBase64Url(publicKey)),
    manifest,
  );
  const outer = await sealOuter(inner, fromBase64Url(manifest.mixerKey), manifest);
  return { request: writeSubmission(token, outer), commit: hexOf(await commitOf(inner)), secret };
}

export async function submit({ feedbackUrl }: Pick<Place, "feedbackUrl">, body: Uint8Array<ArrayBuffer>) {
  const response = await fetch(`${feedbackUrl}/drop`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body,
  });
  return { status: response.status, body: await response.text() };
}
