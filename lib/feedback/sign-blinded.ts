import { constants, createPublicKey, type KeyObject, privateDecrypt, publicEncrypt } from "node:crypto";
import { AppError } from "../shared/errors.ts";

const padding = constants.RSA_NO_PADDING;

/** The private operation alone; tests put a faulty one in its place. */
export type RawSign = (key: KeyObject, blinded: Uint8Array) => Uint8Array;

const rawSign: RawSign = (key, blinded) => privateDecrypt({ key, padding }, blinded);

/**
 * RFC 9474, section 4.3. OpenSSL computes what the library of the client computes, some 300 times faster and hardened
 * against timing. Unlike the library it takes inputs that are too short, so that length and range are checked here; and a
 * result that the public key does not confirm (a fault that would give the key away) never leaves.
 */
export function signBlinded(key: KeyObject, blinded: Uint8Array, sign: RawSign = rawSign): Uint8Array {
  const publicKey = createPublicKey(key);
  refuseOutOfRange(publicKey, blinded);
  const signature = sign(key, blinded);
  const confirmed = publicEncrypt({ key: publicKey, padding }, signature);
  if (!confirmed.equals(blinded)) throw new Error("the private key gave a wrong result");
  return new Uint8Array(signature);
}

function refuseOutOfRange(publicKey: KeyObject, blinded: Uint8Array): void {
  const modulus = Buffer.from(publicKey.export({ format: "jwk" }).n ?? "", "base64url");
  const value = numberOf(blinded);
  const limit = numberOf(modulus);
  // 0, 1 and n-1 are their own signatures; nothing blinded honestly is one of them.
  if (blinded.length === modulus.length && value > 1n && value < limit - 1n) return;
  throw new AppError("validation_failed", {
    errors: [{ field: "body.blinded", reason: { zh: "不是有效的盲化凭证", en: "Not a blinded token" } }],
  });
}

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x0${Buffer.from(bytes).toString("hex")}`);
