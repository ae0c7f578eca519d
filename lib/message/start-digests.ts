import { chinaDay } from "../shared/clock.ts";
import { type Batch, recipientsAtOnce } from "./delivery.ts";
import { type DigestStore, digestParts } from "./digest-store.ts";

/** Sends the digests of a morning on their way. A repeat sends nobody a second one. Units: half a unit for some 40 messages. */
export function startDigests({
  digests,
  send,
}: {
  readonly digests: Pick<DigestStore, "listRecipients">;
  readonly send: (batch: Batch) => Promise<void>;
}) {
  return async (scheduledFor: Date): Promise<{ digests: number }> => {
    const day = chinaDay(scheduledFor);
    let count = 0;
    for (let part = 0; part < digestParts; part++) {
      let index = 0;
      let recipientIds: string[] = [];
      const flush = async () => {
        if (recipientIds.length === 0) return;
        const batchId = `digest-${part}-${index}`;
        await send({ batchId, messageId: `digest-${day}`, channel: "email", recipientIds, attempt: 0, digestDay: day });
        index += 1;
        recipientIds = [];
      };
      for await (const recipientId of digests.listRecipients(day, part)) {
        recipientIds.push(recipientId);
        count += 1;
        if (recipientIds.length === recipientsAtOnce) await flush();
      }
      await flush();
    }
    return { digests: count };
  };
}
