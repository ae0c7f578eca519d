import { toBase64Url } from "../../lib/feedback-protocol/bytes.ts";
import { deriveKeyPair, type KeyPair } from "../../lib/feedback-protocol/suite.ts";
import { fetchTokens as fetchTokensBy } from "../../scripts/demo/write-feedback.ts";
import type { apiOf } from "./api-client.ts";
import type { TestProduct } from "./product.ts";

type Api = ReturnType<typeof apiOf>;

/** The tokens of an account, as its browser fetches them. */
export function fetchTokens(
  { api, product }: { api: Api; product: Pick<TestProduct, "feedbackUrl"> },
  account: string,
  campaignId: string,
) {
  const call = <Body>(key: string, body?: unknown) => api<Body>(key, { as: account, body });
  return fetchTokensBy({ call, feedbackUrl: product.feedbackUrl, campaignId });
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
