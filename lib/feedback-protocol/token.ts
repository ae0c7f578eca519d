import { areEqual, type Bytes, joined, sha256, slice, utf8 } from "./bytes.ts";
import { nonceBytes, preparedBytes, tokenInputBytes } from "./sizes.ts";
import { suiteName } from "./suite.ts";

/** Tells our tokens from any other message that a key of this kind could sign. */
const tokenType = new Uint8Array([0xfb, 0x01]);
/** Of a campaign in one week. */
export interface TokenScope {
  readonly campaignId: string;
  readonly epoch: string;
}

/** A right to send one message: the prepared message and the issuer's signature over it. */
export interface Token {
  readonly prepared: Bytes;
  readonly signature: Bytes;
}

export function contextOf({ campaignId, epoch }: TokenScope): Promise<Bytes> {
  return sha256(utf8(`${suiteName}|${campaignId}|${epoch}`));
}

/** SHA-256 of the public key in its SPKI form. */
export const keyIdOf = (issuerKey: Uint8Array): Promise<Bytes> => sha256(issuerKey);

export async function tokenInput(nonce: Uint8Array, scope: TokenScope, issuerKey: Uint8Array): Promise<Bytes> {
  return joined(tokenType, nonce, await contextOf(scope), await keyIdOf(issuerKey));
}

export function nonceOf(prepared: Uint8Array): Bytes {
  return slice(prepared, preparedBytes - tokenInputBytes + tokenType.length, nonceBytes);
}

export function keyIdIn(prepared: Uint8Array): Bytes {
  return slice(prepared, preparedBytes - 32, 32);
}

const algorithm = { name: "RSA-PSS", hash: "SHA-384" };
const saltLength = 48;

export function importIssuerKey(issuerKey: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey("spki", new Uint8Array(issuerKey), algorithm, true, ["verify"]);
}

/** Whether the issuer of this campaign and week signed it; another campaign, week or key is no. */
export async function isGenuine({ prepared, signature }: Token, scope: TokenScope, issuerKey: Uint8Array) {
  if (prepared.length !== preparedBytes) return false;
  const input = slice(prepared, preparedBytes - tokenInputBytes, tokenInputBytes);
  if (!areEqual(input, await tokenInput(nonceOf(prepared), scope, issuerKey))) return false;
  const key = await importIssuerKey(issuerKey);
  return await crypto.subtle.verify({ name: algorithm.name, saltLength }, key, signature, prepared);
}
