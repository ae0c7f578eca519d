import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  verify,
} from "node:crypto";
import type { Outbox } from "./outbox.ts";

/** A key pair for notifications, as an operator would make one. */
export function createPushKeys(): { publicKey: string; privateKey: string } {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "", d = "" } = privateKey.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  return { publicKey: point.toString("base64url"), privateKey: d };
}

export interface Subscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

interface Browser {
  readonly name: string;
  readonly ecdh: ECDH;
  readonly auth: Buffer;
}

/** Browsers and the push service between them and the application, in one: what arrives is decrypted and kept. */
export function createPushStub(outbox: Outbox, publicKey: string) {
  const browsers = new Map<string, Browser>();
  return {
    subscribe(name: string, origin: string): Subscription {
      const ecdh = createECDH("prime256v1");
      ecdh.generateKeys();
      const auth = randomBytes(16);
      const id = randomBytes(12).toString("hex");
      browsers.set(id, { name, ecdh, auth });
      const keys = { p256dh: ecdh.getPublicKey("base64url"), auth: auth.toString("base64url") };
      return { endpoint: `${origin}/push/${id}`, keys };
    },

    /** The browser asks for no more messages, and the service forgets it. */
    unsubscribe({ endpoint }: Subscription): void {
      browsers.delete(endpoint.split("/").at(-1) ?? "");
    },

    /** The status by which a push service answers a message (RFC 8030, section 5). */
    take(path: string, headers: Readonly<Record<string, string | string[] | undefined>>, body: Buffer): number {
      const browser = browsers.get(path.split("/").at(-1) ?? "");
      if (browser === undefined) return 410;
      if (headers.ttl === undefined || headers["content-encoding"] !== "aes128gcm") return 400;
      if (!isSigned(String(headers.authorization), String(headers.host), publicKey)) return 403;
      const mood = outbox.moodFor(browser.name);
      if (mood === "down") return 503;
      if (mood === "throttled") return 429;
      const { title, url, tag } = JSON.parse(decrypt(body, browser)) as { title: string; url: string; tag: string };
      // A notification of the same tag takes the place of the other.
      const isShown = outbox.sent.some((one) => one.channel === "push" && one.to === browser.name && one.id === tag);
      if (!isShown) outbox.add({ channel: "push", to: browser.name, title, text: url, id: tag });
      return mood === "answers_twice" && !isShown ? 500 : 201;
    },
  };
}

/** RFC 8292: a token of the key that the subscription was made for, for this service, not older than a day. */
function isSigned(authorization: string, host: string, publicKey: string): boolean {
  const [, head = "", claims = "", signature = "", key] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  if (key !== publicKey) return false;
  const point = Buffer.from(publicKey, "base64url");
  const half = (from: number, to: number) => point.subarray(from, to).toString("base64url");
  const jwk = createPublicKey({ key: { kty: "EC", crv: "P-256", x: half(1, 33), y: half(33, 65) }, format: "jwk" });
  const options = { key: jwk, dsaEncoding: "ieee-p1363" as const };
  const isGenuine = verify("sha256", Buffer.from(`${head}.${claims}`), options, Buffer.from(signature, "base64url"));
  const { aud, exp } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as { aud: string; exp: number };
  return isGenuine && new URL(aud).host === host && exp < Date.now() / 1000 + 24 * 60 * 60 + 3_600;
}

/** RFC 8291, section 3.4, from the side of the browser. */
function decrypt(body: Buffer, { ecdh, auth }: Browser): string {
  const salt = body.subarray(0, 16);
  const keyLength = body[20] ?? 0;
  const sender = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  const derive = (secret: Buffer, from: Buffer, info: Buffer | string, length: number) =>
    Buffer.from(hkdfSync("sha256", secret, from, info, length));
  const keyInfo = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), sender]);
  const material = derive(ecdh.computeSecret(sender), auth, keyInfo, 32);
  const key = derive(material, salt, "Content-Encoding: aes128gcm\0", 16);
  const decipher = createDecipheriv("aes-128-gcm", key, derive(material, salt, "Content-Encoding: nonce\0", 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  // The last record ends with a 2, and zeros after it.
  return plain.subarray(0, plain.lastIndexOf(2)).toString("utf8");
}
