import { keys as messageKeys } from "./message-items.ts";

export const keys = {
  expansion: (messageId: string) => ({ pk: `EXPANSION#${messageId}`, sk: "EXPANSION" }),
  /** A partition for each: 50,000 of one message are written in a few minutes. */
  delivery: (id: string) => ({ pk: `DELIVERY#${id}`, sk: "DELIVERY" }),
  progress: (messageId: string, batchId: string) => ({ pk: `PROGRESS#${messageId}`, sk: batchId }),
  reports: (messageId: string, part: number) => ({ pk: `PROGRESS#${messageId}`, sk: `REPORTS#${part}` }),
  provider: (providerId: string) => ({ pk: `PROVIDER#${providerId}`, sk: "PROVIDER" }),
  /** Apart from their message: many may come in one minute. */
  reportedFailure: (deliveryId: string) => ({ pk: `FAILURE#${deliveryId}`, sk: "FAILURE" }),
  failure: (messageId: string, batchId: string) => ({
    pk: messageKeys.message(messageId).pk,
    sk: `FAILURE#${batchId}`,
  }),
};

/** What stands of a delivery is told for three months; its message stays longer. */
const keptSeconds = 90 * 24 * 60 * 60;
export const expiryOf = (at: string) => Math.floor(Date.parse(at) / 1000) + keptSeconds;
