/**
 * A pass for the door: a sentence that the server signs, saying that the holder of a key is a person of one activity; and
 * beside it a proof of the moment, signed by that key, which never leaves the phone. A door with the activity's public key
 * checks both without network, and a photograph of somebody else's pass is worth nothing when the proof is next renewed.
 *
 * Signatures are ECDSA over P-256 with SHA-256 (JWA ES256, RFC 7518 section 3.4): browsers of 2020 have it.
 */
const ecdsa = { name: "ECDSA", namedCurve: "P-256" } as const;
const es256 = { name: "ECDSA", hash: "SHA-256" } as const;
const edition = "v1";

/** How often a phone shows a new proof. */
export const rotationSeconds = 20;
/** How long a proof is good: its rotation, and the time to hold the phone to the camera. */
const freshSeconds = rotationSeconds + 10;
/** Doors open so long before an activity, and close so long after its end. */
export const doorMilliseconds = 2 * 3_600_000;
/** A proof from the future by more than this comes from a clock that nobody measured. */
const aheadSeconds = 10;

export interface PassClaims {
  readonly activityId: string;
  readonly personId: string;
  /** The raw public key of the phone, without its first byte: 64 bytes in base64url. */
  readonly deviceKey: string;
  readonly expiresAt: Date;
}

export const passFaults = ["unreadable", "wrong_activity", "forged", "expired", "stale"] as const;
export type PassFault = (typeof passFaults)[number];

export type PassReading =
  | { readonly personId: string; readonly fault?: never }
  | { readonly personId?: never; readonly fault: PassFault };

/** `extractable` only for the key of an activity, which is stored; a phone's key stays where it is made. */
export async function newSigningKeys(isExtractable: boolean): Promise<CryptoKeyPair> {
  return await crypto.subtle.generateKey(ecdsa, isExtractable, ["sign", "verify"]);
}

/** Of a public key the 64 bytes that matter. */
export async function exportPublicKey(key: CryptoKey): Promise<string> {
  return toText(new Uint8Array(await crypto.subtle.exportKey("raw", key)).slice(1));
}

/** Throws for what is no point of the curve. */
export async function importPublicKey(text: string): Promise<CryptoKey> {
  const raw = new Uint8Array([4, ...fromText(text)]);
  return await crypto.subtle.importKey("raw", raw, ecdsa, true, ["verify"]);
}

export async function exportPrivateKey(key: CryptoKey): Promise<string> {
  return toText(new Uint8Array(await crypto.subtle.exportKey("pkcs8", key)));
}

async function importPrivateKey(text: string): Promise<CryptoKey> {
  return await crypto.subtle.importKey("pkcs8", fromText(text), ecdsa, false, ["sign"]);
}

/** What the server signs with the private key of the activity. */
export async function signPass(claims: PassClaims, privateKey: string): Promise<string> {
  const { activityId, personId, deviceKey, expiresAt } = claims;
  const sentence = [edition, activityId, personId, deviceKey, toSeconds(expiresAt)].join(".");
  return `${sentence}.${await sign(sentence, await importPrivateKey(privateKey))}`;
}

/** What the phone shows at a moment. */
export async function showPass(pass: string, deviceKey: CryptoKey, at: Date): Promise<string> {
  const sentence = `${pass}.${toSeconds(at)}`;
  return `${sentence}.${await sign(sentence, deviceKey)}`;
}

const parts = 8;

/** Whose pass it is, or what is wrong with it at that moment. Never throws. */
export async function readPass(
  shown: string,
  door: { readonly activityId: string; readonly publicKey: CryptoKey; readonly at: Date },
): Promise<PassReading> {
  const [
    version,
    activityId = "",
    personId = "",
    deviceKey = "",
    expiry = "",
    signature = "",
    moment = "",
    proof = "",
  ] = shown.trim().split(".");
  if (version !== edition || shown.split(".").length !== parts) return { fault: "unreadable" };
  if (activityId !== door.activityId) return { fault: "wrong_activity" };
  const sentence = [version, activityId, personId, deviceKey, expiry].join(".");
  if (!(await isSigned(sentence, signature, door.publicKey))) return { fault: "forged" };
  const holder = await importPublicKey(deviceKey).catch(() => undefined);
  const isHolder = holder !== undefined && (await isSigned(`${sentence}.${signature}.${moment}`, proof, holder));
  if (!isHolder) return { fault: "forged" };
  const now = door.at.getTime() / 1000;
  if (now > fromSeconds(expiry)) return { fault: "expired" };
  const age = now - fromSeconds(moment);
  return age > freshSeconds || age < -aheadSeconds ? { fault: "stale" } : { personId };
}

async function sign(sentence: string, key: CryptoKey): Promise<string> {
  return toText(new Uint8Array(await crypto.subtle.sign(es256, key, new TextEncoder().encode(sentence))));
}

async function isSigned(sentence: string, signature: string, key: CryptoKey): Promise<boolean> {
  try {
    return await crypto.subtle.verify(es256, key, fromText(signature), new TextEncoder().encode(sentence));
  } catch {
    return false;
  }
}

const toSeconds = (at: Date) => Math.floor(at.getTime() / 1000).toString(36);
const fromSeconds = (text: string) => Number.parseInt(text, 36);

function toText(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromText(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
