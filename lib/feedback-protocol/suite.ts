import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import { type Bytes, joined, slice, utf8 } from "./bytes.ts";
import { publicKeyBytes } from "./sizes.ts";

/** Name of the protocol and of its algorithms; it stands in everything that is signed or sealed. */
export const suiteName = "fb-v1";

/** What a seal is for: opened for another purpose, campaign or week it fails. */
export interface Purpose {
  readonly layer: "inner" | "outer" | "reply";
  readonly campaignId: string;
  readonly epoch: string;
}

// RFC 9180 with what browsers have built in.
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

export interface KeyPair {
  /** Uncompressed point. */
  readonly publicKey: Bytes;
  readonly privateKey: CryptoKey;
}

const infoOf = ({ layer, campaignId, epoch }: Purpose): Bytes => utf8([suiteName, layer, campaignId, epoch].join("|"));

/** Encapsulated key and ciphertext in one. */
export async function seal(publicKey: Uint8Array, plain: Uint8Array, purpose: Purpose): Promise<Bytes> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(new Uint8Array(publicKey));
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: infoOf(purpose) }, new Uint8Array(plain));
  return joined(new Uint8Array(enc), new Uint8Array(ct));
}

/** Throws when it was sealed to somebody else, for something else, or changed on the way. */
export async function open(privateKey: CryptoKey, sealed: Uint8Array, purpose: Purpose): Promise<Bytes> {
  const enc = slice(sealed, 0, publicKeyBytes);
  const ciphertext = slice(sealed, publicKeyBytes, sealed.length - publicKeyBytes);
  const plain = await suite.open({ recipientKey: privateKey, enc, info: infoOf(purpose) }, ciphertext);
  return new Uint8Array(plain);
}

/** The same seed gives the same pair (RFC 9180, section 7.1.3). */
export async function deriveKeyPair(seed: Uint8Array): Promise<KeyPair> {
  const pair = await suite.kem.deriveKeyPair(new Uint8Array(seed));
  return {
    publicKey: new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)),
    privateKey: pair.privateKey,
  };
}
