import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import type { CloudClock, StateStore } from "../ports.ts";

export interface KeyMetadata {
  readonly keyId: string;
  readonly arn: string;
  readonly description: string;
  readonly spec: string;
  readonly usage: string;
  readonly createdAt: number;
}

interface StoredKey extends KeyMetadata {
  readonly material: string;
}

const NAMESPACE = "kms-keys";
const ALIASES = "kms-aliases";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 36;

/** A key id that is the same on every start, so that ARNs in a record of permissions can be compared. */
const keyIdOf = (name: string): string => {
  const hex = createHash("sha256").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
};

/** The encryption context is authenticated whatever the order of its entries. */
const contextBytes = (context: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(context).sort(([left], [right]) => (left < right ? -1 : 1))));

/** Keys with their material in the state store. The first 36 bytes of a ciphertext are the id of its key. */
export class KmsKeys {
  private readonly state: StateStore;
  private readonly clock: CloudClock;

  constructor(state: StateStore, clock: CloudClock) {
    this.state = state;
    this.clock = clock;
  }

  ensure(
    name: string,
    key: { arnOf(keyId: string): string; description: string; spec: string; usage: string },
  ): KeyMetadata {
    const keyId = keyIdOf(name);
    const known = this.stored(keyId);
    if (known !== undefined && known.spec !== key.spec) throw new Error(`The spec of a key cannot change (${keyId})`);
    const stored: StoredKey = {
      keyId,
      arn: key.arnOf(keyId),
      description: key.description,
      spec: key.spec,
      usage: key.usage,
      createdAt: known?.createdAt ?? this.clock.now(),
      material: known?.material ?? randomBytes(KEY_BYTES).toString("base64"),
    };
    this.state.set(NAMESPACE, keyId, JSON.stringify(stored));
    return stored;
  }

  alias(aliasName: string, keyId: string): void {
    this.state.set(ALIASES, aliasName, keyId);
  }

  /** By key id, key ARN, alias name or alias ARN. */
  find(reference: string): KeyMetadata | undefined {
    const name = reference.startsWith("arn:") ? (reference.split(":").at(-1) as string) : reference;
    if (name.startsWith("alias/")) return this.stored(this.state.get(ALIASES, name) ?? "");
    return this.stored(name.replace(/^key\//, ""));
  }

  encrypt(key: KeyMetadata, plaintext: Buffer, context: Readonly<Record<string, string>>): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.material(key), iv).setAAD(contextBytes(context));
    const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return Buffer.concat([Buffer.from(key.keyId), iv, cipher.getAuthTag(), encrypted]);
  }

  keyOf(ciphertext: Buffer): KeyMetadata | undefined {
    return this.stored(ciphertext.subarray(0, KEY_ID_BYTES).toString("latin1"));
  }

  /** Throws when the text was changed or the context is another one. */
  decrypt(key: KeyMetadata, ciphertext: Buffer, context: Readonly<Record<string, string>>): Buffer {
    const iv = ciphertext.subarray(KEY_ID_BYTES, KEY_ID_BYTES + IV_BYTES);
    const tag = ciphertext.subarray(KEY_ID_BYTES + IV_BYTES, KEY_ID_BYTES + IV_BYTES + TAG_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", this.material(key), iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(contextBytes(context)).setAuthTag(tag);
    const encrypted = ciphertext.subarray(KEY_ID_BYTES + IV_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  }

  mac(key: KeyMetadata, message: Buffer): Buffer {
    const algorithm = key.spec.replace("HMAC_", "sha");
    return createHmac(algorithm, this.material(key)).update(message).digest();
  }

  private stored(keyId: string): StoredKey | undefined {
    const text = this.state.get(NAMESPACE, keyId);
    return text === undefined ? undefined : (JSON.parse(text) as StoredKey);
  }

  private material(key: KeyMetadata): Buffer {
    return Buffer.from((this.stored(key.keyId) as StoredKey).material, "base64");
  }
}
