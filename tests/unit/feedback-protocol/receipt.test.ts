import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Bytes, fromBase64Url, toBase64Url, utf8 } from "../../../lib/feedback-protocol/bytes.ts";
import { readMessage, writeMessage } from "../../../lib/feedback-protocol/message.ts";
import { keysOf, newReceipt, readWords, receiptCharacters, wordsOf } from "../../../lib/feedback-protocol/receipt.ts";
import { readReplies, replyRoom, sealReply } from "../../../lib/feedback-protocol/reply.ts";
import { sealedReplyBytes } from "../../../lib/feedback-protocol/sizes.ts";

const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => new Uint8Array(bytes) as Bytes);
const draft = { text: "会议室漏水", answers: { q1: 3 }, attachments: [], isFollowUp: false };

describe("the receipt", () => {
  test("comes back from its twelve characters, however they are spaced", async () => {
    await fc.assert(
      fc.asyncProperty(secrets, async (secret) => {
        const words = await wordsOf(secret);
        expect([...words.replaceAll(" ", "")]).toHaveLength(receiptCharacters);
        expect(await readWords(words)).toEqual(secret);
        expect(await readWords(` ${[...words].join(" ")}，`)).toEqual(secret);
      }),
      { numRuns: 50 },
    );
  });

  test("notices most slips of the pen, and what is no receipt at all", async () => {
    const words = [...(await wordsOf(newReceipt())).replaceAll(" ", "")];
    const slips = await Promise.all(
      words.map((_, at) => readWords([...words.slice(0, at), words[(at + 1) % 12], ...words.slice(at + 1)].join(""))),
    );
    expect(slips.filter((found) => found === undefined).length).toBeGreaterThanOrEqual(8);
    for (const other of ["", "一二三", "abcdefghijkl", words.slice(1).join("")]) {
      expect(await readWords(other)).toBeUndefined();
    }
  });

  test("leads to the same keys each time, and to others than any other receipt", async () => {
    const secret = newReceipt();
    const [first, again, other] = await Promise.all([keysOf(secret), keysOf(secret), keysOf(newReceipt())]);
    expect(again.mailbox).toEqual(first.mailbox);
    expect(again.reply.publicKey).toEqual(first.reply.publicKey);
    expect(again.signing.publicKey).toEqual(first.signing.publicKey);
    expect(other.mailbox).not.toEqual(first.mailbox);
    expect(first.signing.publicKey).not.toEqual(first.reply.publicKey);
  });
});

describe("a message", () => {
  test("tells the recipient everything, and proves that its additions come from the same writer", async () => {
    const keys = await keysOf(newReceipt());
    const attachments = [{ name: "照片.jpg", type: "image/jpeg", bytes: utf8("bytes of a picture") }];
    const first = await readMessage(await writeMessage({ ...draft, attachments }, keys));
    expect(first).toMatchObject({ ...draft, attachments });
    const more = await readMessage(await writeMessage({ ...draft, text: "补充", isFollowUp: true }, keys));
    expect([more.mailbox, more.signingKey]).toEqual([first.mailbox, first.signingKey]);
  });

  test("is refused when somebody else signs into the same mailbox", async () => {
    const [mine, theirs] = await Promise.all([keysOf(newReceipt()), keysOf(newReceipt())]);
    const forged = await writeMessage(draft, { ...theirs, mailbox: mine.mailbox, signing: mine.signing });
    expect((await readMessage(forged)).signingKey).toBe(toBase64Url(mine.signing.publicKey));
    const bytes = await writeMessage(draft, mine);
    const altered = new Uint8Array(bytes);
    altered[40] = (altered[40] ?? 0) ^ 1;
    await expect(readMessage(altered)).rejects.toThrow();
  });

  test("that is none is refused and never half read", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (noise) => {
        await expect(readMessage(new Uint8Array(noise))).rejects.toThrow();
      }),
      { numRuns: 100 },
    );
  });
});

describe("replies", () => {
  test("are all in one file, of one length, and only the receipt finds its own", async () => {
    const [mine, theirs] = await Promise.all([keysOf(newReceipt()), keysOf(newReceipt())]);
    const texts = ["收到，正在处理。", "字".repeat(Math.floor(replyRoom / 3))];
    const sealed = [
      await sealReply(texts[0] ?? "", mine.reply.publicKey, "fbc-1"),
      await sealReply("给别人", theirs.reply.publicKey, "fbc-1"),
      await sealReply(texts[1] ?? "", mine.reply.publicKey, "fbc-1"),
    ];
    for (const one of sealed) expect(fromBase64Url(one)).toHaveLength(sealedReplyBytes);
    expect(await readReplies({ campaignId: "fbc-1", replies: sealed }, mine)).toEqual(texts);
    expect(await readReplies({ campaignId: "fbc-2", replies: sealed }, mine)).toEqual([]);
    expect(await readReplies({ campaignId: "fbc-1", replies: ["rubbish", "%%"] }, mine)).toEqual([]);
  });
});
