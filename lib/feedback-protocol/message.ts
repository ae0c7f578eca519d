import { type Bytes, fromBase64Url, joined, slice, toBase64Url, utf8 } from "./bytes.ts";
import { isSignedBy, type ReceiptKeys, signContent } from "./receipt.ts";
import { signatureBytes } from "./sizes.ts";

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: Bytes;
}

/** What a writer says; `answers` by the id of the question. */
export interface Draft {
  readonly text: string;
  readonly answers: Readonly<Record<string, string | number>>;
  readonly attachments: readonly Attachment[];
  /** Adds to an earlier message of the same receipt. */
  readonly isFollowUp: boolean;
}

/** What a recipient reads. */
export interface Message extends Draft {
  readonly mailbox: string;
  readonly replyKey: string;
  readonly signingKey: string;
}

interface Header extends Omit<Message, "attachments"> {
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly length: number }[];
}

/** Header, attachments, signature: one text that is signed as a whole. */
export async function writeMessage(draft: Draft, keys: ReceiptKeys): Promise<Bytes> {
  const header: Header = {
    ...draft,
    attachments: draft.attachments.map(({ name, type, bytes }) => ({ name, type, length: bytes.length })),
    mailbox: toBase64Url(keys.mailbox),
    replyKey: toBase64Url(keys.reply.publicKey),
    signingKey: toBase64Url(keys.signing.publicKey),
  };
  const head = utf8(JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  const content = joined(length, head, ...draft.attachments.map(({ bytes }) => bytes));
  return joined(content, await signContent(keys, content));
}

/** Throws for what is not a message, or is not signed by its own key. */
export async function readMessage(bytes: Bytes): Promise<Message> {
  const content = slice(bytes, 0, bytes.length - signatureBytes);
  const signature = slice(bytes, bytes.length - signatureBytes, signatureBytes);
  const headLength = new DataView(content.buffer).getUint32(0);
  const header = asHeader(JSON.parse(new TextDecoder().decode(slice(content, 4, headLength))));
  const proof = { mailbox: fromBase64Url(header.mailbox), content, signature };
  if (!(await isSignedBy(fromBase64Url(header.signingKey), proof))) throw new RangeError("not signed by its writer");
  let offset = 4 + headLength;
  const attachments = header.attachments.map(({ name, type, length }) => {
    const attachment = { name, type, bytes: slice(content, offset, length) };
    offset += length;
    return attachment;
  });
  return { ...header, attachments };
}

/** Written by anybody: each field is looked at before a screen shows it. */
function asHeader(value: unknown): Header {
  const { text, answers, attachments, isFollowUp, mailbox, replyKey, signingKey } = (value ?? {}) as Header;
  const strings: readonly unknown[] = [text, mailbox, replyKey, signingKey];
  const areStrings = strings.every((one) => typeof one === "string");
  if (!areStrings || typeof answers !== "object" || answers === null || !Array.isArray(attachments)) {
    throw new RangeError("not a message");
  }
  const known = attachments.map((one: Partial<Header["attachments"][number]> | null) => {
    const { name, type, length } = one ?? {};
    if (typeof name !== "string" || typeof type !== "string" || !Number.isInteger(length) || Number(length) < 0) {
      throw new RangeError("not a message");
    }
    return { name, type, length: Number(length) };
  });
  const given = Object.entries(answers).filter(([, answer]) => typeof answer === "string" || Number.isFinite(answer));
  return {
    text,
    answers: Object.fromEntries(given),
    attachments: known,
    isFollowUp: isFollowUp === true,
    mailbox,
    replyKey,
    signingKey,
  };
}
