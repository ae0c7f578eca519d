import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { describe, expect, test } from "vitest";
import { signBlinded } from "../../../lib/feedback/sign-blinded.ts";
import vector from "../feedback-protocol/data/rfc9474.json" with { type: "json" };

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const modulus = BigInt(`0x${Buffer.from(privateKey.export({ format: "jwk" }).n ?? "", "base64url").toString("hex")}`);
const bytesOf = (value: bigint, length = 256) => Buffer.from(value.toString(16).padStart(2 * length, "0"), "hex");

/** A number of the range that is as good as any other. */
const below = (limit: bigint) =>
  (BigInt(`0x${Buffer.from(crypto.getRandomValues(new Uint8Array(256))).toString("hex")}`) % (limit - 3n)) + 2n;

function vectorKey(): KeyObject {
  const [p, q] = [BigInt(`0x${vector.p}`), BigInt(`0x${vector.q}`)];
  const e = 65_537n;
  const d = inverse(e, (p - 1n) * (q - 1n));
  const text = (value: bigint) => {
    const hex = value.toString(16);
    return Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex").toString("base64url");
  };
  const parts = { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const jwk = Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, text(value)]));
  return createPrivateKey({ key: { kty: "RSA", ...jwk }, format: "jwk" });
}

function inverse(value: bigint, modulo: bigint): bigint {
  let [a, b, x, y] = [value % modulo, modulo, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return ((x % modulo) + modulo) % modulo;
}

describe("signing what was blinded", () => {
  test("A1 gives the blind signature of RFC 9474", () => {
    const signature = signBlinded(vectorKey(), Buffer.from(vector.blinded_msg, "hex"));
    expect(Buffer.from(signature).toString("hex")).toBe(vector.blind_sig);
  });

  test("A2 gives the bytes of the library's own blindSign", async () => {
    const jwk = privateKey.export({ format: "jwk" });
    const key = await crypto.subtle.importKey("jwk", jwk, { name: "RSA-PSS", hash: "SHA-384" }, true, ["sign"]);
    const suite = RSABSSA.SHA384.PSS.Randomized();
    // The library takes a third of a second and more for each; the 200 below are checked by what defines the same bytes.
    for (let count = 0; count < 3; count++) {
      const blinded = bytesOf(below(modulus));
      expect(Buffer.from(await suite.blindSign(key, blinded))).toEqual(Buffer.from(signBlinded(privateKey, blinded)));
    }
  });

  test("A2 gives for 200 random inputs the one number whose e-th power is the input", () => {
    for (let count = 0; count < 200; count++) {
      const value = below(modulus);
      const signature = BigInt(`0x${Buffer.from(signBlinded(privateKey, bytesOf(value))).toString("hex")}`);
      expect(power(signature, 65_537n)).toBe(value);
    }
  });

  test("A3 keeps a faulty result to itself", () => {
    const blinded = bytesOf(below(modulus));
    const good = signBlinded(privateKey, blinded);
    for (const at of [0, 100, 255]) {
      const faulty = Uint8Array.from(good, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => signBlinded(privateKey, blinded, () => faulty)).toThrow();
    }
  });

  test.each([
    ["too short", bytesOf(5n, 255)],
    ["too long", bytesOf(5n, 257)],
    ["empty", new Uint8Array()],
    ["0", bytesOf(0n)],
    ["1", bytesOf(1n)],
    ["n-1", bytesOf(modulus - 1n)],
    ["n", bytesOf(modulus)],
    ["more than n", bytesOf(modulus + 1n)],
  ])("A4 refuses what is %s", (_, blinded) => {
    expect(() => signBlinded(privateKey, blinded)).toThrow("validation_failed");
  });
});

function power(base: bigint, exponent: bigint): bigint {
  let [result, square, rest] = [1n, base, exponent];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
