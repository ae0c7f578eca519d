import { expect, test } from "vitest";
import { openInner, sealInner } from "../../../lib/feedback-protocol/envelope.ts";
import { newReceipt, readWords, wordsOf } from "../../../lib/feedback-protocol/receipt.ts";
import { recipientKeyOf, unwrapSecret, wrapSecret } from "../../../lib/feedback-protocol/recipient-secret.ts";

const scope = { campaignId: `fbc-${"a".repeat(20)}`, epoch: "2026-W47" };

test("a recipient's secret opens with its passphrase, however it was typed, and with no other", async () => {
  const secret = newReceipt();
  const wrapped = await wrapSecret(secret, "ｐａｓｓ 口令 2026");
  expect(await unwrapSecret(wrapped, "pass 口令 2026")).toEqual(secret);
  expect(await unwrapSecret(wrapped, "pass 口令 2027")).toBeUndefined();
  const altered = { ...wrapped, ciphertext: wrapped.ciphertext.replace(/^./, (first) => (first === "A" ? "B" : "A")) };
  expect(await unwrapSecret(altered, "pass 口令 2026")).toBeUndefined();
});

test("the recovery words lead to the same key, which opens what was sealed to it", async () => {
  const secret = newReceipt();
  const restored = await readWords(await wordsOf(secret));
  if (restored === undefined) throw new Error("not readable");
  const { publicKey } = await recipientKeyOf(secret);
  const inner = await sealInner(new Uint8Array([1, 2, 3]), [publicKey], scope);
  expect(await openInner(inner, (await recipientKeyOf(restored)).privateKey, scope)).toEqual(new Uint8Array([1, 2, 3]));
});
