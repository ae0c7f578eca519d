import { type Bytes, fromBase64Url, randomBytes, toBase64Url, utf8 } from "./bytes.ts";
import { ivBytes } from "./sizes.ts";
import { deriveKeyPair, type KeyPair, suiteName } from "./suite.ts";

/** OWASP's figure of 2023 for PBKDF2 with SHA-256: about half a second on an office computer. */
const iterations = 600_000;
const saltBytes = 16;

/** What the server keeps of a recipient's secret: without the passphrase it opens nothing. */
export interface WrappedSecret {
  readonly kdf: "pbkdf2-sha256";
  readonly cost: [number];
  readonly salt: string;
  readonly iv: string;
  readonly ciphertext: string;
}

/** The 128 bits behind a recipient's key; written as words they are the recovery kit. */
export async function recipientKeyOf(secret: Bytes): Promise<KeyPair> {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const parameters = { name: "HKDF", hash: "SHA-256", salt: utf8(suiteName), info: utf8("recipient") };
  return await deriveKeyPair(new Uint8Array(await crypto.subtle.deriveBits(parameters, base, 256)));
}

export async function wrapSecret(secret: Bytes, passphrase: string): Promise<WrappedSecret> {
  const salt = randomBytes(saltBytes);
  const iv = randomBytes(ivBytes);
  const key = await wrappingKey(passphrase, { salt, cost: iterations }, "encrypt");
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, secret));
  return {
    kdf: "pbkdf2-sha256",
    cost: [iterations],
    salt: toBase64Url(salt),
    iv: toBase64Url(iv),
    ciphertext: toBase64Url(ciphertext),
  };
}

/** Undefined when it is another passphrase. */
export async function unwrapSecret(wrapped: WrappedSecret, passphrase: string): Promise<Bytes | undefined> {
  const salt = fromBase64Url(wrapped.salt);
  const key = await wrappingKey(passphrase, { salt, cost: wrapped.cost[0] }, "decrypt");
  const parameters = { name: "AES-GCM", iv: fromBase64Url(wrapped.iv) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, fromBase64Url(wrapped.ciphertext)));
  } catch {
    return undefined;
  }
}

async function wrappingKey(
  passphrase: string,
  { salt, cost }: { salt: Bytes; cost: number },
  use: "encrypt" | "decrypt",
): Promise<CryptoKey> {
  // People type the same passphrase on different keyboards.
  const base = await crypto.subtle.importKey("raw", utf8(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const parameters = { name: "PBKDF2", hash: "SHA-256", salt, iterations: cost };
  return await crypto.subtle.deriveKey(parameters, base, { name: "AES-GCM", length: 256 }, false, [use]);
}
