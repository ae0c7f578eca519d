import { type Bytes, fromBase64Url, hexOf } from "../../../lib/feedback-protocol/bytes.ts";
import { commitOf, sealInner, sealOuter, writeSubmission } from "../../../lib/feedback-protocol/envelope.ts";
import type { Manifest } from "../../../lib/feedback-protocol/manifest.ts";
import { type Draft, writeMessage } from "../../../lib/feedback-protocol/message.ts";
import { roomIn } from "../../../lib/feedback-protocol/padding.ts";
import { keysOf } from "../../../lib/feedback-protocol/receipt.ts";
import { bodyBytes } from "../../../lib/feedback-protocol/sizes.ts";
import type { Token } from "../../../lib/feedback-protocol/token.ts";

export interface Sealed {
  readonly request: Bytes;
  /** The public number of the message. */
  readonly commit: string;
}

/** Seals a message to its recipients and then to the mixer; from here on nobody on the way can read it. */
export async function sealMessage(manifest: Manifest, token: Token, draft: Draft, secret: Bytes): Promise<Sealed> {
  const content = await writeMessage(draft, await keysOf(secret));
  const recipients = manifest.recipients.map(({ publicKey }) => fromBase64Url(publicKey));
  const inner = await sealInner(content, recipients, manifest);
  const outer = await sealOuter(inner, fromBase64Url(manifest.mixerKey), manifest);
  return { request: writeSubmission(token, outer), commit: hexOf(await commitOf(inner)) };
}

/** How many bytes of a message are still free; below zero it does not fit. */
export async function roomLeft(draft: Draft, secret: Bytes): Promise<number> {
  return roomIn(bodyBytes) - (await writeMessage(draft, await keysOf(secret))).length;
}
