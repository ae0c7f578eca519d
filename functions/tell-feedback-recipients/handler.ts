import { FeedbackReleased } from "../../lib/anonymous/events.ts";
import { FeedbackLeftSilent } from "../../lib/feedback/events.ts";
import { dynamodbFeedbackStore } from "../../lib/feedback/feedback-store.dynamodb.ts";
import { tellOfArrival, tellOfSilence } from "../../lib/feedback/tell-recipients.ts";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { dynamodbMessageStore } from "../../lib/message/message-store.dynamodb.ts";
import { postNotice } from "../../lib/message/post-notice.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";

const tables = readEnvironment(environment);
const client = createDocumentClient();
const accounts = dynamodbAccountStore(client, tables.IDENTITY_TABLE);
const organizations = dynamodbOrganizationStore(client, tables.ORGANIZATION_TABLE);
const post = postNotice({ store: dynamodbMessageStore(client, tables.MESSAGE_TABLE) });

const dependencies: Parameters<typeof tellOfArrival>[0] = {
  store: dynamodbFeedbackStore(client, tables.FEEDBACK_TABLE),
  notify: async ({ accountIds, organizationId, ...notice }, { correlationId, at }) => {
    const found = await Promise.all(accountIds.map((accountId) => accounts.find(accountId)));
    // Without a record there is no address either; they see it in their work list.
    const personIds = found.flatMap((account) => account?.owner?.personId ?? []);
    const sender = { organizationId, name: (await organizations.findName(organizationId)) ?? "" };
    return await post({ ...notice, personIds, sender }, { at: new Date(at), correlationId, actor: null });
  },
};

export const handler = factConsumer(
  [on(FeedbackReleased, tellOfArrival(dependencies)), on(FeedbackLeftSilent, tellOfSilence(dependencies))],
  () => new Date(),
);
