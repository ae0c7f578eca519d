import { DeleteCommand, type DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { isWritten } from "../runtime/dynamodb.ts";
import { itemSource } from "../runtime/item-holder.ts";
import type { DataSubject, PersonalDataHolder } from "../shared/personal-data.ts";
import { accountKey, StoredAccount } from "./account-store.dynamodb.ts";
import { Appointment } from "./appointment.ts";
import { keys, StoredLink } from "./identity-store.dynamodb.ts";
import { identityTable } from "./table.ts";

const { byHolder } = identityTable.indexes;

/** Stands where the account of somebody stood who was erased: that an office was held is kept, by whom is not. */
export const erasedAccount = "erased";

/**
 * The account, the link to the person's record and the posts. Who held what and when is the history of an organisation, so an
 * appointment stays and loses its holder.
 */
export function identityHolder(client: DynamoDBDocumentClient, tableName: string): PersonalDataHolder {
  const source = itemSource(client, tableName);
  const remove = (Key: Record<string, string>, condition: object = {}) =>
    isWritten(client.send(new DeleteCommand({ TableName: tableName, Key, ...condition })));
  const postsOf = async ({ accountIds }: DataSubject) =>
    (await Promise.all(accountIds.map((id) => source.indexed("byHolder", byHolder.partitionKey, id)))).flat();

  return {
    async read(subject) {
      const posts = Appointment.array().parse(await postsOf(subject));
      const accounts = await source.those(subject.accountIds.map(accountKey));
      return [
        ...accounts.map((item) => {
          const { accountId, name, homeOrganizationId } = StoredAccount.parse(item);
          return { accountId, name, homeOrganizationId };
        }),
        ...posts.map(({ post, organizationId, from, to, endCause }) => ({ post, organizationId, from, to, endCause })),
      ];
    },

    async erase(subject) {
      const posts = await postsOf(subject);
      for (const { pk, sk } of posts) await client.send(new UpdateCommand(withoutHolder(tableName, { pk, sk })));
      // Somebody who was given the number this very moment keeps the account.
      for (const accountId of subject.accountIds) {
        await remove(accountKey(accountId), {
          ConditionExpression: "attribute_not_exists(pk) OR attribute_type(#owner, :null) OR #owner.personId = :person",
          ExpressionAttributeNames: { "#owner": "owner" },
          ExpressionAttributeValues: { ":null": "NULL", ":person": subject.personId },
        });
      }
      await remove(keys.link(subject.personId));
    },
  };
}

function withoutHolder(TableName: string, Key: { pk: string; sk: string }) {
  return {
    TableName,
    Key,
    UpdateExpression: "SET accountId = :erased, personId = :nobody, #holder = :erased REMOVE events",
    ExpressionAttributeNames: { "#holder": byHolder.partitionKey },
    ExpressionAttributeValues: { ":erased": erasedAccount, ":nobody": null },
  };
}

/** The accounts that are and were a person's, without those that belong to somebody else by now. Units: 2 reads. */
export function accountsOfPerson(client: DynamoDBDocumentClient, tableName: string) {
  const source = itemSource(client, tableName);
  return async (personId: string): Promise<readonly string[]> => {
    const link = StoredLink.optional().parse((await source.those([keys.link(personId)]))[0]);
    if (link === undefined) return [];
    const ids = [...new Set([...(link.formerAccountIds ?? []), ...(link.accountId === null ? [] : [link.accountId])])];
    const accounts = StoredAccount.array().parse(await source.those(ids.map(accountKey)));
    const others = accounts.filter(({ owner }) => owner !== null && owner.personId !== personId);
    return ids.filter((id) => !others.some(({ accountId }) => accountId === id));
  };
}
