import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import { describe, expect, test } from "vitest";
import { type Bytes, randomBytes, utf8 } from "../../../lib/feedback-protocol/bytes.ts";
import {
  commitOf,
  openInner,
  openOuter,
  readSubmission,
  sealInner,
  sealOuter,
  writeSubmission,
} from "../../../lib/feedback-protocol/envelope.ts";
import { roomIn } from "../../../lib/feedback-protocol/padding.ts";
import { bodyBytes, modulusBytes, preparedBytes, submissionBytes } from "../../../lib/feedback-protocol/sizes.ts";
import { deriveKeyPair } from "../../../lib/feedback-protocol/suite.ts";
import vector from "./data/rfc9180.json" with { type: "json" };

const scope = { campaignId: "fbc-1", epoch: "2026-W47" };
const pair = () => deriveKeyPair(randomBytes(32));
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (data: ArrayBuffer | Uint8Array) => Buffer.from(data as Uint8Array).toString("hex");
const token = { prepared: randomBytes(preparedBytes), signature: randomBytes(modulusBytes) };

function flipped(data: Bytes, at: number): Bytes {
  const copy = new Uint8Array(data);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

describe("the sealed envelope", () => {
  test("uses the key derivation and the encapsulation of RFC 9180", async () => {
    expect(hex((await deriveKeyPair(bytes(vector.ikmR))).publicKey)).toBe(vector.pkRm);
    const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
    const recipientKey = (await suite.kem.deriveKeyPair(bytes(vector.ikmR))).privateKey;
    const opened = await suite.open(
      { recipientKey, enc: bytes(vector.enc), info: bytes(vector.info) },
      bytes(vector.ct),
      bytes(vector.aad),
    );
    expect(hex(opened)).toBe(vector.pt);
  });

  test("is read by every recipient and by nobody else", async () => {
    const recipients = [await pair(), await pair(), await pair()];
    const inner = await sealInner(
      utf8("请改进"),
      recipients.map(({ publicKey }) => publicKey),
      scope,
    );
    for (const { privateKey } of recipients) expect(await openInner(inner, privateKey, scope)).toEqual(utf8("请改进"));
    await expect(openInner(inner, (await pair()).privateKey, scope)).rejects.toThrow();
  });

  test("D1 does not open for another campaign or week, or with a flipped bit", async () => {
    const { publicKey, privateKey } = await pair();
    const inner = await sealInner(utf8("一句话"), [publicKey], scope);
    await expect(openInner(inner, privateKey, { ...scope, campaignId: "fbc-2" })).rejects.toThrow();
    await expect(openInner(inner, privateKey, { ...scope, epoch: "2026-W48" })).rejects.toThrow();
    for (const at of [0, 20, 110, inner.length - 40_000, inner.length - 1]) {
      await expect(openInner(flipped(inner, at), privateKey, scope)).rejects.toThrow();
    }
    const mixer = await pair();
    const outer = await sealOuter(inner, mixer.publicKey, scope);
    expect(await openOuter(outer, mixer.privateKey, scope)).toEqual(inner);
    await expect(openOuter(flipped(outer, 70), mixer.privateKey, scope)).rejects.toThrow();
    await expect(openOuter(outer, privateKey, scope)).rejects.toThrow();
  });

  test("B15 is of one length, whatever is in it and however many read it", async () => {
    const mixer = await pair();
    const keys = (await Promise.all(Array.from({ length: 8 }, pair))).map(({ publicKey }) => publicKey);
    for (const length of [0, 1, 300, roomIn(bodyBytes)]) {
      for (const count of [1, 2, 8]) {
        const inner = await sealInner(new Uint8Array(length), keys.slice(0, count), scope);
        const request = writeSubmission(token, await sealOuter(inner, mixer.publicKey, scope));
        expect(request.length).toBe(submissionBytes);
      }
    }
    await expect(sealInner(new Uint8Array(roomIn(bodyBytes) + 1), keys, scope)).rejects.toThrow();
    await expect(sealInner(new Uint8Array(1), [], scope)).rejects.toThrow();
  });

  test("has another public number each time, though the words are the same", async () => {
    const { publicKey } = await pair();
    const commits = await Promise.all(
      [1, 2].map(async () => hex(await commitOf(await sealInner(utf8("同一句"), [publicKey], scope)))),
    );
    expect(new Set(commits).size).toBe(2);
  });

  test("is found again in its request; anything of another length or version is not", async () => {
    const outer = new Uint8Array(submissionBytes - 1 - preparedBytes - modulusBytes).fill(7);
    const request = writeSubmission(token, outer);
    expect(readSubmission(request)).toEqual({ ...token, outer });
    for (const bad of [new Uint8Array(), request.slice(1), new Uint8Array([...request, 0]), flipped(request, 0)]) {
      expect(readSubmission(bad)).toBeUndefined();
    }
  });
});
