import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { receiptIn } from "../../lib/message/message-items.ts";
import { dynamodbMessageStore } from "../../lib/message/message-store.dynamodb.ts";
import { dynamodbReceiptStore } from "../../lib/message/receipt-store.dynamodb.ts";
import { rollUpReceipts } from "../../lib/message/roll-up-receipts.ts";
import { tellMilestones } from "../../lib/message/tell-milestones.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { streamConsumer } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { describeError, log } from "../../lib/runtime/log.ts";
import { environment } from "./environment.ts";

const { MESSAGE_TABLE, ORGANIZATION_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const store = dynamodbMessageStore(client, MESSAGE_TABLE);
const receipts = dynamodbReceiptStore(client, MESSAGE_TABLE);
const organizations = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);
const rollUp = rollUpReceipts({
  store: receipts,
  tree: { findPlace: (organizationId) => organizations.find(organizationId) },
});
const tell = tellMilestones({ store, receipts });

/** At which organisations of which messages something was read: a batch of a thousand receipts is a few dozen of them. */
function touchedBy(records: readonly DynamoDBRecord[]): ReadonlyMap<string, ReadonlySet<string>> {
  const touched = new Map<string, Set<string>>();
  for (const { dynamodb } of records) {
    const receipt = receiptIn(dynamodb?.Keys?.pk?.S ?? "");
    if (receipt === undefined) continue;
    const places = touched.get(receipt.messageId) ?? new Set();
    touched.set(receipt.messageId, places.add(receipt.organizationId));
  }
  return touched;
}

export const handler = streamConsumer(async ({ Records }: DynamoDBStreamEvent) => {
  const first = Records[0]?.dynamodb?.SequenceNumber ?? "";
  try {
    for (const [messageId, organizationIds] of touchedBy(Records)) {
      await rollUp(messageId, organizationIds);
      await tell(messageId, { at: new Date(), correlationId: `receipts-${first}`, actor: null });
    }
    return { failedFrom: undefined };
  } catch (error) {
    // What was counted already is counted again without effect.
    log("record_failed", { recordId: first, willRetry: true, error: describeError(error) });
    return { failedFrom: first };
  }
});
