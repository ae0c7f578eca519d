import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { type ItemSource, itemHolder, type StoredItem } from "../runtime/item-holder.ts";
import { recipientOfAccount } from "./delivery.ts";
import { keys, rollKey } from "./message-items.ts";
import { KeptSubscription } from "./push-subscription.ts";

const Reading = z.object({
  messageId: z.string(),
  organizationId: z.string(),
  recipientId: z.string(),
  readAt: z.string(),
  confirmedAt: z.string().nullable(),
});
const Pushes = z.object({ subscriptions: z.array(KeptSubscription.pick({ device: true, addedAt: true })) });
const Named = z.object({ card: z.object({ messageId: z.string(), title: z.string() }) });

/**
 * What somebody read and confirmed, messages that name the person, by which channels somebody wants to be told, and the
 * devices for it. Somebody who got messages before there was a record stands under the account as well.
 */
export function messageHolder(client: DynamoDBDocumentClient, tableName: string) {
  return itemHolder(client, tableName, {
    async find(source, { personId, accountIds }) {
      const found = [personId, ...accountIds.map(recipientOfAccount)].map((recipientId) =>
        itemsOf(source, recipientId),
      );
      const enrolled = source.those(accountIds.map((accountId) => rollKey(accountId)));
      return (await Promise.all([...found, enrolled])).flat();
    },
    show,
  });
}

/** Receipts where they count go first: what was read says where they are. */
async function itemsOf(source: ItemSource, recipientId: string): Promise<StoredItem[]> {
  const own = await source.partition(keys.person(recipientId));
  const receipts = own.flatMap((item) => {
    const { data } = Reading.safeParse(item);
    return data === undefined ? [] : [keys.receipt(data.messageId, data.organizationId, recipientId)];
  });
  return [...(await source.those(receipts)), ...own];
}

function show(item: StoredItem) {
  if (item.pk.startsWith("READERS#")) return undefined;
  if (item.pk.startsWith("ROLL#")) return { wantsToBeToldOutside: true };
  const [kind] = item.sk.split("#");
  switch (kind) {
    case "READ":
      return { reading: Reading.omit({ recipientId: true }).parse(item) };
    case "IN":
    case "PIN":
      return { named: Named.parse(item).card };
    case "PREFERENCES":
      return {
        preferences: item.preferences ?? null,
        bouncedEmail: item.bouncedEmail ?? null,
        bouncedPhone: item.bouncedPhone ?? null,
      };
    case "PUSHES":
      return { devices: Pushes.parse(item).subscriptions };
    case "CURSOR":
      return { seenUpTo: item.upTo };
    default:
      return undefined;
  }
}
