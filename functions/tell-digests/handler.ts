import { createHash } from "node:crypto";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { dynamodbMessageStore } from "../../lib/message/message-store.dynamodb.ts";
import { remindPerson } from "../../lib/message/remind-person.ts";
import { dynamodbObligationStore } from "../../lib/obligation/obligation-store.dynamodb.ts";
import { type DigestNotice, tellDigests } from "../../lib/obligation/tell-digests.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import type { PlainDate } from "../../lib/rules/calendar/plain-date.ts";
import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { environment } from "./environment.ts";

const tables = readEnvironment(environment);
const client = createDocumentClient();
const store = dynamodbObligationStore(client, tables.OBLIGATION_TABLE);
const organizations = dynamodbOrganizationStore(client, tables.ORGANIZATION_TABLE);
const accounts = dynamodbAccountStore(client, tables.IDENTITY_TABLE);
const messages = dynamodbMessageStore(client, tables.MESSAGE_TABLE);

/** The same for the same person and day, so that nobody is told twice. */
function suffixOf(accountId: string, day: string): string {
  const digest = createHash("sha256").update(`digest/${accountId}/${day}`).digest();
  return [...digest.subarray(0, 20)].map((byte) => (byte % 36).toString(36)).join("");
}

async function tellTheDigests(scheduledFor: Date): Promise<Readonly<Record<string, number>>> {
  const rootId = await organizations.findRootId();
  const name = rootId === undefined ? undefined : await organizations.findName(rootId);
  if (rootId === undefined || name === undefined) return { people: 0 };
  const remind = remindPerson({ store: messages, sender: { organizationId: rootId, name } });
  const circumstances = { at: scheduledFor, correlationId: randomId(), actor: null };
  const tell = async ({ accountId, day, duties, organizations: places, channels }: DigestNotice) => {
    // Without a record of the person there is no inbox; the list of reminders has it all the same.
    const personId = (await accounts.find(accountId))?.owner?.personId;
    if (personId === undefined) return;
    const reminder = {
      personId,
      day: day as PlainDate,
      title: `职责提醒：今天有${duties}项需要处理`,
      body: `涉及${places}个党组织。请打开“我的职责”查看事项、期限和依据，近三十天的提醒在“我的提醒”中。`,
      channels,
      suffix: suffixOf(accountId, day),
    };
    await remind(reminder, circumstances);
  };
  return await tellDigests({ store, tell })(scheduledFor);
}

export const handler = scheduledJob("tell-digests", tellTheDigests, () => new Date());
