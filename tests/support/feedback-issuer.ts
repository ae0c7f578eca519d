import { constants, generateKeyPairSync, type KeyObject, randomBytes as nodeRandomBytes, sign } from "node:crypto";
import { type Bytes, hexOf, joined, randomBytes, toBase64Url } from "../../lib/feedback-protocol/bytes.ts";
import { keyIdOf, type Token, type TokenScope, tokenInput } from "../../lib/feedback-protocol/token.ts";

export interface TestIssuer {
  readonly privateKey: KeyObject;
  readonly spki: Bytes;
}

export function newIssuer(): TestIssuer {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { privateKey, spki: new Uint8Array(publicKey.export({ format: "der", type: "spki" })) };
}

/** A good token without the way over blinding: what comes of it is the same. */
export async function mintToken({ privateKey, spki }: TestIssuer, scope: TokenScope): Promise<Token> {
  const prepared = joined(randomBytes(32), await tokenInput(randomBytes(32), scope, spki));
  const pss = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  return { prepared, signature: new Uint8Array(sign("sha384", prepared, pss)) };
}

/** An envelope as the drop sees it: noise. Browsers give no more than 65,536 random bytes at once, Node does. */
export const noiseOf = (length: number): Bytes => new Uint8Array(nodeRandomBytes(length));

/** What drop and mixer are told of the keys of a week. */
export async function weekOf({ spki }: TestIssuer, scope: TokenScope, acceptUntil: string) {
  return {
    ...scope,
    issuerKey: toBase64Url(spki),
    keyId: hexOf(await keyIdOf(spki)),
    mixerSeed: "wrapped",
    acceptUntil,
    expiresAt: 1_900_000_000,
  };
}
