import * as z from "zod";
import { dynamodbReceiptStore } from "../../lib/message/receipt-store.dynamodb.ts";
import { recountReceipts } from "../../lib/message/recount-receipts.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { operatorCommand } from "../../lib/runtime/operator-command.ts";
import { environment } from "./environment.ts";

const { MESSAGE_TABLE, ORGANIZATION_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const organizations = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);

const recount = recountReceipts({
  store: dynamodbReceiptStore(client, MESSAGE_TABLE),
  tree: { findPlace: (organizationId) => organizations.find(organizationId) },
  async listOrganizations() {
    const rootId = await organizations.findRootId();
    const root = rootId === undefined ? undefined : await organizations.find(rootId);
    return root === undefined ? [] : [root, ...(await organizations.listDescendants(root))];
  },
});

/** Counts every receipt of a message anew and puts right what differs. Repeating it changes nothing. */
export const handler = operatorCommand(z.strictObject({ messageId: z.string() }), ({ messageId }) =>
  recount(messageId),
);
