import { expect, test } from "vitest";
import type { StoredMessage } from "../../../lib/message/message.ts";
import { emptyTally } from "../../../lib/message/receipt-store.ts";
import { tellMilestones } from "../../../lib/message/tell-milestones.ts";
import type { Fact } from "../../../lib/shared/event.ts";

const messageId = "0mh000000-00000000000000000000";

test("each share of the readers is told once, by the counts at the sender, and of the unknown nothing", async () => {
  let message = { messageId, expected: 200, needsConfirmation: true, senderOrganizationId: "school" } as StoredMessage;
  let counts = { read: 0, confirmed: 0 };
  const told = new Map<string, Fact>();
  const tell = tellMilestones({
    store: { find: async () => message },
    receipts: {
      findTally: async (_, organizationId) => ({
        ...emptyTally,
        ...(organizationId === "school" && { below: counts }),
      }),
      tellMilestone: async (_, name, fact) => void (told.has(name) || told.set(name, fact)),
    },
  });
  const namesAfter = async (read: number, confirmed: number) => {
    counts = { read, confirmed };
    await tell(messageId, { at: new Date("2026-11-22T02:00:00Z"), correlationId: "c", actor: null });
    return [...told.keys()];
  };
  expect(await namesAfter(99, 0)).toEqual([]);
  expect(await namesAfter(100, 99)).toEqual(["read#50"]);
  expect(await namesAfter(200, 180)).toEqual(["read#50", "read#90", "read#100", "confirmed#50", "confirmed#90"]);
  expect([...told.values()].at(-1)).toMatchObject({
    name: "ReceiptMilestone",
    organizationId: "school",
    data: { state: "confirmed", percent: 90 },
  });
  message = { ...message, expected: null };
  expect(await namesAfter(1_000, 1_000)).toHaveLength(5);
});
