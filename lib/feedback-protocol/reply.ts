import { type Bytes, fromBase64Url, toBase64Url, utf8 } from "./bytes.ts";
import { pad, roomIn, unpad } from "./padding.ts";
import type { ReceiptKeys } from "./receipt.ts";
import { replyBytes } from "./sizes.ts";
import { open, seal } from "./suite.ts";
import type { TokenScope } from "./token.ts";

/** The most that a reply may say, in bytes of UTF-8. */
export const replyRoom = roomIn(replyBytes);

/** All replies of a campaign in one file: who takes it does not show which of them, if any, is meant. */
export interface ReplyBundle {
  readonly campaignId: string;
  readonly replies: readonly string[];
}

// Replies outlive the week of the message that they answer.
const purposeOf = (campaignId: TokenScope["campaignId"]) => ({ layer: "reply", campaignId, epoch: "" }) as const;

export async function sealReply(text: string, replyKey: Uint8Array, campaignId: string): Promise<string> {
  return toBase64Url(await seal(replyKey, pad(utf8(text), replyBytes), purposeOf(campaignId)));
}

/** Tries the receipt on every reply; those to others do not open. */
export async function readReplies({ campaignId, replies }: ReplyBundle, keys: ReceiptKeys): Promise<string[]> {
  const purpose = purposeOf(campaignId);
  const opened = await Promise.all(
    replies.map(async (sealed): Promise<Bytes | undefined> => {
      try {
        return unpad(await open(keys.reply.privateKey, fromBase64Url(sealed), purpose));
      } catch {
        return undefined;
      }
    }),
  );
  return opened.flatMap((bytes) => (bytes === undefined ? [] : [new TextDecoder().decode(bytes)]));
}
