import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";

/** What a browser gives out for a subscription, in base64url. */
export interface PushKeys {
  readonly p256dh: string;
  readonly auth: string;
}

/** Chosen anew for every message; given by tests only. */
export interface PushSecrets {
  readonly salt: Buffer;
  readonly privateKey: Buffer;
}

const recordSize = 4_096;
const lastRecord = 2;

const derive = (secret: Buffer, salt: Buffer, info: Buffer | string, length: number) =>
  Buffer.from(hkdfSync("sha256", secret, salt, info, length));

/** The body of a push message: one record of `aes128gcm` (RFC 8188) under keys by RFC 8291, section 3.4. */
export function encryptPush(plain: string, { p256dh, auth }: PushKeys, secrets?: PushSecrets): Buffer {
  const salt = secrets?.salt ?? randomBytes(16);
  const own = createECDH("prime256v1");
  if (secrets === undefined) own.generateKeys();
  else own.setPrivateKey(secrets.privateKey);
  const receiver = Buffer.from(p256dh, "base64url");
  const sender = own.getPublicKey();
  const keyInfo = Buffer.concat([Buffer.from("WebPush: info\0"), receiver, sender]);
  const material = derive(own.computeSecret(receiver), Buffer.from(auth, "base64url"), keyInfo, 32);
  const key = derive(material, salt, "Content-Encoding: aes128gcm\0", 16);
  const nonce = derive(material, salt, "Content-Encoding: nonce\0", 12);
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  const record = Buffer.concat([cipher.update(plain, "utf8"), cipher.update(Buffer.of(lastRecord)), cipher.final()]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(recordSize);
  return Buffer.concat([salt, size, Buffer.of(sender.length), sender, record, cipher.getAuthTag()]);
}
