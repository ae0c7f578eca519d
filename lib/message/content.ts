import type { Notice } from "./channels/gateway.ts";
import type { Batch } from "./delivery.ts";
import type { DigestStore } from "./digest-store.ts";
import { rulesOfKind } from "./kinds.ts";
import type { MessageStore } from "./message-store.ts";

/** What a batch brings to its recipients. */
export interface Content {
  readonly isUrgent: boolean;
  readonly isRecalled: boolean;
  /** Who sent it; null: nobody in particular. */
  readonly organizationId: string | null;
  /** Undefined: there is nothing left to tell. */
  readonly noticeFor: (recipientId: string) => Promise<Notice | undefined>;
}

export interface ContentSource {
  readonly store: Pick<MessageStore, "find">;
  readonly digests: Pick<DigestStore, "listCollected">;
}

export async function findContent({ store, digests }: ContentSource, batch: Batch): Promise<Content> {
  const { digestDay } = batch;
  if (digestDay !== undefined) return digestOf({ store, digests }, digestDay);
  const message = await store.find(batch.messageId);
  if (message === undefined) throw new Error("a message to deliver is missing");
  return {
    isUrgent: rulesOfKind(message.kind).isUrgent,
    isRecalled: message.recalled !== null,
    organizationId: message.senderOrganizationId,
    noticeFor: async () => message,
  };
}

/** One mail about everything that came for somebody since the day before, but for what was taken back meanwhile. */
function digestOf({ store, digests }: ContentSource, day: string): Content {
  const noticeFor = async (recipientId: string): Promise<Notice | undefined> => {
    const ids = await digests.listCollected(day, recipientId);
    const found = await Promise.all(ids.slice(0, mostInDigest).map((id) => store.find(id)));
    const messages = found.filter((message) => message !== undefined && message.recalled === null);
    if (messages.length === 0) return undefined;
    const lines = messages.map((one) => `· ${one?.senderName}：${one?.title}${one?.dueOn ? `（${one.dueOn}前）` : ""}`);
    const more = ids.length > mostInDigest ? [`· 另有${ids.length - mostInDigest}条，请到平台查看`] : [];
    return {
      // The mail leads to the inbox as a whole.
      messageId: "",
      kind: "notice",
      senderName: "党建工作平台",
      title: `${ids.length}条消息汇总`,
      body: [...lines, ...more].join("\n"),
      dueOn: null,
    };
  };
  return { isUrgent: false, isRecalled: false, organizationId: null, noticeFor };
}

const mostInDigest = 30;
