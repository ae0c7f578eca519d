import { type Bytes, joined, randomBytes, sha256, slice } from "./bytes.ts";
import { pad, unpad } from "./padding.ts";
import {
  bodyBytes,
  contentKeyBytes,
  innerBytes,
  ivBytes,
  modulusBytes,
  outerBytes,
  preparedBytes,
  recipientSlots,
  slotBytes,
  submissionBytes,
} from "./sizes.ts";
import { open, type Purpose, seal } from "./suite.ts";
import type { Token, TokenScope } from "./token.ts";

const layoutVersion = 1;

/** What the recipients get: for each of them the content's key, and the padded content under that key. */
export async function sealInner(
  content: Uint8Array,
  recipientKeys: readonly Uint8Array[],
  scope: TokenScope,
): Promise<Bytes> {
  if (recipientKeys.length === 0 || recipientKeys.length > recipientSlots) throw new RangeError("number of recipients");
  const contentKey = randomBytes(contentKeyBytes);
  const purpose: Purpose = { layer: "inner", ...scope };
  const sealed = await Promise.all(recipientKeys.map((publicKey) => seal(publicKey, contentKey, purpose)));
  const unused = Array.from({ length: recipientSlots - sealed.length }, () => noiseSlot(purpose));
  const slots = [...sealed, ...(await Promise.all(unused))];
  const iv = randomBytes(ivBytes);
  const key = await importContentKey(contentKey, "encrypt");
  const header = new Uint8Array([layoutVersion]);
  const body = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: header },
    key,
    pad(content, bodyBytes),
  );
  return joined(header, ...slots, iv, new Uint8Array(body));
}

/** Sealed to a key that nobody has: it cannot be told from a slot that somebody opens. */
async function noiseSlot(purpose: Purpose): Promise<Bytes> {
  const nobody = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", nobody.publicKey));
  return await seal(publicKey, randomBytes(contentKeyBytes), purpose);
}

function importContentKey(bytes: Bytes, use: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, [use]);
}

/** Opens it as the recipient with this key, whichever the slot; throws when none of them is for this key. */
export async function openInner(inner: Uint8Array, privateKey: CryptoKey, scope: TokenScope): Promise<Bytes> {
  if (inner.length !== innerBytes || inner[0] !== layoutVersion) throw new RangeError("not a message of this layout");
  const contentKey = await findContentKey(inner, privateKey, scope);
  const iv = slice(inner, 1 + recipientSlots * slotBytes, ivBytes);
  const bodyAt = 1 + recipientSlots * slotBytes + ivBytes;
  const body = slice(inner, bodyAt, innerBytes - bodyAt);
  const key = await importContentKey(contentKey, "decrypt");
  const additionalData = slice(inner, 0, 1);
  return unpad(new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, body)));
}

async function findContentKey(inner: Uint8Array, privateKey: CryptoKey, scope: TokenScope): Promise<Bytes> {
  for (let index = 0; index < recipientSlots; index++) {
    const opened = await open(privateKey, slice(inner, 1 + index * slotBytes, slotBytes), { layer: "inner", ...scope })
      // One of the other recipients' slots.
      .catch(() => undefined);
    if (opened !== undefined) return opened;
  }
  throw new RangeError("not sealed to this key");
}

/** By this number a message is known in public; it tells nothing of the content. */
export const commitOf = (inner: Uint8Array): Promise<Bytes> => sha256(inner);

export function sealOuter(inner: Uint8Array, mixerKey: Uint8Array, scope: TokenScope): Promise<Bytes> {
  return seal(mixerKey, inner, { layer: "outer", ...scope });
}

export async function openOuter(outer: Uint8Array, mixerKey: CryptoKey, scope: TokenScope): Promise<Bytes> {
  const inner = await open(mixerKey, outer, { layer: "outer", ...scope });
  if (inner.length !== innerBytes) throw new RangeError("not a message of this layout");
  return inner;
}

/** What goes over the wire: always of the same length. */
export function writeSubmission({ prepared, signature }: Token, outer: Uint8Array): Bytes {
  return joined(new Uint8Array([layoutVersion]), prepared, signature, outer);
}

export interface Submission extends Token {
  readonly outer: Bytes;
}

/** Undefined for anything that is not of this layout. */
export function readSubmission(bytes: Uint8Array): Submission | undefined {
  if (bytes.length !== submissionBytes || bytes[0] !== layoutVersion) return undefined;
  return {
    prepared: slice(bytes, 1, preparedBytes),
    signature: slice(bytes, 1 + preparedBytes, modulusBytes),
    outer: slice(bytes, 1 + preparedBytes + modulusBytes, outerBytes),
  };
}
