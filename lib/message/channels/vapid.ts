import { createPrivateKey, sign } from "node:crypto";

export interface VapidKeys {
  /** Uncompressed point and scalar on P-256, in base64url, as browsers and tools write them. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** A push service takes a token for a day at most (RFC 8292, section 2). */
const tokenSeconds = 12 * 60 * 60;

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Says to a push service who sends: the header of RFC 8292, section 3. */
export function vapidAuthorization(
  endpoint: string,
  { publicKey, privateKey, subject }: VapidKeys & { readonly subject: string },
  at: Date,
): string {
  const expires = Math.floor(at.getTime() / 1000) + tokenSeconds;
  const claims = { aud: new URL(endpoint).origin, exp: expires, sub: subject };
  const signed = `${encoded({ typ: "JWT", alg: "ES256" })}.${encoded(claims)}`;
  const point = Buffer.from(publicKey, "base64url");
  const half = (from: number, to: number) => point.subarray(from, to).toString("base64url");
  const key = createPrivateKey({
    key: { kty: "EC", crv: "P-256", d: privateKey, x: half(1, 33), y: half(33, 65) },
    format: "jwk",
  });
  const signature = sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" });
  return `vapid t=${signed}.${signature.toString("base64url")}, k=${publicKey}`;
}
