import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { afterEach, describe, expect, test, vi } from "vitest";
import { signBlinded } from "../../../lib/feedback/sign-blinded.ts";
import { isGenuine, type Token, type TokenScope } from "../../../lib/feedback-protocol/token.ts";
import { blindToken, finalizeToken } from "../../../lib/feedback-protocol/token-client.ts";
import vector from "./data/rfc9474.json" with { type: "json" };

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));
const number = (data: Uint8Array) => BigInt(`0x${Buffer.from(data).toString("hex")}`);
const scope: TokenScope = { campaignId: "fbc-1", epoch: "2026-W47" };

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { privateKey, spki: new Uint8Array(publicKey.export({ format: "der", type: "spki" })) };
}
const issuer = newKey();

async function issue(key = issuer, within = scope) {
  const blinded = await blindToken(within, key.spki);
  const blindSignature = signBlinded(key.privateKey, blinded.blinded);
  return { blinded, blindSignature, token: await finalizeToken(blinded, blindSignature, key.spki) };
}

afterEach(() => vi.restoreAllMocks());

describe("a token", () => {
  test("A1 is finalized to the signature of RFC 9474", async () => {
    const n = BigInt(`0x${vector.p}`) * BigInt(`0x${vector.q}`);
    const jwk = { kty: "RSA", n: Buffer.from(n.toString(16), "hex").toString("base64url"), e: "AQAB" };
    const spki = new Uint8Array(
      createPublicKey({ key: jwk, format: "jwk" }).export({ format: "der", type: "spki" }) as Buffer,
    );
    const prepared = bytes(vector.msg_prefix + vector.msg);
    const pending = { blinded: bytes(vector.blinded_msg), prepared, inverse: bytes(vector.inv) };
    const { signature } = await finalizeToken(pending, bytes(vector.blind_sig), spki);
    expect(Buffer.from(signature).toString("hex")).toBe(vector.sig);
    // Blinding: the encoded message, which the signature gives back, times the blind to the e.
    const [e, inverse] = [65_537n, number(pending.inverse)];
    const encoded = modularPower(number(signature), e, n);
    expect((number(pending.blinded) * modularPower(inverse, e, n)) % n).toBe(encoded);
  });

  test("is of the randomized variant and of no other", () => {
    expect(String(RSABSSA.SHA384.PSS.Randomized())).toBe(vector.name);
  });

  test("is genuine for its campaign, week and key", async () => {
    const { token } = await issue();
    expect(await isGenuine(token, scope, issuer.spki)).toBe(true);
  });

  test("A8 is worth nothing in another campaign, in another week, with another key, or changed", async () => {
    const { token } = await issue();
    const other = newKey();
    expect(await isGenuine(token, { ...scope, campaignId: "fbc-2" }, issuer.spki)).toBe(false);
    expect(await isGenuine(token, { ...scope, epoch: "2026-W48" }, issuer.spki)).toBe(false);
    expect(await isGenuine(token, scope, other.spki)).toBe(false);
    const { token: foreign } = await issue(other);
    expect(await isGenuine(foreign, scope, issuer.spki)).toBe(false);
    for (const at of [0, 40, 100]) {
      const prepared = new Uint8Array(token.prepared);
      prepared[at] = (prepared[at] ?? 0) ^ 1;
      expect(await isGenuine({ ...token, prepared }, scope, issuer.spki)).toBe(false);
    }
    const cut: Token = { ...token, prepared: token.prepared.slice(1) };
    expect(await isGenuine(cut, scope, issuer.spki)).toBe(false);
  });

  test("A5 is explained by every transcript of the issuer: whoever signed cannot tell which one it was", async () => {
    const runs = [await issue(), await issue(), await issue(), await issue()];
    const jwk = createPublicKey(issuer.privateKey).export({ format: "jwk" });
    const n = number(Buffer.from(jwk.n ?? "", "base64url"));
    for (const transcript of runs) {
      for (const { token } of runs) {
        // The blind with which this transcript would have led to that token.
        const blind = (number(transcript.blindSignature) * modularInverse(number(token.signature), n)) % n;
        const encoded = modularPower(number(token.signature), 65_537n, n);
        expect((encoded * modularPower(blind, 65_537n, n)) % n).toBe(number(transcript.blinded.blinded));
      }
    }
  });

  test("refuses an answer that is no signature over it", async () => {
    const blinded = await blindToken(scope, issuer.spki);
    const signature = signBlinded(issuer.privateKey, (await blindToken(scope, issuer.spki)).blinded);
    await expect(finalizeToken(blinded, signature, issuer.spki)).rejects.toThrow();
  });
});

function modularPower(base: bigint, exponent: bigint, modulo: bigint): bigint {
  let [result, square, rest] = [1n, base % modulo, exponent];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulo;
    square = (square * square) % modulo;
  }
  return result;
}

function modularInverse(value: bigint, modulo: bigint): bigint {
  let [a, b, x, y] = [value % modulo, modulo, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return ((x % modulo) + modulo) % modulo;
}
