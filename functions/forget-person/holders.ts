import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type * as z from "zod";
import { activityHolder } from "../../lib/activity/personal-data.dynamodb.ts";
import { feedbackHolder } from "../../lib/feedback/personal-data.dynamodb.ts";
import { accountsOfPerson, identityHolder } from "../../lib/identity/personal-data.dynamodb.ts";
import { ledgerHolder } from "../../lib/ledger/personal-data.dynamodb.ts";
import { messageHolder } from "../../lib/message/personal-data.dynamodb.ts";
import { obligationHolder } from "../../lib/obligation/personal-data.dynamodb.ts";
import { organizationHolder } from "../../lib/organization/personal-data.dynamodb.ts";
import type { Clock } from "../../lib/shared/clock.ts";
import type { DataSubject } from "../../lib/shared/personal-data.ts";
import { statisticsHolder } from "../../lib/statistics/personal-data.dynamodb.ts";
import { transferHolder } from "../../lib/transfer/personal-data.dynamodb.ts";
import type { environment } from "./environment.ts";

/** Every context that holds something about a person beside the record, wired for who copies it and who forgets it. */
export function personalDataHolders(client: DynamoDBDocumentClient, tables: z.infer<typeof environment>, clock: Clock) {
  const accountsOf = accountsOfPerson(client, tables.IDENTITY_TABLE);
  // Plans reach into the next year.
  const lastYear = () => clock().getUTCFullYear() + 1;
  return {
    subjectOf: async (personId: string): Promise<DataSubject> => ({
      personId,
      accountIds: await accountsOf(personId),
    }),
    holders: {
      organization: organizationHolder(client, tables.ORGANIZATION_TABLE),
      statistics: statisticsHolder(client, tables.STATISTICS_TABLE),
      transfer: transferHolder(client, tables.TRANSFER_TABLE),
      activity: activityHolder(client, tables.ACTIVITY_TABLE),
      ledger: ledgerHolder(client, tables.LEDGER_TABLE, lastYear),
      message: messageHolder(client, tables.MESSAGE_TABLE),
      obligation: obligationHolder(client, tables.OBLIGATION_TABLE),
      feedback: feedbackHolder(client, tables.FEEDBACK_TABLE),
      identity: identityHolder(client, tables.IDENTITY_TABLE),
    },
  };
}
