import { buildFact, type Circumstances } from "../shared/event.ts";
import { ReceiptMilestone } from "./events.ts";
import type { MessageStore } from "./message-store.ts";
import type { ReceiptStore } from "./receipt-store.ts";
import { totalOf } from "./roll-up-receipts.ts";

/** Shares of those whom a message was meant for at which its sender is told. */
const milestones = [50, 90, 100] as const;

/** Tells what was reached since, by the counts at the organisation that sent it. Units: 2 reads, and 1 write a milestone. */
export function tellMilestones({
  store,
  receipts,
}: {
  store: Pick<MessageStore, "find">;
  receipts: Pick<ReceiptStore, "findTally" | "tellMilestone">;
}) {
  return async (messageId: string, circumstances: Circumstances): Promise<void> => {
    const message = await store.find(messageId);
    if (message === undefined || message.expected === null || message.expected === 0) return;
    const counts = totalOf(await receipts.findTally(messageId, message.senderOrganizationId));
    for (const state of message.needsConfirmation ? (["read", "confirmed"] as const) : (["read"] as const)) {
      for (const percent of milestones.filter((share) => counts[state] * 100 >= share * (message.expected ?? 0))) {
        const fact = buildFact(ReceiptMilestone, circumstances, {
          subject: { kind: "message", id: messageId },
          occasion: `${state}-${percent}`,
          organizationId: message.senderOrganizationId,
          data: { state, percent },
        });
        await receipts.tellMilestone(messageId, `${state}#${percent}`, fact);
      }
    }
  };
}
