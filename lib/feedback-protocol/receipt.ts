import { type Bytes, joined, randomBytes, sha256, utf8 } from "./bytes.ts";
import { deriveKeyPair, type KeyPair, suiteName } from "./suite.ts";

/** Random bits behind a receipt; whoever has them reads the replies and can add to the message. */
const secretBytes = 16;
const checkBits = 4;
const characterBits = 11;
/** 128 bits and 4 to notice a slip of the pen. */
export const receiptCharacters = (secretBytes * 8 + checkBits) / characterBits;

/**
 * 2,048 of the 3,755 most common characters (GB/T 2312, level 1), which every browser knows as a table of its decoder:
 * a list of words of our own would weigh more than the rest of the page.
 */
const alphabet = commonCharacters();

function commonCharacters(): readonly string[] {
  const decoder = new TextDecoder("gbk");
  const all: string[] = [];
  for (let row = 0xb0; row <= 0xd7; row++) {
    const last = row === 0xd7 ? 0xf9 : 0xfe;
    for (let cell = 0xa1; cell <= last; cell++) all.push(decoder.decode(new Uint8Array([row, cell])));
  }
  const count = 2 ** characterBits;
  return Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)] ?? "");
}

const positions = new Map(alphabet.map((character, position) => [character, position]));

export const newReceipt = (): Bytes => randomBytes(secretBytes);

/** Twelve characters in three groups, to write down or to print. */
export async function wordsOf(secret: Bytes): Promise<string> {
  let rest = (numberOf(secret) << BigInt(checkBits)) | BigInt(await checkOf(secret));
  const characters: string[] = [];
  for (let count = 0; count < receiptCharacters; count++) {
    characters.unshift(alphabet[Number(rest & 0x7ffn)] ?? "");
    rest >>= BigInt(characterBits);
  }
  return characters.join("").replace(/(.{4})(?=.)/gu, "$1 ");
}

/** Undefined when it is not a receipt, or not written down correctly. */
export async function readWords(words: string): Promise<Bytes | undefined> {
  const characters = [...words.normalize("NFKC").replace(/[\s，、,.-]/gu, "")];
  if (characters.length !== receiptCharacters) return undefined;
  let value = 0n;
  for (const character of characters) {
    const position = positions.get(character);
    if (position === undefined) return undefined;
    value = (value << BigInt(characterBits)) | BigInt(position);
  }
  const secret = bytesOf(value >> BigInt(checkBits));
  return Number(value & 0xfn) === (await checkOf(secret)) ? secret : undefined;
}

async function checkOf(secret: Bytes): Promise<number> {
  return ((await sha256(utf8(`${suiteName}|receipt-check`), secret))[0] ?? 0) >> checkBits;
}

function numberOf(bytes: Bytes): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function bytesOf(value: bigint): Bytes {
  return Uint8Array.from({ length: secretBytes }, (_, index) =>
    Number((value >> BigInt(8 * (secretBytes - 1 - index))) & 0xffn),
  );
}

/** What follows from a receipt: where replies go, how they are read, and the proof of having written the first message. */
export interface ReceiptKeys {
  /** The same in each message of one writer about one matter; only recipients see it. */
  readonly mailbox: Bytes;
  readonly reply: KeyPair;
  readonly signing: { readonly publicKey: Bytes; readonly privateKey: CryptoKey };
}

export async function keysOf(secret: Bytes): Promise<ReceiptKeys> {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const derive = async (label: string): Promise<Bytes> => {
    const parameters = { name: "HKDF", hash: "SHA-256", salt: utf8(suiteName), info: utf8(label) };
    return new Uint8Array(await crypto.subtle.deriveBits(parameters, base, 256));
  };
  const [mailbox, replySeed, signingSeed] = await Promise.all(["mailbox", "reply", "signing"].map(derive));
  if (!mailbox || !replySeed || !signingSeed) throw new Error("derivation failed");
  return { mailbox, reply: await deriveKeyPair(replySeed), signing: await signingPair(signingSeed) };
}

const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
const ecdsaHash = { name: "ECDSA", hash: "SHA-256" };

/** A derived point serves as a key for signatures as well; each has a seed of its own. */
async function signingPair(seed: Bytes): Promise<ReceiptKeys["signing"]> {
  const { publicKey, privateKey } = await deriveKeyPair(seed);
  const { d, x, y } = await crypto.subtle.exportKey("jwk", privateKey);
  if (d === undefined || x === undefined || y === undefined) throw new Error("derivation failed");
  const jwk = { kty: "EC", crv: "P-256", d, x, y };
  return { publicKey, privateKey: await crypto.subtle.importKey("jwk", jwk, ecdsa, false, ["sign"]) };
}

const signedText = (mailbox: Uint8Array, content: Uint8Array): Bytes =>
  joined(utf8(`${suiteName}|message|`), mailbox, content);

export async function signContent({ mailbox, signing }: ReceiptKeys, content: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(ecdsaHash, signing.privateKey, signedText(mailbox, content)));
}

/** Whether whoever wrote with this public key wrote this too. */
export async function isSignedBy(
  publicKey: Bytes,
  { mailbox, content, signature }: { mailbox: Bytes; content: Bytes; signature: Bytes },
): Promise<boolean> {
  const key = await crypto.subtle.importKey("raw", publicKey, ecdsa, false, ["verify"]);
  return await crypto.subtle.verify(ecdsaHash, key, signature, signedText(mailbox, content));
}
